// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace support {

struct ScriptedRequest {
    QByteArray method;
    QByteArray path;                       ///< with the query
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

/// What goes back, byte for byte; then the connection stays open or is closed.
struct ScriptedReply {
    QByteArray bytes; ///< status line, headers and body
    bool close = false;
    bool reset = false; ///< abort instead of a clean end

    static ScriptedReply json(int status, const QByteArray &body, const QByteArray &extraHeaders = {}) {
        return of(status, "application/json", body, extraHeaders);
    }
    static ScriptedReply of(
        int status, const QByteArray &type, const QByteArray &body, const QByteArray &extraHeaders = {}) {
        return {"HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\nContent-Type: " + type +
                    "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + extraHeaders +
                    "\r\n" + body,
            false, false};
    }
    /// The request is read and never answered.
    static ScriptedReply silence() { return {}; }
    static ScriptedReply hangUp() { return {{}, true, false}; }
};

/// A server on loopback that does what the test says, also what no server should. Lives in the test's own
/// thread.
class ScriptedServer : public QTcpServer {
public:
    using Handler = std::function<ScriptedReply(const ScriptedRequest &)>;

    explicit ScriptedServer(Handler handler)
        : m_handler(std::move(handler)) {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                serve(socket);
        });
    }

    QUrl url() const {
        QUrl url;
        url.setScheme(QStringLiteral("http"));
        url.setHost(QStringLiteral("127.0.0.1"));
        url.setPort(serverPort());
        return url;
    }

    QList<ScriptedRequest> requests; ///< complete ones, in the order they came

    /// When set, called with what has arrived so far of a request that is not complete; true cuts the
    /// connection.
    std::function<bool(const QByteArray &)> cutWhile;

private:
    void serve(QTcpSocket *socket) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer = QByteArray()]() mutable {
            buffer += socket->readAll();
            for (;;) {
                const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
                ScriptedRequest request;
                qsizetype length = 0;
                if (headEnd >= 0) {
                    request = parseHead(buffer.left(headEnd));
                    length = request.headers.value("content-length", "0").toLongLong();
                }
                if (headEnd < 0 || buffer.size() < headEnd + 4 + length) {
                    if (cutWhile && cutWhile(buffer))
                        socket->abort();
                    return;
                }
                request.body = buffer.mid(headEnd + 4, length);
                buffer.remove(0, headEnd + 4 + length);
                requests << request;
                const ScriptedReply reply = m_handler(request);
                if (!reply.bytes.isEmpty())
                    socket->write(reply.bytes);
                if (reply.reset) {
                    socket->flush();
                    socket->abort();
                    return;
                }
                if (reply.close) {
                    socket->disconnectFromHost();
                    return;
                }
            }
        });
    }

    static ScriptedRequest parseHead(const QByteArray &head) {
        ScriptedRequest request;
        const QList<QByteArray> lines = head.split('\n');
        const QList<QByteArray> first = lines.value(0).trimmed().split(' ');
        request.method = first.value(0);
        request.path = first.value(1);
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
        }
        return request;
    }

    Handler m_handler;
};

} // namespace support
