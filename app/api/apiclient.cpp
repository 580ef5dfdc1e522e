// SPDX-License-Identifier: MIT
#include "app/api/apiclient.h"

#include "app/api/endpoint.h"
#include "app/api/multipartbody.h"
#include "app/api/redactor.h"
#include "app/api/sendoncedevice.h"
#include "app/version.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QHashFunctions>
#include <QHttpMultiPart>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace api {

ApiClient::ApiClient(Redactor *redactor, QObject *parent)
    : QObject(parent)
    , m_redactor(redactor) {}

void ApiClient::setEndpoint(const QUrl &baseUrl, const QString &key) {
    // What is under way goes on with the key it began with. Nothing is cleared here: clearConnectionCache()
    // ends the thread of a manager, and the answers on their way with it.
    m_baseUrl = baseUrl;
    m_key = key;
    if (const size_t hash = qHash(key, QHashSeed::globalSeed()); !key.isEmpty() && hash != m_lastKey) {
        m_lastKey = hash;
        ++m_keySerial;
    }
    m_redactor->addSecret(key);
    for (QNetworkAccessManager *manager : {&m_questions, &m_uploads}) {
        // A proxy has no business between this program and this computer.
        manager->setProxy(isLoopback(baseUrl) ? QNetworkProxy::NoProxy : QNetworkProxy::DefaultProxy);
    }
}

void ApiClient::setTimeouts(std::chrono::milliseconds question, std::chrono::milliseconds submission) {
    m_questionTimeout = question;
    m_submissionTimeout = submission;
}

ApiError ApiClient::refusal() const {
    ApiError error;
    const QString why = refuseBaseUrl(m_baseUrl);
    if (!why.isEmpty()) {
        error.kind = ErrorKind::Refused;
        error.summary = tr("Nothing was sent: the service's address cannot be used.");
        error.detail = why;
    } else if (m_key.isEmpty()) {
        error.kind = ErrorKind::NoKey;
        error.summary = tr("Nothing was sent: there is no API key for %1.").arg(m_baseUrl.host());
    }
    return error;
}

QNetworkRequest ApiClient::request(const QUrl &url, std::chrono::milliseconds timeout) const {
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + m_key.toUtf8());
    request.setRawHeader("Accept", "application/json");
    request.setHeader(QNetworkRequest::UserAgentHeader, u"AnyFormat-Desktop/" ANYFORMAT_VERSION ""_s);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    // HTTP/2 would put all uploads on one connection that can be lost for all of them, and Qt 6.4 sends a
    // body over it a window at a time: 50 times slower.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setDecompressedSafetyCheckThreshold(-1); // a result of 200 MB packs well and is no attack
    request.setTransferTimeout(int(timeout.count()));
    return request;
}

template<typename T, typename Reader>
ApiCall *ApiClient::watch(ApiCall *call, Reader reader, bool submission, QObject *context, Done<T> done) {
    QElapsedTimer age;
    age.start();
    connect(call, &ApiCall::finished, this,
        [this, reader, submission, age, context = QPointer(context), done = std::move(done)](
            const Exchange &exchange) {
            if (exchange.httpStatus > 0 || exchange.failure.kind == ErrorKind::Network)
                emit reached(exchange.httpStatus > 0);
            if (exchange.limits.isKnown())
                emit rateLimitsSeen(exchange.limits, submission, age.elapsed());
            if (exchange.httpStatus == 429)
                emit refusedByLimit(
                    submission, retryAfterMs(exchange.retryAfter, QDateTime::currentDateTimeUtc()));
            if (!context)
                return;
            const Outcome<T> outcome = reader(exchange);
            done(outcome ? Outcome<T>(m_redactor->clean(*outcome))
                         : Outcome<T>(m_redactor->clean(outcome.error())));
        });
    return call;
}

ApiCall *ApiClient::get(const QUrl &url) {
    const ApiError error = refusal();
    if (error.isError())
        return new ApiCall(error, url, this);
    return new ApiCall(m_questions.get(request(url, m_questionTimeout)), nullptr, this);
}

ApiCall *ApiClient::otherCall(ApiCall *call) {
    emit otherCallBegan();
    return call;
}

ApiCall *ApiClient::workflows(int page, int pageSize, QObject *context, Done<Page<Workflow>> done) {
    QUrlQuery query;
    query.addQueryItem(u"page"_s, QString::number(page));
    query.addQueryItem(u"page_size"_s, QString::number(pageSize));
    const QUrl url = apiUrl(m_baseUrl, {u"v2"_s, u"workflows"_s}, query);
    return watch<Page<Workflow>>(otherCall(get(url)), readWorkflows, false, context, std::move(done));
}

ApiCall *ApiClient::workflow(const QString &workflowId, QObject *context, Done<Workflow> done) {
    const QUrl url = apiUrl(m_baseUrl, {u"v2"_s, u"workflows"_s, workflowId});
    return watch<Workflow>(otherCall(get(url)), readWorkflow, false, context, std::move(done));
}

ApiCall *ApiClient::results(const QString &workflowId, const QString &collectionId, QObject *context,
    Done<ResultsAnswer> done, BodySink *sink) {
    const QUrl url =
        apiUrl(m_baseUrl, {u"v2"_s, u"workflows"_s, workflowId, u"files"_s, collectionId, u"results"_s});
    const ApiError error = refusal();
    ApiCall *call = nullptr;
    if (error.isError()) {
        call = new ApiCall(error, url, this);
    } else {
        QNetworkRequest question = request(url, std::chrono::milliseconds::zero());
        question.setRawHeader("Accept-Encoding", "gzip"); // said here, Qt leaves the unpacking to us
        call = new ApiCall(m_questions.get(question), nullptr, this);
        call->receiveInto(sink, m_questionTimeout);
    }
    return watch<ResultsAnswer>(call, readResults, false, context, std::move(done));
}

ApiCall *ApiClient::collections(
    const QStringList &path, int page, int pageSize, QObject *context, Done<Page<Collection>> done) {
    QUrlQuery query;
    query.addQueryItem(u"page"_s, QString::number(page));
    query.addQueryItem(u"page_size"_s, QString::number(pageSize));
    return watch<Page<Collection>>(
        get(apiUrl(m_baseUrl, path, query)), readCollections, false, context, std::move(done));
}

ApiCall *ApiClient::runs(
    const QString &workflowId, int page, int pageSize, QObject *context, Done<Page<Collection>> done) {
    return collections(
        {u"v2"_s, u"workflows"_s, workflowId, u"runs"_s}, page, pageSize, context, std::move(done));
}

ApiCall *ApiClient::files(
    const QString &workflowId, int page, int pageSize, QObject *context, Done<Page<Collection>> done) {
    emit otherCallBegan();
    return collections(
        {u"v2"_s, u"workflows"_s, workflowId, u"files"_s}, page, pageSize, context, std::move(done));
}

ApiCall *ApiClient::deleteCollection(const QString &collectionId, QObject *context, Done<Deleted> done) {
    const QUrl url = apiUrl(m_baseUrl, {u"v2"_s, u"files"_s, collectionId});
    const ApiError error = refusal();
    ApiCall *call = error.isError() ? new ApiCall(error, url, this)
                                    : new ApiCall(m_questions.deleteResource(request(url, m_questionTimeout)),
                                          nullptr, this);
    return watch<Deleted>(otherCall(call), readDeleted, false, context, std::move(done));
}

ApiCall *ApiClient::run(
    const QString &workflowId, const Submission &submission, QObject *context, Done<Accepted> done) {
    const QUrl url = apiUrl(m_baseUrl, {u"v2"_s, u"workflows"_s, workflowId, u"run"_s});
    ApiError error = refusal();
    MultipartBody body;
    if (!error.isError()) {
        body = makeMultipartBody(submission);
        error = body.error;
    }
    ApiCall *call = nullptr;
    if (error.isError()) {
        call = new ApiCall(error, url, this);
    } else {
        QNetworkReply *reply = m_uploads.post(request(url, m_submissionTimeout), body.parts.get());
        body.parts->setParent(reply);
        call = new ApiCall(reply, body.document, this);
        body.parts.release();
    }
    return watch<Accepted>(call, readAccepted, true, context, std::move(done));
}

} // namespace api
