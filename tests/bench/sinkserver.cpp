// SPDX-License-Identifier: MIT
// A service that costs as little as one can, in a process of its own: what is sent to it is thrown away,
// every document is accepted, and none is ever ready. bench_sinkserver [LISTED [BYTES_A_SECOND]]: LISTED runs
// (c1 …) stand in the list from the beginning; bodies are read no faster than BYTES_A_SECOND a connection.
// Prints its port, and ends with its standard input.
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>
#include <QUrlQuery>

#include <unistd.h>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

struct Service {
    int collections = 0;
    qint64 bytesASecond = 0; ///< 0: as fast as they come

    QByteArray answer(const QByteArray &method, const QUrl &url);

private:
    QByteArray page(const QUrlQuery &query) const;
};

QByteArray reply(const QByteArray &status, const QByteArray &body) {
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: application/json\r\nx-ratelimit-limit: 100000\r\n"
           "x-ratelimit-remaining: 99999\r\nx-ratelimit-reset: 60\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray Service::page(const QUrlQuery &query) const {
    const int number = std::max(1, query.queryItemValue(u"page"_s).toInt());
    const int size = std::clamp(query.queryItemValue(u"page_size"_s).toInt(), 1, 100);
    QByteArray rows;
    const int newest = collections - (number - 1) * size;
    for (int i = newest; i > std::max(0, newest - size); --i)
        rows += R"({"id":"c)" + QByteArray::number(i) +
                R"(","status":"in_progress","created_at":"2026-11-24T10:00:00.000000Z",)"
                R"("updated_at":"2026-11-24T10:00:00.000000Z"},)";
    rows.chop(1);
    return R"({"count":)" + QByteArray::number(collections) + R"(,"page":)" + QByteArray::number(number) +
           R"(,"page_size":)" + QByteArray::number(size) + R"(,"results":[)" + rows + "]}";
}

QByteArray Service::answer(const QByteArray &method, const QUrl &url) {
    const QString path = url.path();
    if (method == "POST")
        return reply(
            "202 Accepted", R"({"id":"c)" + QByteArray::number(++collections) + R"(","status":"pending"})");
    if (path.endsWith("/results/"_L1))
        return reply("412 Precondition Failed",
            R"({"error":"Not ready","detail":"The collection is still being processed.","error_code":)"
            R"("PRECONDITION_FAILED","retryable":true,"request_id":"0123456789abcdef0123456789abcdef"})");
    if (path.endsWith("/runs/"_L1))
        return reply("200 OK", page(QUrlQuery(url)));
    if (path.endsWith("/workflows/"_L1))
        return reply("200 OK", R"({"count":1,"results":[{"id":"w1","name":"Invoices"}]})");
    return reply("404 Not Found", R"({"error":"Not found","error_code":"NOT_FOUND"})");
}

/// One connection: heads are read, bodies are skipped.
class Peer : public QObject {
public:
    Peer(QTcpSocket *socket, Service *service)
        : QObject(socket)
        , m_socket(socket)
        , m_service(service) {
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(socket, &QTcpSocket::readyRead, this, &Peer::read);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (service->bytesASecond > 0) {
            socket->setReadBufferSize(65'536);
            connect(&m_timer, &QTimer::timeout, this, &Peer::read);
        }
        m_since.start();
    }

private:
    /// How much of the body may be taken now.
    qint64 allowed() {
        if (m_service->bytesASecond == 0)
            return m_bodyLeft;
        m_timer.start(10);
        return std::min(m_bodyLeft, m_service->bytesASecond * m_since.elapsed() / 1000 - m_taken);
    }

    void read() {
        while (m_socket->bytesAvailable() > 0) {
            if (m_bodyLeft > 0) {
                const qint64 taken = std::max<qint64>(0, m_socket->skip(std::max<qint64>(0, allowed())));
                m_bodyLeft -= taken;
                m_taken += taken;
                if (taken == 0)
                    return;
            } else {
                m_head += m_socket->readLine();
                if (!m_head.endsWith("\r\n\r\n"))
                    continue;
                const QByteArray lower = m_head.toLower();
                const qsizetype at = lower.indexOf("\r\ncontent-length:");
                m_bodyLeft = at < 0 ? 0 : lower.mid(at + 17).split('\r').first().trimmed().toLongLong();
                m_since.restart();
                m_taken = 0;
            }
            if (m_bodyLeft > 0)
                continue;
            m_timer.stop();
            const QList<QByteArray> words = m_head.left(m_head.indexOf('\r')).split(' ');
            m_socket->write(m_service->answer(words.value(0), QUrl::fromEncoded(words.value(1))));
            m_head.clear();
        }
    }

    QTcpSocket *m_socket;
    Service *m_service;
    QByteArray m_head;
    qint64 m_bodyLeft = 0;
    QTimer m_timer;
    QElapsedTimer m_since; ///< of the body
    qint64 m_taken = 0;
};

} // namespace

int main(int argc, char **argv) {
    QCoreApplication app(argc, argv);
    Service service;
    service.collections = argc > 1 ? QByteArray(argv[1]).toInt() : 0;
    service.bytesASecond = argc > 2 ? QByteArray(argv[2]).toLongLong() : 0;
    QTcpServer server;
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&server, &service] {
        while (QTcpSocket *socket = server.nextPendingConnection())
            new Peer(socket, &service);
    });
    if (!server.listen(QHostAddress::LocalHost))
        return 1;
    std::printf("%d\n", int(server.serverPort()));
    std::fflush(stdout);
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &app, &QCoreApplication::quit);
    return QCoreApplication::exec();
}
