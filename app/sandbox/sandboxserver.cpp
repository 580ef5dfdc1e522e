// SPDX-License-Identifier: MIT
#include "app/sandbox/sandboxserver.h"

#include "app/sandbox/httpserver.h"
#include "app/sandbox/sandboxapi.h"

#include <QElapsedTimer>

#include <mutex>

using namespace Qt::StringLiterals;

namespace sandbox {

struct SandboxServer::Private {
    explicit Private(SandboxOptions o)
        : options(std::move(o))
        , http([this](const Request &request) { return answer(request); }) {}

    Reply answer(const Request &request) {
        QElapsedTimer timer;
        timer.start();
        Reply reply = api->answer(request);
        if (options.log) {
            const QString line = u"%1 %2 → %3 (%4 bytes, %5 ms)"_s.arg(QString::fromLatin1(request.method),
                QString::fromUtf8(request.path).left(300), QString::number(reply.status),
                QString::number(reply.body.size()), QString::number(timer.elapsed()));
            const std::scoped_lock lock(logMutex);
            options.log(line);
        }
        return reply;
    }

    SandboxOptions options;
    std::mutex logMutex;
    std::unique_ptr<SandboxApi> api; ///< outlives the connections of `http`
    HttpServer http;
};

SandboxServer::SandboxServer(SandboxOptions options)
    : d(std::make_unique<Private>(std::move(options))) {}

SandboxServer::~SandboxServer() {
    stop();
}

QString SandboxServer::start() {
    stop();
    d->api = std::make_unique<SandboxApi>(d->options);
    return d->http.start(d->options.port);
}

void SandboxServer::stop() {
    d->http.stop();
    d->api.reset();
}

bool SandboxServer::isRunning() const {
    return d->http.isRunning();
}

quint16 SandboxServer::port() const {
    return d->http.port();
}

QUrl SandboxServer::baseUrl() const {
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(port());
    return url;
}

} // namespace sandbox
