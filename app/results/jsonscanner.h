// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/bytesource.h"
#include "app/results/containermap.h"
#include "app/results/jsonnode.h"

#include <QCoreApplication>

#include <atomic>
#include <optional>
#include <vector>

namespace results {

/// Reads a body to the letter of the grammar: checks it, and notes where containers begin and end (see
/// shortestMapped). It keeps its own stack, so the depth of the text is no matter, and it stops at the first
/// byte after which no JSON text can follow.
class JsonScanner {
    Q_DECLARE_TR_FUNCTIONS(results::JsonScanner)

public:
    /// Offsets in the map are 32 bits wide.
    static constexpr qint64 sizeLimit = 0xffff'ffff;

    struct Outcome {
        JsonNode root; ///< invalid when nothing before the fault is a value
        std::optional<JsonFault> fault;
        bool isCancelled = false; ///< and nothing else is known
    };
    /// `map` is empty, or nullptr: to check only. What was read of a mapped file does not stay in memory.
    static Outcome scan(
        const ByteSource &source, ContainerMap *map, const std::atomic_bool *cancelled = nullptr);

private:
    /// An open container.
    struct Open {
        quint32 begin;
        ContainerMap::Opened container; ///< once it is placed
        quint32 count;                  ///< of members so far
        bool isObject;
    };

    JsonScanner(const ByteSource &source, ContainerMap *map, const std::atomic_bool *cancelled);

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
    void place(); ///< the open ones into the map
    void skipSpace();
    bool atEnd() const { return m_at == m_end; }
    qint64 offset() const { return m_at - m_begin; }
    bool goesOn();    ///< from time to time: nobody has cancelled
    bool failAtEnd(); ///< the text ends between two values of a container
    bool fail(const QString &message);

    const ByteSource &m_source;
    ContainerMap *m_map;
    const std::atomic_bool *m_cancelled;
    Outcome m_outcome;
    std::vector<Open> m_open; ///< the open containers, outermost first
    size_t m_placed = 0;      ///< of them
    const char *m_begin;
    const char *m_at;
    const char *m_end;
    const char *m_nextPause;
    qint64 m_usableEnd = 0; ///< of the last complete value, or just inside the bracket opened after it
};

} // namespace results
