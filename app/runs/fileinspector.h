// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/intake.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

namespace runs {

/// Reads the staged files one after the other, on two threads of its own, and tells what it found in batches.
/// A file that is still being written is looked at again until it rests.
class FileInspector : public QObject {
    Q_OBJECT

public:
    struct Times {
        std::function<qint64()> now;             ///< milliseconds since the epoch (UTC)
        std::chrono::milliseconds recent{2'000}; ///< changed less than that ago: look twice
        std::chrono::milliseconds lookAgainAfter{1'000};
    };

    explicit FileInspector(Times times, QObject *parent = nullptr);
    ~FileInspector() override;

    /// Marks those that were changed a moment ago as `unsettled`: they need a second look.
    void markUnsettled(QList<IntakeItem> &items) const;
    /// Queues those that are neither refused nor inspected. Answered by inspected().
    void add(const QList<IntakeItem> &items);
    /// One that is still being written is not waited for any more.
    void forget(const QString &path);
    /// Nothing more is heard of any of them.
    void clear();
    /// How many are not told of yet.
    int waiting() const { return m_waiting + int(m_unsettled.size()); }

public slots:
    void lookAgain(); ///< at what was still being written; the timer does it

signals:
    /// Each stands in for the one with its path.
    void inspected(const QList<runs::IntakeItem> &items);

private:
    struct Queue;

    void inspect(const QList<IntakeItem> &items);
    void take(const QList<IntakeItem> &items);

    Times m_times;
    QHash<QString, IntakeItem> m_unsettled; ///< by path, as last looked at
    bool m_looking = false;
    int m_waiting = 0;
    QTimer m_timer;
    std::shared_ptr<Queue> m_queue;
    std::unique_ptr<Workers> m_workers;
    std::unique_ptr<Workers> m_looks;
};

} // namespace runs
