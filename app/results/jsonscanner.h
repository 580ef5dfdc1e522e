// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"

#include <QCoreApplication>

#include <vector>

namespace results {

/// The one pass over a body: checks the grammar and notes where every container begins and ends. It keeps its
/// own stack, so the depth of the text is no matter, and it stops at the first byte after which no JSON text
/// can follow.
class JsonScanner {
    Q_DECLARE_TR_FUNCTIONS(results::JsonScanner)

public:
    /// Fills the map, root and fault of a document from its bytes.
    static void scan(ResultDocument &document);

private:
    explicit JsonScanner(ResultDocument &document);

    void run();
    bool step(); ///< one member, or the end, of the innermost open container
    bool value();
    bool string();
    bool escape();
    bool number();
    bool digits();
    bool word(const char *letters, JsonType type);
    bool endOfWord();
    void scalar(qint64 begin, JsonType type);
    void open(JsonType type);
    void close();
    void skipSpace();
    bool atEnd() const { return m_at == m_end; }
    qint64 offset() const { return m_at - m_begin; }
    bool insideObject() const;
    bool failAtEnd(); ///< the text ends between two values of a container
    bool fail(const QString &message);

    ResultDocument &m_document;
    std::vector<ResultDocument::Container> &m_containers;
    std::vector<quint32> m_open; ///< the open containers, outermost first
    const char *m_begin;
    const char *m_at;
    const char *m_end;
    qint64 m_usableEnd = 0; ///< of the last complete value, or just inside the bracket opened after it
};

} // namespace results
