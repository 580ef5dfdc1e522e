// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <utility>

namespace support {

/// An answer whose body is made while it is sent.
struct StreamedReply {
    enum End { KeepOpen, Close, Reset };

    QByteArray head;                  ///< status line, headers and the empty line
    std::function<QByteArray()> next; ///< the next bytes; empty: that was all
    End end = KeepOpen;

    /// `bytes`, in pieces of `piece`.
    static StreamedReply of(
        const QByteArray &head, const QByteArray &bytes, End end = KeepOpen, qsizetype piece = 65'536) {
        return {"HTTP/1.1 200 OK\r\n" + head + "\r\n",
            [bytes, piece, at = qsizetype(0)]() mutable {
                return bytes.mid(std::exchange(at, at + piece), piece);
            },
            end};
    }
    static StreamedReply whole(const QByteArray &bytes, const QByteArray &headers = {}) {
        return of("Content-Length: " + QByteArray::number(bytes.size()) + "\r\n" + headers, bytes);
    }
};

/// Sends a body of any size and holds little of it: no more than its reader takes. Lives in the test's own
/// thread. Anything but a GET of results gets `otherwise`.
class StreamServer : public QTcpServer {
public:
    explicit StreamServer(std::function<StreamedReply()> reply)
        : m_reply(std::move(reply)) {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                serve(socket);
        });
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }

    QByteArray otherwise = "HTTP/1.1 202 OK\r\nContent-Length: 12\r\n\r\n{\"id\":\"c-1\"}";
    int questions = 0;   ///< for results
    int submissions = 0; ///< everything else
    qint64 sent = 0;     ///< bytes of bodies given to the system
    qint64 holdAt = -1;  ///< stops before this byte of all bodies, until goOn()
    QByteArray lastRequest;
    QPointer<QTcpSocket> last; ///< the connection of the last question

    void goOn() {
        holdAt = -1;
        if (last)
            emit last->bytesWritten(0);
    }

private:
    void serve(QTcpSocket *socket) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer = QByteArray()]() mutable {
            buffer += socket->readAll();
            const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
            if (headEnd < 0 || (buffer.startsWith("POST") && !buffer.endsWith("--\r\n")))
                return;
            lastRequest = std::exchange(buffer, {});
            if (!lastRequest.startsWith("GET") ||
                !lastRequest.left(lastRequest.indexOf('\r')).contains("/results/")) {
                ++submissions;
                socket->write(otherwise);
                return;
            }
            ++questions;
            last = socket;
            send(socket, m_reply());
        });
    }

    void send(QTcpSocket *socket, const StreamedReply &reply) {
        socket->write(reply.head);
        auto *sending = new QObject(socket); // ends with this answer
        const auto more = [this, socket, sending, reply, rest = QByteArray()]() mutable {
            constexpr qint64 little = 262'144;
            while (socket->bytesToWrite() < little && (holdAt < 0 || sent < holdAt)) {
                QByteArray piece = rest.isEmpty() ? reply.next() : std::exchange(rest, {});
                if (holdAt >= 0 && sent + piece.size() > holdAt) {
                    rest = piece.mid(holdAt - sent);
                    piece.truncate(holdAt - sent);
                }
                if (!piece.isEmpty()) {
                    sent += piece.size();
                    socket->write(piece);
                    continue;
                }
                if (reply.end == StreamedReply::Reset && socket->bytesToWrite() > 0)
                    return; // what was sent shall arrive
                sending->deleteLater();
                sending->disconnect();
                socket->disconnect(sending);
                if (reply.end == StreamedReply::Reset)
                    socket->abort();
                else if (reply.end == StreamedReply::Close)
                    socket->disconnectFromHost();
                return;
            }
        };
        connect(socket, &QTcpSocket::bytesWritten, sending, more);
        emit socket->bytesWritten(0);
    }

    std::function<StreamedReply()> m_reply;
};

} // namespace support
