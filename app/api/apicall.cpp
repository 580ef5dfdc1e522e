// SPDX-License-Identifier: MIT
#include "app/api/apicall.h"

#include "app/api/bodysink.h"
#include "app/api/receivedbody.h"
#include "app/api/sendoncedevice.h"

#include <QNetworkReply>

using namespace Qt::StringLiterals;

namespace api {

namespace {

constexpr qint64 readAhead = 1 << 20; // bytes that Qt holds of a body that is taken as it arrives

int headerNumber(const QNetworkReply *reply, const QByteArray &name) {
    bool ok = false;
    const int number = reply->rawHeader(name).trimmed().toInt(&ok);
    return ok ? number : -1;
}

} // namespace

ApiCall::ApiCall(QNetworkReply *reply, SendOnceDevice *body, QObject *parent)
    : QObject(parent)
    , m_reply(reply)
    , m_body(body) {
    reply->setParent(this);
    connect(
        reply, &QNetworkReply::finished, this,
        [this] {
            if (m_received)
                receive();
            else
                readReply();
        },
        Qt::QueuedConnection);
    connect(reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64 total) {
        if (total > 0) // it ends with 0 of 0
            emit uploadProgress(sent, total);
    });
    if (body) {
        connect(
            body, &SendOnceDevice::sourceFailed, this,
            [this](const QString &reason) {
                abandon(ErrorKind::LocalFile, tr("The file could not be read to its end: %1.").arg(reason));
            },
            Qt::QueuedConnection);
    }
}

ApiCall::ApiCall(const ApiError &error, const QUrl &url, QObject *parent)
    : QObject(parent) {
    Exchange exchange;
    exchange.url = url;
    exchange.failure = error;
    QMetaObject::invokeMethod(
        this, [this, exchange] { end(exchange); }, Qt::QueuedConnection);
}

ApiCall::~ApiCall() {
    dropReply();
}

void ApiCall::receiveInto(BodySink *sink, std::chrono::milliseconds timeout) {
    if (!m_reply)
        return; // it failed before it began
    m_received = std::make_unique<ReceivedBody>(sink);
    m_reply->setReadBufferSize(readAhead);
    m_silence.setSingleShot(true);
    m_silence.setInterval(timeout);
    m_nextTurn.setSingleShot(true);
    m_nextTurn.setInterval(0);
    connect(&m_silence, &QTimer::timeout, this, &ApiCall::stalled);
    connect(&m_nextTurn, &QTimer::timeout, this, &ApiCall::receive);
    connect(m_reply, &QNetworkReply::readyRead, this, &ApiCall::receive);
    if (sink) {
        connect(sink, &BodySink::roomMade, this, &ApiCall::receive);
        connect(sink, &BodySink::failed, this,
            [this](const QString &why) { abandon(ErrorKind::LocalFile, why); });
        connect(sink, &QObject::destroyed, this, &ApiCall::cancel);
    }
    listen();
}

void ApiCall::listen() {
    if (m_silence.interval() > 0)
        m_silence.start();
}

void ApiCall::receive() {
    if (m_ended || !m_reply)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!m_received->hasBegun() && status > 0)
        m_received->begin(status, m_reply->rawHeader("Content-Encoding"));
    // Of what is cut nothing is kept: there is no use in taking the rest. An error of HTTP is one for Qt too.
    const bool isLost = m_reply->error() != QNetworkReply::NoError && status < 400;
    if (m_reply->isFinished() && (isLost || !m_reply->isOpen() || !m_received->hasBegun())) {
        readReply();
        return;
    }
    switch (m_received->take(*m_reply)) {
    case ReceivedBody::Step::More:
        listen();
        m_nextTurn.start();
        break;
    case ReceivedBody::Step::Starved:
        listen();
        if (m_reply->isFinished())
            readReply();
        break;
    case ReceivedBody::Step::Choked:
        m_silence.stop(); // it is not the service that is slow
        break;
    case ReceivedBody::Step::Damaged:
        abandon(ErrorKind::Unreadable,
            tr("%1 answered with something that is not the API's.").arg(m_reply->url().host()),
            m_received->damage());
        break;
    }
}

void ApiCall::stalled() {
    if (m_ended || !m_reply)
        return;
    const QString host = m_reply->url().host();
    const bool hasBegun = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid();
    abandon(ErrorKind::Timeout, hasBegun ? tr("%1 stopped sending in the middle of the answer.").arg(host)
                                         : tr("%1 did not answer in time.").arg(host));
}

void ApiCall::cancel() {
    abandon(ErrorKind::Cancelled, tr("Cancelled."));
}

void ApiCall::abandon(ErrorKind kind, const QString &summary, const QString &detail) {
    if (m_ended)
        return;
    // The whole answer is here, and only waits to be read: a run that exists must not be forgotten.
    if (m_reply && m_reply->isFinished() && !m_received)
        return;
    m_ended = true;
    Exchange exchange;
    exchange.url = m_reply ? m_reply->url() : QUrl();
    exchange.bodySent = m_wasSent = isBodySent();
    exchange.failure = {kind, 0, {}, summary, detail, {}, {}, exchange.bodySent};
    dropReply();
    QMetaObject::invokeMethod(
        this,
        [this, exchange] {
            emit finished(exchange);
            deleteLater();
        },
        Qt::QueuedConnection);
}

bool ApiCall::withdraw() {
    if (m_ended || !m_reply)
        return m_wasSent;
    m_wasSent = isBodySent();
    if (m_reply->isFinished() && !m_received) {
        readReply();
        return m_wasSent;
    }
    m_ended = true;
    dropReply();
    deleteLater();
    return m_wasSent;
}

bool ApiCall::isBodySent() {
    if (!m_body)
        return false;
    m_body->shut();
    return m_body->isAllRead();
}

void ApiCall::dropReply() {
    if (!m_reply)
        return;
    // abort() emits finished() from inside: nobody may listen any more.
    m_reply->disconnect(this);
    if (m_body)
        m_body->disconnect(this);
    // When the client is destroyed, its managers go before its calls: then the reply only goes with this.
    if (m_reply->manager()) {
        m_reply->abort();
        m_reply->deleteLater();
    }
    m_reply.clear();
    m_silence.stop();
    m_nextTurn.stop();
}

/// True when the body ends before the length that was announced. Qt does not report every such cut.
bool ApiCall::isCutShort(const QByteArray &body) const {
    if (m_received && !m_received->isWhole())
        return true;
    if (!m_received && m_reply->hasRawHeader("Content-Encoding"))
        return false; // the length is that of the packed bytes
    bool ok = false;
    const qint64 announced = m_reply->rawHeader("Content-Length").trimmed().toLongLong(&ok);
    return ok && m_reply->operation() != QNetworkAccessManager::HeadOperation &&
           (m_received ? m_received->received() : body.size()) < announced;
}

void ApiCall::readReply() {
    if (m_ended || !m_reply)
        return;
    Exchange exchange;
    exchange.url = m_reply->url();
    exchange.bodySent = isBodySent();
    if (m_received) {
        exchange.body = m_received->inMemory();
        exchange.inSink = m_received->inSink();
        exchange.isBlank = exchange.inSink > 0 && m_received->isBlank();
    } else if (m_reply->isOpen()) { // a timeout has closed it
        exchange.body = m_reply->readAll();
    }
    exchange.reason = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    exchange.contentType = m_reply->rawHeader("Content-Type");
    exchange.retryAfter = m_reply->rawHeader("Retry-After");
    exchange.requestId = m_reply->rawHeader("X-Request-ID");
    const QDateTime serverTime = httpDate(m_reply->rawHeader("Date"));
    exchange.serverTime = serverTime.isValid() ? serverTime.toMSecsSinceEpoch() : 0;
    exchange.limits = {headerNumber(m_reply, "x-ratelimit-limit"),
        headerNumber(m_reply, "x-ratelimit-remaining"), headerNumber(m_reply, "x-ratelimit-reset")};

    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QNetworkReply::NetworkError error = m_reply->error();
    const QString host = exchange.url.host();
    ApiError failure;
    // HTTP first: Qt calls 408, 412, 413, 422 and 429 all "unknown content error". An error beside a 2xx is a
    // cut answer.
    const bool isCut = isCutShort(exchange.body);
    // Of a cut "no" to a question nobody knows which one it was: still running, or ended badly.
    const bool isUnclear = isCut && !m_body && status >= 400 && status < 500;
    if ((status >= 300 && !isUnclear) || (status >= 200 && error == QNetworkReply::NoError && !isCut)) {
        exchange.httpStatus = status;
    } else if (status >= 200) {
        failure.kind = ErrorKind::Network;
        failure.summary = tr("The connection to %1 was cut in the middle of the answer.").arg(host);
    } else {
        switch (error) {
        case QNetworkReply::OperationCanceledError: // cancel() never gets here, so it is the transfer timeout
        case QNetworkReply::TimeoutError:
        case QNetworkReply::ProxyTimeoutError:
            failure.kind = ErrorKind::Timeout;
            failure.summary = tr("%1 did not answer in time.").arg(host);
            break;
        case QNetworkReply::SslHandshakeFailedError:
            failure.kind = ErrorKind::Tls;
            failure.summary = tr("%1 could not prove who it is (TLS).").arg(host);
            break;
        case QNetworkReply::HostNotFoundError:
            failure.kind = ErrorKind::Network;
            failure.summary = tr("The name %1 could not be found.").arg(host);
            break;
        case QNetworkReply::ConnectionRefusedError:
            failure.kind = ErrorKind::Network;
            failure.summary = tr("%1 does not accept connections.").arg(host);
            break;
        default:
            failure.kind = ErrorKind::Network;
            failure.summary = exchange.bodySent
                                  ? tr("The connection to %1 was lost before it answered.").arg(host)
                                  : tr("No connection to %1.").arg(host);
            break;
        }
    }
    if (failure.isError()) {
        failure.detail = m_reply->errorString();
        // With a 2xx it was taken, however little of the body had been read here.
        failure.mayHaveArrived = exchange.bodySent || (m_body && status >= 200 && status < 300);
        exchange.failure = failure;
    }
    end(exchange);
}

void ApiCall::end(const Exchange &exchange) {
    if (m_ended)
        return;
    m_ended = true;
    m_silence.stop();
    emit finished(exchange);
    deleteLater();
}

} // namespace api
