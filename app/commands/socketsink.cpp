// SPDX-License-Identifier: MIT
#include "app/commands/socketsink.h"

#include <QLocalSocket>
#include <QStringList>

#include <utility>

namespace commands {

namespace {

constexpr qint64 mostBuffered = 4 * mostFrameData;

} // namespace

SocketSink::SocketSink(QLocalSocket *socket, QObject *parent)
    : Sink(parent)
    , m_socket(socket) {
    connect(socket, &QLocalSocket::bytesWritten, this, &SocketSink::pump);
}

void SocketSink::hello(const QString &owner, const QByteArray &nonce) {
    put({Frame::Hello, owner, nonce, protocolVersion});
}

void SocketSink::progress(const QString &line) {
    m_progress = line;
    pump();
}

void SocketSink::following(const QList<qint64> &ids) {
    QStringList words;
    for (qint64 id : ids)
        words << QString::number(id);
    put({Frame::Following, words.join(u' '), {}, 0});
}

void SocketSink::end(int exitCode) {
    m_progress.clear();
    m_ending = true;
    put({Frame::Exit, {}, {}, exitCode});
}

void SocketSink::put(const Frame &frame) {
    m_frames.push_back(frame);
    pump();
}

void SocketSink::pump() {
    if (!m_socket || m_socket->state() != QLocalSocket::ConnectedState)
        return;
    const bool wasBusy = isBusy();
    while (!m_frames.empty() && m_socket->bytesToWrite() < mostBuffered) {
        const Frame &first = m_frames.front();
        const QByteArray part = first.data.mid(m_sent, mostFrameData);
        m_socket->write(encoded({first.kind, first.text, part, first.code}));
        m_sent += part.size();
        if (m_sent < first.data.size())
            continue;
        m_frames.pop_front();
        m_sent = 0;
    }
    if (!m_frames.empty())
        return;
    if (!m_progress.isEmpty() && m_socket->bytesToWrite() < mostBuffered)
        m_socket->write(encoded({Frame::Progress, std::exchange(m_progress, {}), {}, 0}));
    if (m_ending)
        m_socket->disconnectFromServer(); // after what is buffered
    else if (wasBusy)
        QMetaObject::invokeMethod(this, &Sink::drained, Qt::QueuedConnection);
}

} // namespace commands
