// SPDX-License-Identifier: MIT
#include "app/sandbox/sandboxserver.h"

#include "app/sandbox/faults.h"
#include "app/sandbox/httpserver.h"
#include "app/sandbox/receivedlog.h"
#include "app/sandbox/sandboxapi.h"

#include <QElapsedTimer>

#include <mutex>

using namespace Qt::StringLiterals;

namespace sandbox {

struct SandboxServer::Private {
    explicit Private(SandboxOptions o)
        : options(std::move(o))
        , faults(options.misbehaviour, options.seed)
        , http([this](const Request &request) { return answer(request); }) {}

    Reply answer(const Request &request) {
        QElapsedTimer timer;
        timer.start();
        Reply reply = api->answer(request);
        if (options.log) {
            QString line = u"%1 %2 → %3 (%4 bytes, %5 ms)"_s.arg(QString::fromLatin1(request.method),
                QString::fromUtf8(request.path).left(300), QString::number(reply.status),
                QString::number(reply.body.size()), QString::number(timer.elapsed()));
            if (!reply.misbehaved.isEmpty())
                line += u", misbehaved: "_s + QString::fromLatin1(reply.misbehaved.join(", "));
            const std::scoped_lock lock(logMutex);
            options.log(line);
        }
        return reply;
    }

    SandboxOptions options;
    Faults faults;
    ReceivedLog received; ///< of all the times it ran
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
    d->api = std::make_unique<SandboxApi>(d->options, d->faults, d->received);
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

void SandboxServer::setMisbehaviour(const Misbehaviour &misbehaviour) {
    d->faults.set(misbehaviour);
}

Misbehaviour SandboxServer::misbehaviour() const {
    return d->faults.current();
}

} // namespace sandbox
