// SPDX-License-Identifier: MIT
#include "app/runs/workers.h"

#include <QMetaObject>
#include <QMutex>
#include <QMutexLocker>
#include <QObject>
#include <QThreadPool>

namespace runs {

/// Where the receiver is, as long as it is.
struct Workers::Mailbox {
    QMutex mutex;
    QObject *receiver = nullptr;
};

bool Workers::Post::isCancelled() const {
    return *m_cancelled;
}

void Workers::Post::operator()(std::function<void()> deliver) const {
    const QMutexLocker lock(&m_mailbox->mutex);
    if (!m_mailbox->receiver || isCancelled())
        return;
    QMetaObject::invokeMethod(
        m_mailbox->receiver,
        [cancelled = m_cancelled, deliver = std::move(deliver)] {
            if (!*cancelled)
                deliver();
        },
        Qt::QueuedConnection);
}

Workers::Workers(QObject *receiver, int threads)
    : m_mailbox(std::make_shared<Mailbox>())
    , m_cancelled(std::make_shared<std::atomic_bool>(false))
    , m_pool(std::make_unique<QThreadPool>()) {
    m_mailbox->receiver = receiver;
    m_pool->setMaxThreadCount(threads);
}

Workers::~Workers() {
    cancel();
    {
        const QMutexLocker lock(&m_mailbox->mutex);
        m_mailbox->receiver = nullptr;
    }
    constexpr int patience = 2'000; // ms
    if (!m_pool->waitForDone(patience))
        static_cast<void>(m_pool.release());
}

void Workers::start(std::function<void(const Post &post)> job) {
    Post post;
    post.m_mailbox = m_mailbox;
    post.m_cancelled = m_cancelled;
    m_pool->start([post, job = std::move(job)] {
        if (!post.isCancelled())
            job(post);
    });
}

void Workers::cancel() {
    *m_cancelled = true;
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    m_pool->clear();
}

} // namespace runs
