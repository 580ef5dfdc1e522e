// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/httpmessages.h"

#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/TCPServerConnection.h>

#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>

namespace Poco::Net {
class HTTPRequest;
} // namespace Poco::Net

namespace sandbox {

class HttpSession;

/// The sockets of all connections, so that a server that stops can cut them. Used by several threads.
class OpenSockets {
public:
    using Entry = std::list<Poco::Net::StreamSocket>::iterator;

    void open();
    void close(); ///< cuts what is there, and whatever comes
    bool isClosed() const;
    /// Waits; false, and at once, when they are closed.
    bool pause(std::chrono::microseconds time);
    Entry add(const Poco::Net::StreamSocket &socket);
    void remove(Entry entry);

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_closing;
    std::list<Poco::Net::StreamSocket> m_sockets;
    bool m_closed = false;
};

/// One connection: request after request until either side has had enough. Only httpserver.cpp includes this.
class HttpConnection : public Poco::Net::TCPServerConnection {
public:
    HttpConnection(const Poco::Net::StreamSocket &socket, Poco::Net::HTTPServerParams::Ptr params,
        const RequestHandler &handler, OpenSockets &sockets);

    void run() override;

private:
    /// False when the connection is to end.
    bool exchange(HttpSession &session);
    bool answer(HttpSession &session, const Poco::Net::HTTPRequest &message);
    /// 400, and the end of the connection.
    void refuse(const QString &words);
    /// False when not all of it was handed over; the connection is to end then.
    bool deliver(const Reply &reply, bool withBody, bool keepAlive);
    bool trickle(const QByteArray &bytes, int bytesPerSecond);
    void send(const QByteArray &bytes);
    /// Closes so that a client that is still sending sees the reply instead of a reset.
    void linger();

    Poco::Net::HTTPServerParams::Ptr m_params;
    const RequestHandler &m_handler;
    OpenSockets &m_sockets;
};

} // namespace sandbox
