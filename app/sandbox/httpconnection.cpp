// SPDX-License-Identifier: MIT
#include "app/sandbox/httpconnection.h"

#include "app/sandbox/httpsession.h"
#include "app/sandbox/replies.h"
#include "app/sandbox/requestbody.h"

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/Exception.h>
#include <Poco/Net/HTTPHeaderStream.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/NetException.h>
#include <Poco/Timespan.h>
#include <Poco/Timestamp.h>

#include <algorithm>
#include <array>
#include <exception>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

struct Target {
    QByteArray path;
    QByteArray query;
};

Target splitTarget(QByteArray target) {
    if (const qsizetype fragment = target.indexOf('#'); fragment >= 0)
        target.truncate(fragment);
    if (!target.startsWith('/')) { // the absolute form, as sent to a proxy
        const qsizetype host = target.indexOf("://");
        const qsizetype slash = host < 0 ? -1 : target.indexOf('/', host + 3);
        target = slash < 0 ? QByteArray("/") : target.sliced(slash);
    }
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? Target{target, {}} : Target{target.first(mark), target.sliced(mark + 1)};
}

QByteArray headOf(const Reply &reply, bool keepAlive) {
    using Poco::Net::HTTPResponse;
    const auto status = HTTPResponse::HTTPStatus(reply.status);
    const Poco::Timestamp now = Poco::Timestamp() + Poco::Timespan(long(reply.delivery.clockSkew.count()), 0);
    QByteArray bytes =
        "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' +
        QByteArray::fromStdString(HTTPResponse::getReasonForStatus(status)) + "\r\nDate: " +
        QByteArray::fromStdString(Poco::DateTimeFormatter::format(now, Poco::DateTimeFormat::HTTP_FORMAT)) +
        "\r\n";
    for (const auto &[name, value] : reply.headers)
        bytes += name + ": " + value + "\r\n";
    if (reply.status != 204)
        bytes += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    return bytes + (keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
}

} // namespace

void OpenSockets::open() {
    const std::scoped_lock lock(m_mutex);
    m_closed = false;
}

void OpenSockets::close() {
    const std::scoped_lock lock(m_mutex);
    m_closed = true;
    m_closing.notify_all();
    for (Poco::Net::StreamSocket &socket : m_sockets) {
        try {
            socket.shutdown();
        } catch (const Poco::Exception &) { // the other side was quicker
        }
    }
}

bool OpenSockets::isClosed() const {
    const std::scoped_lock lock(m_mutex);
    return m_closed;
}

bool OpenSockets::pause(std::chrono::microseconds time) {
    std::unique_lock lock(m_mutex);
    return !m_closing.wait_for(lock, time, [this] { return m_closed; });
}

OpenSockets::Entry OpenSockets::add(const Poco::Net::StreamSocket &socket) {
    const std::scoped_lock lock(m_mutex);
    return m_sockets.insert(m_sockets.end(), socket);
}

void OpenSockets::remove(Entry entry) {
    const std::scoped_lock lock(m_mutex);
    m_sockets.erase(entry);
}

HttpConnection::HttpConnection(const Poco::Net::StreamSocket &socket, Poco::Net::HTTPServerParams::Ptr params,
    const RequestHandler &handler, OpenSockets &sockets)
    : TCPServerConnection(socket)
    , m_params(std::move(params))
    , m_handler(handler)
    , m_sockets(sockets) {}

void HttpConnection::run() {
    const auto entry = m_sockets.add(socket());
    try {
        socket().setSendTimeout(m_params->getTimeout());
        HttpSession session(socket(), m_params);
        while (!m_sockets.isClosed() && session.hasMoreRequests() && exchange(session)) {
        }
    } catch (const std::exception &) { // the connection broke: there is nobody to tell
    }
    m_sockets.remove(entry);
}

bool HttpConnection::exchange(HttpSession &session) {
    constexpr int MostHeaders = 500;
    if (!session.skipEmptyLines())
        return true;
    Poco::Net::HTTPRequest message;
    message.setFieldLimit(MostHeaders);
    try {
        Poco::Net::HTTPHeaderInputStream stream(session);
        message.read(stream);
    } catch (const Poco::Net::NoMessageException &) {
        return false;
    } catch (const Poco::Net::MessageException &) {
        refuse(u"The request line or a header is malformed or too long."_s);
        return false;
    }
    return answer(session, message);
}

bool HttpConnection::answer(HttpSession &session, const Poco::Net::HTTPRequest &message) {
    RequestBody body(session, message, [this] { send("HTTP/1.1 100 Continue\r\n\r\n"); });
    if (!body.isWellFramed()) {
        refuse(u"Content-Length and Transfer-Encoding do not say where the body ends."_s);
        return false;
    }
    const auto [path, query] = splitTarget(QByteArray::fromStdString(message.getURI()));

    Request request;
    request.method = QByteArray::fromStdString(message.getMethod());
    request.path = path;
    request.query = query;
    request.authorization = QByteArray::fromStdString(message.get("Authorization", {}));
    request.contentType = QByteArray::fromStdString(message.get("Content-Type", {}));
    request.readBody = [&body](qsizetype limit) {
        return body.read(limit);
    };
    request.bodyLength = body.length();
    request.skipBody = [&body](qint64 bytes) {
        body.skip(bytes);
    };

    const Reply reply = m_handler(request);
    if (body.isCutOff())
        return false;
    if (reply.delivery.end == Delivery::Reset) {
        socket().setLinger(true, 0); // closing it is a reset then
        return false;
    }
    const bool clean = body.discard();
    const bool keepAlive = clean && message.getKeepAlive() && session.canKeepAlive() && !m_sockets.isClosed();
    if (!deliver(reply, request.method != "HEAD", keepAlive))
        return false;
    if (!clean)
        linger();
    session.setKeepAlive(keepAlive);
    return keepAlive;
}

void HttpConnection::refuse(const QString &words) {
    deliver(errorReply(400, u"VALIDATION_ERROR"_s, u"Bad request"_s, words), true, false);
    linger();
}

bool HttpConnection::deliver(const Reply &reply, bool withBody, bool keepAlive) {
    const Delivery &delivery = reply.delivery;
    if (delivery.delay.count() > 0 && !m_sockets.pause(delivery.delay))
        return false;
    if (delivery.end == Delivery::Lost)
        return false;
    const bool cut = delivery.end == Delivery::CutInBody;
    const QByteArray body = !withBody ? QByteArray()
                            : cut     ? reply.body.first(delivery.bodyBytes)
                                      : reply.body;
    const QByteArray head = headOf(reply, keepAlive);
    if (delivery.bytesPerSecond > 0) {
        send(head);
        if (!trickle(body, delivery.bytesPerSecond))
            return false;
    } else {
        send(head + body);
    }
    if (!cut && reply.handed)
        reply.handed();
    return !cut;
}

bool HttpConnection::trickle(const QByteArray &bytes, int bytesPerSecond) {
    constexpr int SlicesPerSecond = 20;
    const qsizetype slice = std::max(1, bytesPerSecond / SlicesPerSecond);
    for (qsizetype sent = 0; sent < bytes.size(); sent += slice) {
        const qsizetype count = std::min(slice, bytes.size() - sent);
        send(bytes.sliced(sent, count));
        if (!m_sockets.pause(std::chrono::microseconds(1'000'000 * qint64(count) / bytesPerSecond)))
            return false;
    }
    return true;
}

void HttpConnection::send(const QByteArray &bytes) {
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const int most = int(std::min<qsizetype>(bytes.size() - sent, 1 << 20));
        const int written = socket().sendBytes(bytes.constData() + sent, most);
        if (written <= 0)
            throw Poco::Net::ConnectionResetException();
        sent += written;
    }
}

void HttpConnection::linger() {
    constexpr qint64 MostBytes = qint64(1) << 30;
    const Poco::Timespan idle(2, 0);
    const Poco::Timestamp begin;
    std::array<char, 65536> buffer;
    socket().shutdownSend();
    for (qint64 read = 0; read < MostBytes && begin.elapsed() < 30 * Poco::Timespan::SECONDS;) {
        if (!socket().poll(idle, Poco::Net::Socket::SELECT_READ))
            return;
        const int count = socket().receiveBytes(buffer.data(), int(buffer.size()));
        if (count <= 0)
            return;
        read += count;
    }
}

} // namespace sandbox
