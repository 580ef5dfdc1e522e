// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apicall.h"
#include "app/api/apiresponses.h"

#include <QIODevice>
#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace api {

class Redactor;

/// One document to submit: a file or a text, never both.
struct Submission {
    QString filePath;  ///< empty: it is a text
    QString fileName;  ///< as the service shall see it
    QString mediaType; ///< of the file, e.g. application/pdf
    QString text;
    /// `filePath`, open for reading and of this thread, for one call. Where it is empty the call opens the
    /// file itself, and waits for a disk that does not answer.
    std::shared_ptr<QIODevice> file = {};
    qint64 fileSize = 0; ///< of `file`, bytes
};

/// The one that speaks to a service (and the only user of QNetworkAccessManager). Sends the key to the
/// configured origin only, and follows no redirect. Retries nothing.
///
/// Each call hands its outcome to `done` exactly once, asynchronously, unless `context` has died by then. The
/// returned ApiCall is for cancelling and progress; it deletes itself.
class ApiClient : public QObject {
    Q_OBJECT

public:
    /// `redactor` (not owned) learns the key and cleans every text the service sends, but for result bodies.
    explicit ApiClient(Redactor *redactor, QObject *parent = nullptr);

    /// For the calls from now on; those under way are not touched.
    void setEndpoint(const QUrl &baseUrl, const QString &key);
    QUrl baseUrl() const { return m_baseUrl; }
    bool hasKey() const { return !m_key.isEmpty(); }
    /// Another number whenever there is another key; the service counts for each of them. 0: there was none
    /// yet.
    int keySerial() const { return m_keySerial; }
    /// How long nothing may move: for questions, and for a submission (whose answer comes after the upload).
    void setTimeouts(std::chrono::milliseconds question, std::chrono::milliseconds submission);

    template<typename T>
    using Done = std::function<void(const Outcome<T> &)>;

    /// `GET /v2/workflows/`; `pageSize` at most 100.
    ApiCall *workflows(int page, int pageSize, QObject *context, Done<Page<Workflow>> done);
    /// `GET /v2/workflows/{id}/`
    ApiCall *workflow(const QString &workflowId, QObject *context, Done<Workflow> done);
    /// `POST /v2/workflows/{id}/run/`; the file is streamed. An error says by `mayHaveArrived` whether a run
    /// may exist.
    ApiCall *run(
        const QString &workflowId, const Submission &submission, QObject *context, Done<Accepted> done);
    /// `GET /v2/workflows/{id}/files/{collection_id}/results/`. A large result goes to `sink` (not owned) as
    /// it arrives, see ApiCall::receiveInto(); without one it stays in memory. Whoever owns the sink throws
    /// away what it has when the outcome is an error.
    ApiCall *results(const QString &workflowId, const QString &collectionId, QObject *context,
        Done<ResultsAnswer> done, BodySink *sink = nullptr);
    /// `GET /v2/workflows/{id}/runs/`: without names. `pageSize` at most 100.
    ApiCall *runs(
        const QString &workflowId, int page, int pageSize, QObject *context, Done<Page<Collection>> done);
    /// `GET /v2/workflows/{id}/files/`: with names. `pageSize` at most 100.
    ApiCall *files(
        const QString &workflowId, int page, int pageSize, QObject *context, Done<Page<Collection>> done);
    /// `DELETE /v2/files/{collection_id}/`: for good, results too; what is being processed is cancelled.
    ApiCall *deleteCollection(const QString &collectionId, QObject *context, Done<Deleted> done);

signals:
    // All of them come before the outcome of their call; `submission` tells which of the two counters it is.
    /// Counters seen in the answer to a call that began `ageMs` ago.
    void rateLimitsSeen(const api::RateLimits &limits, bool submission, qint64 ageMs);
    /// 429.
    void refusedByLimit(bool submission, std::optional<qint64> retryAfterMs);
    /// A call has ended: with an answer, or because there is no way to the service.
    void reached(bool answered);
    /// A call that is neither a run nor a question for results or runs began.
    void otherCallBegan();

private:
    template<typename T, typename Reader>
    ApiCall *watch(ApiCall *call, Reader reader, bool submission, QObject *context, Done<T> done);
    ApiCall *get(const QUrl &url);
    ApiCall *otherCall(ApiCall *call);
    ApiCall *collections(
        const QStringList &path, int page, int pageSize, QObject *context, Done<Page<Collection>> done);
    QNetworkRequest request(const QUrl &url, std::chrono::milliseconds timeout) const;
    ApiError refusal() const;

    Redactor *m_redactor;
    // Two: one manager keeps 6 connections a host and queues the rest silently; uploads must not delay
    // questions.
    QNetworkAccessManager m_questions;
    QNetworkAccessManager m_uploads;
    QUrl m_baseUrl;
    QString m_key;
    size_t m_lastKey = 0; ///< its hash; a key that goes and comes again is the same
    int m_keySerial = 0;
    std::chrono::milliseconds m_questionTimeout = std::chrono::seconds(60);
    std::chrono::milliseconds m_submissionTimeout = std::chrono::minutes(3);
};

} // namespace api
