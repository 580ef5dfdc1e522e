// SPDX-License-Identifier: MIT
#include "app/runs/resultwriter.h"

#include <QCoreApplication>
#include <QList>
#include <QMutex>
#include <QMutexLocker>
#include <QPointer>
#include <QSaveFile>
#include <QThreadPool>

#include <limits>
#include <utility>

namespace runs {

/// What the writer shares with the thread that writes for it, one at a time.
struct ResultWriter::Job {
    enum class Next { Write, Commit, Rest, Throw };

    Next next(QByteArray &piece) {
        const QMutexLocker lock(&mutex);
        if (isThrown)
            return Next::Throw;
        if (pieces.isEmpty()) {
            isBusy = commits;
            return commits ? Next::Commit : Next::Rest;
        }
        piece = pieces.takeFirst();
        return Next::Write;
    }

    /// True when there is room again for what had to wait.
    bool wrote(qint64 size) {
        const QMutexLocker lock(&mutex);
        const qint64 before = std::exchange(waiting, waiting - size);
        return before >= most / 2 && waiting < most / 2;
    }

    ResultFiles files;
    qint64 runId = 0;
    QPointer<ResultWriter> owner; ///< looked at in its own thread only

    QMutex mutex; // for what follows
    QList<QByteArray> pieces;
    qint64 waiting = 0;    ///< bytes of the pieces, and of the one that is being written
    bool isBusy = false;   ///< a thread is at it; for ever after the end
    bool commits = false;  ///< no more pieces come
    bool isThrown = false; ///< nobody wants it any more

    std::unique_ptr<QSaveFile> file; // of the thread that is at it
};

ResultWriter::ResultWriter(const ResultFiles &files, qint64 runId, QObject *parent)
    : BodySink(parent)
    , m_job(std::make_shared<Job>()) {
    m_job->files = files;
    m_job->runId = runId;
    m_job->owner = this;
}

ResultWriter::~ResultWriter() {
    {
        const QMutexLocker lock(&m_job->mutex);
        m_job->isThrown = true;
    }
    start(); // to remove it is the disk's work too
}

qint64 ResultWriter::mostInMemory() const {
    return m_job->files.areThere() ? ResultFiles::threshold : std::numeric_limits<qint64>::max();
}

qint64 ResultWriter::room() const {
    const QMutexLocker lock(&m_job->mutex);
    return m_error.isEmpty() ? most - m_job->waiting : 0;
}

void ResultWriter::take(const QByteArray &piece) {
    {
        const QMutexLocker lock(&m_job->mutex);
        m_job->pieces << piece;
        m_job->waiting += piece.size();
    }
    start();
}

void ResultWriter::commit(std::function<void(const QString &error, const QString &values)> done) {
    m_done = std::move(done);
    {
        const QMutexLocker lock(&m_job->mutex);
        m_job->commits = true;
    }
    start();
}

void ResultWriter::start() {
    {
        const QMutexLocker lock(&m_job->mutex);
        if (std::exchange(m_job->isBusy, true))
            return;
    }
    QThreadPool::globalInstance()->start([job = m_job] { work(job); });
}

/// Ends when there is nothing to write: a slow network keeps no thread.
void ResultWriter::work(const std::shared_ptr<Job> &job) {
    for (;;) {
        QByteArray piece;
        const Job::Next next = job->next(piece);
        if (next == Job::Next::Rest)
            return;
        if (next == Job::Next::Throw) {
            job->file.reset();
            return;
        }
        QString error;
        if (!job->file)
            job->file = job->files.begin(job->runId, error);
        if (error.isEmpty())
            error = next == Job::Next::Write ? ResultFiles::write(*job->file, piece)
                                             : job->files.commit(*job->file);
        if (!error.isEmpty() || next == Job::Next::Commit) {
            job->file.reset();
            const QString values = error.isEmpty() ? job->files.values(job->runId) : QString();
            tell(job, [error, values](ResultWriter &owner) {
                owner.m_error = error;
                if (owner.m_done)
                    owner.m_done(error, values);
                else
                    emit owner.failed(error);
            });
            return;
        }
        if (job->wrote(piece.size()))
            tell(job, [](ResultWriter &owner) { emit owner.roomMade(); });
    }
}

void ResultWriter::tell(const std::shared_ptr<Job> &job, std::function<void(ResultWriter &)> word) {
    // The application object outlives the pool's work; who waits for it may not.
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [job, word = std::move(word)] {
            if (job->owner)
                word(*job->owner);
        },
        Qt::QueuedConnection);
}

} // namespace runs
