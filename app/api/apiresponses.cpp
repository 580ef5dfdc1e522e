// SPDX-License-Identifier: MIT
#include "app/api/apiresponses.h"

#include "app/api/errorbody.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace api {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("ApiResponses", text);
}

ErrorKind kindOf(int status) {
    switch (status) {
    case 401:
        return ErrorKind::Authentication;
    case 402:
        return ErrorKind::Payment;
    case 403:
        return ErrorKind::Permission;
    case 404:
    case 410:
        return ErrorKind::NotFound;
    case 408:
    case 425:
        return ErrorKind::Server;
    case 400:
    case 405:
    case 409:
    case 411:
    case 415:
    case 422:
        return ErrorKind::Validation;
    case 413:
        return ErrorKind::TooLarge;
    case 429:
        return ErrorKind::RateLimited;
    default:
        break;
    }
    if (status >= 500)
        return ErrorKind::Server;
    return status >= 300 && status < 400 ? ErrorKind::Redirected : ErrorKind::Unexpected;
}

QString summaryOf(ErrorKind kind, const Exchange &exchange) {
    switch (kind) {
    case ErrorKind::Authentication:
        return tr("The service rejected the API key.");
    case ErrorKind::Permission:
        return tr("The service does not give this API key access.");
    case ErrorKind::Payment:
        return tr("The service wants payment first: the credits do not suffice.");
    case ErrorKind::NotFound:
        return tr("The service does not know what was asked for.");
    case ErrorKind::Validation:
        return tr("The service refused the request.");
    case ErrorKind::TooLarge:
        return tr("The service refused the document: it is too large.");
    case ErrorKind::RateLimited:
        return tr("The service asks to slow down.");
    case ErrorKind::Server:
        return tr("The service itself failed (HTTP %1).").arg(exchange.httpStatus);
    case ErrorKind::Redirected:
        return tr(
            "%1 sends the request to another address. It was not followed: the API key goes nowhere else.")
            .arg(exchange.url.host());
    default:
        return tr("The service gave an answer that the API does not know (HTTP %1).")
            .arg(exchange.httpStatus);
    }
}

bool isSuccess(const Exchange &exchange) {
    return !exchange.failure.isError() && exchange.httpStatus >= 200 && exchange.httpStatus < 300;
}

ApiError unreadable(const Exchange &exchange, const QString &detail) {
    ApiError error;
    error.kind = ErrorKind::Unreadable;
    error.httpStatus = exchange.httpStatus;
    error.requestId = QString::fromLatin1(exchange.requestId);
    error.summary = tr("%1 answered with something that is not the API's.").arg(exchange.url.host());
    error.detail = looksLikeHtml(exchange.body) ? htmlSummary(exchange.body) : detail;
    error.mayHaveArrived = exchange.bodySent;
    return error;
}

Workflow workflowFrom(const QJsonObject &object) {
    Workflow workflow;
    workflow.id = object.value("id"_L1).toVariant().toString();
    workflow.name = object.value("name"_L1).toString().trimmed();
    if (workflow.name.isEmpty())
        workflow.name = workflow.id;
    workflow.description = object.value("description"_L1).toString();
    const QJsonArray fields = object.value("fields"_L1).toArray();
    for (const QJsonValue &field : fields)
        workflow.fields << field.toObject().value("name"_L1).toString();
    workflow.fields.removeAll(QString());
    return workflow;
}

Collection collectionFrom(const QJsonObject &object) {
    Collection collection;
    collection.id = object.value("id"_L1).toVariant().toString();
    collection.name = object.value("name"_L1).toString();
    collection.status = object.value("status"_L1).toString();
    QDateTime created = QDateTime::fromString(object.value("created_at"_L1).toString(), Qt::ISODateWithMs);
    if (created.timeSpec() == Qt::LocalTime)
        created.setTimeSpec(Qt::UTC); // a time without a zone is the service's, not this computer's
    collection.createdAt = created.isValid() ? created.toMSecsSinceEpoch() : 0;
    return collection;
}

/// Both readings are accepted: the page envelope, and a bare list.
template<typename T, typename Read>
Outcome<Page<T>> readPage(const Exchange &exchange, Read read, const QString &whatIsMissing) {
    if (!isSuccess(exchange))
        return readError(exchange);
    const QJsonDocument json = QJsonDocument::fromJson(exchange.body);
    if (!json.isArray() && !(json.isObject() && json.object().value("results"_L1).isArray()))
        return unreadable(exchange, whatIsMissing);
    const QJsonObject envelope = json.object();
    const QJsonArray items = json.isArray() ? json.array() : envelope.value("results"_L1).toArray();
    Page<T> page;
    for (const QJsonValue &item : items) {
        const T value = read(item.toObject());
        if (!value.id.isEmpty())
            page.items << value;
    }
    page.count = envelope.value("count"_L1).toInt(int(items.size()));
    page.page = envelope.value("page"_L1).toInt(1);
    page.pageSize = envelope.value("page_size"_L1).toInt(int(items.size()));
    page.serverTime = exchange.serverTime;
    return page;
}

} // namespace

ApiError readError(const Exchange &exchange, const QDateTime &now) {
    if (exchange.failure.isError())
        return exchange.failure;
    ApiError error;
    error.httpStatus = exchange.httpStatus;
    error.kind = kindOf(exchange.httpStatus);
    error.retryAfterMs = retryAfterMs(exchange.retryAfter, now);
    error.summary = summaryOf(error.kind, exchange);
    const ErrorBody body = readErrorBody(exchange.body);
    error.errorCode = body.code;
    error.requestId = body.requestId.isEmpty() ? QString::fromLatin1(exchange.requestId) : body.requestId;
    error.detail = body.words;
    if (error.detail.isEmpty())
        error.detail = u"HTTP %1 %2"_s.arg(exchange.httpStatus).arg(exchange.reason).trimmed();
    // A 4xx is a clear "no". A 5xx may come from a gateway behind which the service has taken the document.
    // 303 is the answer to a POST that was carried out.
    error.mayHaveArrived =
        (exchange.bodySent && error.kind == ErrorKind::Server) || exchange.httpStatus == 303;
    return error;
}

Outcome<Page<Workflow>> readWorkflows(const Exchange &exchange) {
    return readPage<Workflow>(exchange, workflowFrom, tr("The list of workflows is missing in it."));
}

Outcome<Page<Collection>> readCollections(const Exchange &exchange) {
    return readPage<Collection>(exchange, collectionFrom, tr("The list of runs is missing in it."));
}

Outcome<Deleted> readDeleted(const Exchange &exchange) {
    if (isSuccess(exchange))
        return Deleted{true};
    if (!exchange.failure.isError() && exchange.httpStatus == 404)
        return Deleted{false};
    return readError(exchange);
}

Outcome<Workflow> readWorkflow(const Exchange &exchange) {
    if (!isSuccess(exchange))
        return readError(exchange);
    const Workflow workflow = workflowFrom(QJsonDocument::fromJson(exchange.body).object());
    if (workflow.id.isEmpty())
        return unreadable(exchange, tr("There is no workflow id in it."));
    return workflow;
}

Outcome<Accepted> readAccepted(const Exchange &exchange) {
    if (!isSuccess(exchange))
        return readError(exchange);
    const QJsonObject object = QJsonDocument::fromJson(exchange.body).object();
    Accepted accepted;
    accepted.collectionId = object.value("id"_L1).toVariant().toString();
    accepted.status = object.value("status"_L1).toString();
    accepted.versionId = object.value("version_id"_L1).toVariant().toString();
    if (accepted.collectionId.isEmpty()) {
        ApiError error = unreadable(exchange, tr("There is no collection id in it."));
        error.mayHaveArrived = true; // a success, whatever it says
        return error;
    }
    return accepted;
}

Outcome<ResultsAnswer> readResults(const Exchange &exchange) {
    if (exchange.failure.isError())
        return exchange.failure;
    ResultsAnswer answer;
    answer.httpStatus = exchange.httpStatus;
    answer.requestId = QString::fromLatin1(exchange.requestId);
    if (exchange.httpStatus == 200) {
        // A sign-in or gateway page with status 200 is not a result; anything that could be JSON is kept as
        // it is.
        const bool isBlank = exchange.inSink > 0 ? exchange.isBlank : exchange.body.trimmed().isEmpty();
        if (isBlank || looksLikeHtml(exchange.body))
            return unreadable(exchange, tr("The body is empty."));
        answer.state = ResultsAnswer::Ready;
        answer.body = exchange.body;
        answer.inSink = exchange.inSink;
        return answer;
    }
    const ErrorBody body = readErrorBody(exchange.body);
    if (!body.requestId.isEmpty())
        answer.requestId = body.requestId;
    if (exchange.httpStatus == 412 || exchange.httpStatus == 202 || exchange.httpStatus == 204) {
        answer.state = ResultsAnswer::Running;
        answer.words = body.status;
        return answer;
    }
    if (exchange.httpStatus == 422 && body.code == "EXTRACTION_FAILED"_L1) {
        answer.state = ResultsAnswer::Failed;
        answer.words = body.words;
        return answer;
    }
    if (exchange.httpStatus == 422 && body.code == "EXTRACTION_CANCELLED"_L1) {
        answer.state = ResultsAnswer::Cancelled;
        answer.words = body.words;
        return answer;
    }
    return readError(exchange);
}

} // namespace api
