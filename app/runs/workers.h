// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <atomic>
#include <functional>
#include <memory>

class QObject;
class QThreadPool;

namespace runs {

/// A few threads for work with files, which may take any time or hang. What a job finds is posted to the
/// thread of `receiver`; nothing of it arrives after cancel() or the end of this object. Used from one
/// thread.
class Workers {
    struct Mailbox;

public:
    /// What a job holds of the one who waits for it. A value; outlives the workers.
    class Post {
    public:
        bool isCancelled() const; ///< nobody waits any more: end soon
        /// Runs `deliver` later on the receiver's thread, unless it was cancelled by then.
        void operator()(std::function<void()> deliver) const;

    private:
        friend class Workers;
        std::shared_ptr<Mailbox> m_mailbox;
        std::shared_ptr<std::atomic_bool> m_cancelled;
    };

    Workers(QObject *receiver, int threads);
    /// Waits for the jobs a moment; one that hangs in a dead mount is left behind rather than the program.
    ~Workers();
    Q_DISABLE_COPY_MOVE(Workers)

    void start(std::function<void(const Post &post)> job);
    /// All jobs started so far; those that have not begun never do anything.
    void cancel();

private:
    std::shared_ptr<Mailbox> m_mailbox;
    std::shared_ptr<std::atomic_bool> m_cancelled;
    std::unique_ptr<QThreadPool> m_pool;
};

} // namespace runs
