// SPDX-License-Identifier: MIT
#include "app/sandbox/collections.h"

#include "app/documents/documentreader.h"
#include "app/sandbox/extraction/result.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

// Shares of the time from accepted to processed.
constexpr double PendingShare = 0.15;
constexpr double QueuedShare = 0.4;
constexpr int Readers = 2;
constexpr qsizetype MostTextBytes =
    4 << 20; // hundreds of pages; what is being read cannot be given up in the middle

documents::Reading readingOf(const Submission &submission, const std::atomic_bool &givenUp) {
    const documents::Kind kind =
        submission.isFile ? documents::kindOf(submission.bytes, submission.fileName, submission.mediaType)
                          : documents::Kind::PlainText; // even if it begins like another format
    if (kind != documents::Kind::Pdf && kind != documents::Kind::Unreadable &&
        submission.bytes.size() > MostTextBytes)
        return {kind, {}, QCoreApplication::translate("sandbox", "The sandbox reads at most 4 MB of text.")};
    return submission.isFile
               ? documents::read(submission.bytes, submission.fileName, submission.mediaType, &givenUp)
               : documents::readText(submission.bytes);
}

} // namespace

struct Collections::Entry {
    enum Phase { Waiting, Reading, Read, Unreadable };

    QString id;
    const Workflow *workflow = nullptr;
    Fate fate = Fate::Ordinary;
    Submission submission; ///< its bytes go when they have been read
    QDateTime created;
    qint64 createdMs = 0;
    std::atomic_bool givenUp = false;

    // Guarded by the mutex of all.
    Phase phase = Waiting;
    qint64 startedMs = 0;
    qint64 endedMs = 0;
    QByteArray result;
    QString error;
};

Collections::Collections(std::chrono::milliseconds processing)
    : m_processingMs(std::max<qint64>(0, processing.count())) {
    m_clock.start();
    m_pool.setMaxThreadCount(Readers);
}

Collections::~Collections() {
    m_pool.clear();
    {
        const std::scoped_lock lock(m_mutex);
        for (const EntryPtr &entry : std::as_const(m_entries))
            entry->givenUp = true;
    }
    m_pool.waitForDone();
}

QString Collections::add(const Workflow &workflow, Submission submission, Fate fate) {
    auto entry = std::make_shared<Entry>();
    entry->id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    entry->workflow = &workflow;
    entry->fate = fate;
    entry->submission = std::move(submission);
    {
        const std::scoped_lock lock(m_mutex);
        entry->created = QDateTime::currentDateTimeUtc();
        entry->createdMs = m_clock.elapsed();
        m_entries.append(entry);
    }
    m_pool.start([this, entry] { process(entry); });
    return entry->id;
}

bool Collections::remove(const QString &id) {
    const std::scoped_lock lock(m_mutex);
    const auto found = std::find_if(
        m_entries.cbegin(), m_entries.cend(), [&id](const EntryPtr &entry) { return entry->id == id; });
    if (found == m_entries.cend())
        return false;
    (*found)->givenUp = true;
    m_entries.erase(found);
    return true;
}

std::optional<CollectionState> Collections::find(const QString &workflowId, const QString &id) const {
    const std::scoped_lock lock(m_mutex);
    for (const EntryPtr &entry : m_entries) {
        if (entry->id == id && entry->workflow->id == workflowId) {
            CollectionState state = stateOf(*entry);
            if (state.status == "processed"_L1)
                state.result = entry->result;
            return state;
        }
    }
    return {};
}

QList<CollectionState> Collections::list(const QString &workflowId) const {
    const std::scoped_lock lock(m_mutex);
    QList<CollectionState> states;
    for (auto entry = m_entries.crbegin(); entry != m_entries.crend(); ++entry) {
        if ((*entry)->workflow->id == workflowId)
            states.append(stateOf(**entry));
    }
    return states;
}

void Collections::process(const EntryPtr &entry) {
    {
        const std::scoped_lock lock(m_mutex);
        if (entry->givenUp)
            return;
        entry->phase = Entry::Reading;
        entry->startedMs = m_clock.elapsed();
    }
    documents::Reading reading;
    if (entry->fate == Fate::Ordinary)
        reading = readingOf(entry->submission, entry->givenUp);
    else
        reading.error =
            QCoreApplication::translate("sandbox", "The sandbox was told to fail this collection.");
    QByteArray result;
    if (reading.error.isEmpty() && !entry->givenUp)
        result = resultJson(
            *entry->workflow, {entry->id, entry->submission.fileName, reading.pages}, &entry->givenUp);

    const std::scoped_lock lock(m_mutex);
    entry->submission.bytes.clear();
    if (entry->fate == Fate::Stuck) // being read, for ever
        return;
    entry->result = result;
    entry->error = reading.error;
    entry->phase = reading.error.isEmpty() ? Entry::Read : Entry::Unreadable;
    entry->endedMs = m_clock.elapsed();
}

CollectionState Collections::stateOf(const Entry &entry) const {
    const qint64 now = m_clock.elapsed();
    const qint64 readyMs = std::max(entry.createdMs + m_processingMs, entry.endedMs);
    const qint64 queuedMs = entry.createdMs + qint64(PendingShare * double(m_processingMs));
    const qint64 busyMs =
        std::max(entry.createdMs + qint64(QueuedShare * double(m_processingMs)), entry.startedMs);

    CollectionState state;
    state.id = entry.id;
    state.name = entry.submission.isFile ? entry.submission.fileName : QString();
    qint64 since = entry.createdMs;
    if (entry.phase >= Entry::Read && now >= readyMs) {
        state.status = entry.phase == Entry::Read ? u"processed"_s : u"error"_s;
        state.error = entry.error;
        since = readyMs;
    } else if (entry.phase != Entry::Waiting && now >= busyMs) {
        state.status = u"in_progress"_s;
        since = busyMs;
    } else if (now >= queuedMs) {
        state.status = u"queued"_s;
        since = queuedMs;
    } else {
        state.status = u"pending"_s;
    }
    state.createdAt = entry.created;
    state.updatedAt = entry.created.addMSecs(since - entry.createdMs);
    return state;
}

} // namespace sandbox
