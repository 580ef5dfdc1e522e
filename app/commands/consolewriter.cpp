// SPDX-License-Identifier: MIT
#include "app/commands/consolewriter.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <poll.h>
#include <unistd.h>
#endif

namespace commands {

namespace {

/// How many bytes were written; -1 with errno.
qint64 writeSome(int fd, const char *data, qsizetype size) {
#ifdef Q_OS_WIN
    return ::_write(fd, data, unsigned(std::min<qsizetype>(size, 32'768)));
#else
    for (;;) {
        const ssize_t written = ::write(fd, data, size_t(size));
        if (written >= 0 || (errno != EAGAIN && errno != EINTR))
            return written;
        // Somebody made the terminal non-blocking.
        pollfd ready = {fd, POLLOUT, 0};
        ::poll(&ready, 1, 1000);
    }
#endif
}

} // namespace

ConsoleWriter::ConsoleWriter(QObject *parent)
    : QObject(parent)
    , m_thread([this] { work(); }) {}

ConsoleWriter::~ConsoleWriter() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void ConsoleWriter::write(Stream stream, const QByteArray &bytes) {
    if (bytes.isEmpty())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_pieces.push_back({stream, bytes});
        m_pending += bytes.size();
    }
    m_wake.notify_all();
}

qsizetype ConsoleWriter::pending() const {
    const std::lock_guard lock(m_mutex);
    return m_pending;
}

bool ConsoleWriter::abandon() {
    bool stuck = false;
    {
        const std::lock_guard lock(m_mutex);
        for (const Piece &piece : m_pieces)
            m_pending -= piece.bytes.size();
        m_pieces.clear();
        stuck = m_pending > 0;
    }
    if (stuck && m_thread.joinable())
        m_thread.detach();
    return m_thread.joinable();
}

void ConsoleWriter::work() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_ending || !m_pieces.empty(); });
        if (m_pieces.empty())
            return;
        const Piece piece = std::move(m_pieces.front());
        m_pieces.pop_front();
        lock.unlock();
        writePiece(piece);
        lock.lock();
        m_pending -= piece.bytes.size();
        if (m_pending == 0)
            QMetaObject::invokeMethod(this, &ConsoleWriter::drained, Qt::QueuedConnection);
    }
}

void ConsoleWriter::writePiece(const Piece &piece) {
    qsizetype at = 0;
    while (at < piece.bytes.size() && !(piece.stream == Out && m_outputFailed)) {
        const qint64 written = writeSome(piece.stream, piece.bytes.constData() + at, piece.bytes.size() - at);
        if (written >= 0) {
            at += written;
            continue;
        }
        if (piece.stream == Err)
            return;
        m_outputFailed = true;
        const bool closed = errno == EPIPE;
        const QString why = QString::fromLocal8Bit(std::strerror(errno));
        QMetaObject::invokeMethod(
            this, [this, closed, why] { emit outputFailed(closed, why); }, Qt::QueuedConnection);
    }
}

} // namespace commands
