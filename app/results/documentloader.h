// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"

#include <QObject>

#include <functional>
#include <optional>

namespace results {

/// Reads received bytes into documents off the calling thread, so that a large result never stalls the
/// window. Only the newest request is answered: a late document of an older one dies quietly.
class DocumentLoader : public QObject {
    Q_OBJECT

public:
    explicit DocumentLoader(QObject *parent = nullptr);

    /// `id` is handed back with the document. `read` is called by another thread.
    void load(qint64 id, std::function<std::optional<QByteArray>()> read);
    /// No answer to what was asked before.
    void cancel() { ++m_generation; }

signals:
    void loaded(qint64 id, const results::ResultDocumentPtr &document);

private:
    int m_generation = 0;
};

} // namespace results
