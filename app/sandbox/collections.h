// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/workflows.h"

#include <QByteArray>
#include <QDateTime>
#include <QElapsedTimer>
#include <QHash>
#include <QList>
#include <QString>
#include <QThreadPool>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>

namespace sandbox {

/// What was submitted.
struct Submission {
    QString fileName; ///< empty for a text
    bool isFile = false;
    QString mediaType; ///< as declared
    QByteArray bytes;
};

/// What becomes of a collection, whatever was submitted.
enum class Fate {
    Ordinary,
    Stuck,   ///< it is never ready
    Failing, ///< it ends in error
};

/// Where a collection stands, at the moment of asking.
struct CollectionState {
    QString id;
    QString name;        ///< null for a text
    QString status;      ///< pending, queued, in_progress, processed, error
    QDateTime createdAt; ///< UTC
    QDateTime updatedAt;
    QByteArray result; ///< when processed
    QString error;     ///< when it ended in error
};

/// Every collection, and the threads that read them. A collection passes through its states by the clock, but
/// is never ready before it was really read. Used by several threads.
class Collections {
public:
    explicit Collections(std::chrono::milliseconds processing);
    ~Collections(); ///< gives up what is being read

    /// Returns its id.
    QString add(const Workflow &workflow, Submission submission, Fate fate = Fate::Ordinary);
    /// False when there is none. What is being read is given up.
    bool remove(const QString &id);
    /// Nothing when the workflow has no such collection.
    std::optional<CollectionState> find(const QString &workflowId, const QString &id) const;
    /// Newest first, without results.
    QList<CollectionState> list(const QString &workflowId) const;

private:
    struct Entry;
    using EntryPtr = std::shared_ptr<Entry>;

    void process(const EntryPtr &entry);
    CollectionState stateOf(const Entry &entry) const;

    const qint64 m_processingMs;
    QElapsedTimer m_clock;
    mutable std::mutex m_mutex;
    QList<EntryPtr> m_entries; ///< oldest first
    QThreadPool m_pool;
};

} // namespace sandbox
