// SPDX-License-Identifier: MIT
#include "app/sandbox/replies.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

QByteArray newRequestId() {
    return QUuid::createUuid().toByteArray(QUuid::Id128);
}

Reply reply(int status, const QByteArray &requestId) {
    Reply empty;
    empty.status = status;
    empty.headers = {
        {"X-API-Version", "2.0.0"}, {"X-Request-ID", requestId}, {"Server", "anyformat-sandbox"}};
    return empty;
}

Reply jsonReply(int status, const Json &body, const QByteArray &requestId) {
    Reply json = reply(status, requestId);
    json.headers.emplaceBack("Content-Type", "application/json");
    json.body = body.text();
    return json;
}

} // namespace

Reply jsonReply(int status, const Json &body) {
    return jsonReply(status, body, newRequestId());
}

Reply emptyReply(int status) {
    return reply(status, newRequestId());
}

Reply errorReply(
    int status, const QString &errorCode, const QString &error, const QString &detail, bool retryable) {
    const QByteArray requestId = newRequestId();
    return jsonReply(status,
        JsonObject{{u"error"_s, error}, {u"detail"_s, detail}, {u"error_code"_s, errorCode},
            {u"retryable"_s, retryable}, {u"request_id"_s, QString::fromLatin1(requestId)}},
        requestId);
}

Reply validationReply(const Fault &fault) {
    JsonObject item{{u"loc"_s, fault.location}, {u"msg"_s, fault.message}, {u"type"_s, fault.type}};
    if (fault.input.text() != "null")
        item.add(u"input"_s, fault.input);
    if (fault.context.text() != "null")
        item.add(u"ctx"_s, fault.context);
    return jsonReply(422, JsonObject{{u"detail"_s, JsonArray{item}}});
}

Reply notFound(const QString &detail) {
    return errorReply(404, u"NOT_FOUND"_s, u"Not found"_s, detail);
}

Reply methodNotAllowed(const QByteArray &allowed) {
    Reply reply = errorReply(405, u"METHOD_NOT_ALLOWED"_s, u"Method not allowed"_s,
        u"This address takes %1."_s.arg(QString::fromLatin1(allowed)));
    reply.headers.emplaceBack("Allow", allowed);
    return reply;
}

} // namespace sandbox
