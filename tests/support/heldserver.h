// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QPointer>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace support {

/// Keeps every request that begins with `holds` unanswered until the test lets it go, and counts how many
/// there are at once from their first byte on. Everything else gets `otherwise` at once.
class HeldServer : public QTcpServer {
public:
    explicit HeldServer(const QByteArray &holds, const QByteArray &otherwise = {})
        : m_holds(holds)
        , m_otherwise(otherwise) {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                serve(socket);
        });
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }

    /// Complete requests that wait for their answer.
    int held() const { return int(m_waiting.size()); }
    int mostAtOnce() const { return m_mostAtOnce; }
    /// Of all held ones, in the order they were complete.
    const QList<QByteArray> &requests() const { return m_requests; }

    /// Answers the oldest one; nothing happens when its connection has gone.
    void letGo(const QByteArray &answer) {
        const QPointer<QTcpSocket> socket = m_waiting.takeFirst();
        m_open.remove(socket);
        if (socket)
            socket->write(answer);
    }

    std::function<void()> whenHeld; ///< after each request that is complete

private:
    void serve(QTcpSocket *socket) {
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_open.remove(socket);
            socket->deleteLater();
        });
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer = QByteArray()]() mutable {
            buffer += socket->readAll();
            const bool isHeld = buffer.startsWith(m_holds);
            if (isHeld) {
                m_open.insert(socket);
                m_mostAtOnce = qMax(m_mostAtOnce, int(m_open.size()));
            }
            const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
            if (headEnd < 0 || buffer.size() < headEnd + 4 + contentLength(buffer.left(headEnd)))
                return;
            const QByteArray request = std::exchange(buffer, {});
            if (!isHeld) {
                socket->write(m_otherwise);
                return;
            }
            m_requests << request;
            m_waiting << socket;
            if (whenHeld)
                whenHeld();
        });
    }

    static qsizetype contentLength(const QByteArray &head) {
        const QByteArray lower = head.toLower();
        const qsizetype at = lower.indexOf("\r\ncontent-length:");
        if (at < 0)
            return 0;
        const qsizetype from = at + 17;
        const qsizetype end = lower.indexOf("\r\n", from);
        return lower.mid(from, end < 0 ? -1 : end - from).trimmed().toLongLong();
    }

    QByteArray m_holds;
    QByteArray m_otherwise;
    QSet<QTcpSocket *> m_open;
    QList<QPointer<QTcpSocket>> m_waiting;
    QList<QByteArray> m_requests;
    int m_mostAtOnce = 0;
};

} // namespace support
