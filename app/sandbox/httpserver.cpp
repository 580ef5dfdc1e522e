// SPDX-License-Identifier: MIT
#include "app/sandbox/httpserver.h"

#include "app/sandbox/httpconnection.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/ThreadPool.h>

#include <QCoreApplication>

namespace sandbox {

namespace {

constexpr int MostThreads = 512; // most of them idle, on connections that a client keeps
constexpr int MostWaiting = 512;
constexpr int SocketTimeoutSeconds = 60;
// Longer than the pools of common clients keep a connection: whoever closes last cannot cut off a request.
constexpr int KeepAliveSeconds = 75;

class ConnectionFactory : public Poco::Net::TCPServerConnectionFactory {
public:
    ConnectionFactory(Poco::Net::HTTPServerParams::Ptr params, RequestHandler handler, OpenSockets &sockets)
        : m_params(std::move(params))
        , m_handler(std::move(handler))
        , m_sockets(sockets) {}

    Poco::Net::TCPServerConnection *createConnection(const Poco::Net::StreamSocket &socket) override {
        return new HttpConnection(socket, m_params, m_handler, m_sockets);
    }

private:
    Poco::Net::HTTPServerParams::Ptr m_params;
    RequestHandler m_handler;
    OpenSockets &m_sockets;
};

Poco::Net::ServerSocket listeningSocket(quint16 port) {
    // Two servers must never share a port, which SO_REUSEPORT would allow (and SO_REUSEADDR on Windows).
#ifdef Q_OS_WIN
    constexpr bool reuseAddress = false;
#else
    constexpr bool reuseAddress = true;
#endif
    Poco::Net::ServerSocket socket;
    socket.bind(Poco::Net::SocketAddress("127.0.0.1", port), reuseAddress, false);
    socket.listen(256);
    return socket;
}

} // namespace

struct HttpServer::Private {
    RequestHandler handler;
    OpenSockets sockets;
    std::unique_ptr<Poco::ThreadPool> threads;
    std::unique_ptr<Poco::Net::TCPServer> server;
};

HttpServer::HttpServer(RequestHandler handler)
    : d(std::make_unique<Private>()) {
    d->handler = std::move(handler);
}

HttpServer::~HttpServer() {
    stop();
}

QString HttpServer::start(quint16 port) {
    stop();
    try {
        Poco::Net::ServerSocket socket = listeningSocket(port);
        Poco::Net::HTTPServerParams::Ptr params = new Poco::Net::HTTPServerParams;
        params->setTimeout(Poco::Timespan(SocketTimeoutSeconds, 0));
        params->setKeepAliveTimeout(Poco::Timespan(KeepAliveSeconds, 0));
        params->setMaxKeepAliveRequests(0); // no limit
        params->setMaxThreads(MostThreads);
        params->setMaxQueued(MostWaiting);
        d->sockets.open();
        d->threads = std::make_unique<Poco::ThreadPool>(2, MostThreads + 1);
        d->server = std::make_unique<Poco::Net::TCPServer>(
            Poco::Net::TCPServerConnectionFactory::Ptr(new ConnectionFactory(params, d->handler, d->sockets)),
            *d->threads, socket, params);
        d->server->start();
        return {};
    } catch (const Poco::Exception &e) {
        d->server.reset();
        return QCoreApplication::translate("sandbox", "Cannot listen: %1")
            .arg(QString::fromStdString(e.message().empty() ? e.displayText() : e.message()));
    }
}

void HttpServer::stop() {
    if (!d->server)
        return;
    d->server->stop();
    d->sockets.close();
    d->threads->joinAll();
    d->server.reset();
    d->threads.reset();
}

bool HttpServer::isRunning() const {
    return d->server != nullptr;
}

quint16 HttpServer::port() const {
    return d->server ? d->server->port() : 0;
}

} // namespace sandbox
