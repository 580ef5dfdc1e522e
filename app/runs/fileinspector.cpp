// SPDX-License-Identifier: MIT
#include "app/runs/fileinspector.h"

#include "app/runs/fileinspection.h"
#include "app/runs/workers.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QMutexLocker>

#include <optional>

namespace runs {

namespace {

constexpr int threads = 2;
constexpr int largestBatch = 200;
constexpr qint64 longestWait = 100; // ms between two deliveries

/// An empty file may be one that has just been begun.
bool mayGrow(const IntakeItem &item) {
    return item.verdict != Verdict::Refused ? item.contentHash.isEmpty() : item.size == 0;
}

} // namespace

/// What the threads take from.
struct FileInspector::Queue {
    QMutex mutex;
    QList<IntakeItem> items;
    qsizetype next = 0;
    int readers = 0;

    std::optional<IntakeItem> take() {
        const QMutexLocker lock(&mutex);
        if (next < items.size())
            return items.at(next++);
        items.clear();
        next = 0;
        --readers;
        return {};
    }
};

FileInspector::FileInspector(Times times, QObject *parent)
    : QObject(parent)
    , m_times(std::move(times))
    , m_queue(std::make_shared<Queue>())
    , m_workers(std::make_unique<Workers>(this, threads))
    , m_looks(std::make_unique<Workers>(this, 1)) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(m_times.lookAgainAfter);
    connect(&m_timer, &QTimer::timeout, this, &FileInspector::lookAgain);
}

FileInspector::~FileInspector() = default;

void FileInspector::markUnsettled(QList<IntakeItem> &items) const {
    const qint64 recent = m_times.now() - m_times.recent.count();
    for (IntakeItem &item : items) {
        if (mayGrow(item) && item.modifiedAt > recent)
            item.unsettled = true;
    }
}

void FileInspector::add(const QList<IntakeItem> &items) {
    QList<IntakeItem> resting;
    for (const IntakeItem &item : items) {
        if (item.unsettled)
            m_unsettled.insert(item.path, item);
        else if (!item.inspected)
            resting << item;
    }
    if (!m_unsettled.isEmpty() && !m_timer.isActive())
        m_timer.start();
    inspect(resting);
}

void FileInspector::clear() {
    m_workers->cancel();
    m_looks->cancel();
    m_queue = std::make_shared<Queue>();
    m_unsettled.clear();
    m_looking = false;
    m_waiting = 0;
    m_timer.stop();
}

void FileInspector::forget(const QString &path) {
    m_unsettled.remove(path);
}

void FileInspector::inspect(const QList<IntakeItem> &items) {
    if (items.isEmpty())
        return;
    m_waiting += int(items.size());
    int wanted = 0;
    {
        const QMutexLocker lock(&m_queue->mutex);
        m_queue->items << items;
        wanted = qMin<int>(threads - m_queue->readers, int(items.size()));
        m_queue->readers += wanted;
    }
    for (int i = 0; i < wanted; ++i) {
        m_workers->start([this, queue = m_queue](const Workers::Post &post) {
            QList<IntakeItem> batch;
            QElapsedTimer since;
            since.start();
            const auto deliver = [&] {
                if (!batch.isEmpty())
                    post([this, batch] { take(batch); });
                batch.clear();
                since.restart();
            };
            const auto isWanted = [&post] {
                return !post.isCancelled();
            };
            while (const std::optional<IntakeItem> item = queue->take()) {
                if (post.isCancelled())
                    return;
                batch << inspectFile(*item, isWanted);
                if (batch.size() >= largestBatch || since.elapsed() >= longestWait)
                    deliver();
            }
            deliver();
        });
    }
}

void FileInspector::take(const QList<IntakeItem> &items) {
    m_waiting -= int(items.size());
    for (const IntakeItem &item : items) {
        if (item.unsettled)
            m_unsettled.insert(item.path, item);
    }
    if (!m_unsettled.isEmpty() && !m_timer.isActive())
        m_timer.start();
    emit inspected(items);
}

void FileInspector::lookAgain() {
    if (m_looking || m_unsettled.isEmpty())
        return;
    m_looking = true;
    m_looks->start([this, before = m_unsettled.values()](const Workers::Post &post) {
        QList<IntakeItem> now;
        for (const IntakeItem &item : before) {
            if (post.isCancelled())
                return;
            IntakeItem look = checkFile(item.path);
            look.name = item.name;
            look.unsettled = mayGrow(look) && (look.size != item.size || look.modifiedAt != item.modifiedAt);
            now << look;
        }
        post([this, now] {
            m_looking = false;
            QList<IntakeItem> wanted; // of those nobody has taken off the list meanwhile
            for (const IntakeItem &item : now) {
                if (m_unsettled.remove(item.path))
                    wanted << item;
            }
            add(wanted);
            if (!wanted.isEmpty())
                emit inspected(wanted);
        });
    });
}

} // namespace runs
