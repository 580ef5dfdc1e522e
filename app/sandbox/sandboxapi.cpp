// SPDX-License-Identifier: MIT
#include "app/sandbox/sandboxapi.h"

#include "app/sandbox/pagination.h"
#include "app/sandbox/replies.h"
#include "app/sandbox/requestfaults.h"
#include "app/sandbox/submission.h"

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

Reply redirectToSlash(const Request &request) {
    Reply reply = emptyReply(301);
    const QByteArray query = request.query.isEmpty() ? QByteArray() : '?' + request.query;
    reply.headers.emplaceBack("Location", request.path + '/' + query);
    return reply;
}

/// Empty when the header is missing, of another scheme, or holds no key.
QString bearerKey(const QByteArray &authorization) {
    const QByteArray header = authorization.trimmed();
    if (!header.toLower().startsWith("bearer "))
        return {};
    return QString::fromUtf8(header.sliced(7)).trimmed();
}

Reply tooManyRequests(const Allowance &allowance) {
    Reply reply = errorReply(429, u"RATE_LIMITED"_s, u"Rate limit exceeded"_s,
        u"At most %1 of these calls a minute. Try again in %2 s."_s.arg(allowance.limit)
            .arg(allowance.resetSeconds),
        true);
    reply.headers.emplaceBack("Retry-After", QByteArray::number(allowance.resetSeconds));
    return reply;
}

void addLimits(Reply &reply, const Allowance &allowance) {
    reply.headers.emplaceBack("x-ratelimit-limit", QByteArray::number(allowance.limit));
    reply.headers.emplaceBack("x-ratelimit-remaining", QByteArray::number(allowance.remaining));
    reply.headers.emplaceBack("x-ratelimit-reset", QByteArray::number(allowance.resetSeconds));
}

Reply noSuchWorkflow() {
    return notFound(u"There is no workflow with this id."_s);
}

Reply noSuchCollection() {
    return notFound(u"There is no collection with this id."_s);
}

} // namespace

SandboxApi::SandboxApi(const SandboxOptions &options, Faults &faults, ReceivedLog &received)
    : m_key(options.key)
    , m_faults(faults)
    , m_received(received)
    , m_control(faults, received)
    , m_limiter(options.submissionsPerMinute, options.requestsPerMinute)
    , m_collections(options.processing) {
    m_clock.start();
}

Reply SandboxApi::answer(const Request &request) {
    const QString key = bearerKey(request.authorization);
    if (SandboxControl::owns(request)) {
        const std::optional<Reply> refusal = m_key.isEmpty() ? std::nullopt : refuseKey(key);
        return refusal ? *refusal : m_control.answer(request);
    }
    const std::optional<Route> route = matchRoute(request.path);
    if (!route)
        return notFound(u"There is nothing at this address."_s);
    if (!route->slashed)
        return redirectToSlash(request);
    if (request.method != route->method && !(request.method == "HEAD" && route->method == "GET"))
        return methodNotAllowed(route->method == "GET" ? "GET, HEAD" : route->method);
    if (route->endpoint == Endpoint::Health)
        return jsonReply(200, JsonObject{{u"message"_s, u"ok"_s}});
    if (const std::optional<Reply> refusal = refuseKey(key))
        return *refusal;

    RequestFaults faults(m_faults, *route, request);
    const std::optional<Reply> refusal = faults.refusal();
    Reply reply = refusal ? *refusal : answerLimited(*route, request, key, faults);
    faults.spoil(reply);
    return reply;
}

std::optional<Reply> SandboxApi::refuseKey(const QString &key) const {
    if (key.isEmpty()) {
        return errorReply(403, u"ACCESS_DENIED"_s, u"Access denied"_s,
            u"The header 'Authorization: Bearer <API key>' is missing or empty."_s);
    }
    if (!m_key.isEmpty() && key != m_key)
        return errorReply(
            401, u"AUTH_FAILED"_s, u"Authentication failed"_s, u"The API key was not accepted."_s);
    return {};
}

Reply SandboxApi::answerLimited(
    const Route &route, const Request &request, const QString &key, RequestFaults &faults) {
    const Bucket bucket = route.endpoint == Endpoint::Run ? Bucket::Submissions : Bucket::Others;
    const Allowance allowance = m_limiter.take(key, bucket, m_clock.elapsed());
    Reply reply = allowance.granted ? answerCounted(route, request, faults) : tooManyRequests(allowance);
    addLimits(reply, allowance);
    return reply;
}

Reply SandboxApi::answerCounted(const Route &route, const Request &request, RequestFaults &faults) {
    if (route.endpoint == Endpoint::Workflows)
        return listWorkflows(request);
    if (route.endpoint == Endpoint::DeleteFile)
        return m_collections.remove(route.collectionId) ? emptyReply(204) : noSuchCollection();

    const Workflow *workflow = findWorkflow(route.workflowId);
    if (!workflow)
        return noSuchWorkflow();
    switch (route.endpoint) {
    case Endpoint::Workflow:
        return jsonReply(200, workflowJson(*workflow));
    case Endpoint::Run:
        return submit(*workflow, request, faults);
    case Endpoint::Runs:
    case Endpoint::Files:
        return listCollections(route, request, faults);
    default:
        return results(route, faults);
    }
}

Reply SandboxApi::submit(const Workflow &workflow, const Request &request, RequestFaults &faults) {
    if (std::optional<Reply> cut = faults.cutUpload())
        return *cut;
    ReceivedSubmission received = receiveSubmission(request);
    if (!received.submission)
        return received.refusal;
    ReceivedLog::Item item = ReceivedLog::describe(workflow.id, *received.submission);
    item.collectionId = m_collections.add(workflow, std::move(*received.submission), faults.fate());
    const QString id = item.collectionId;
    const qsizetype place = m_received.add(std::move(item));
    Reply reply = jsonReply(202, JsonObject{{u"id"_s, id}, {u"status"_s, u"pending"_s},
                                     {u"workflow_id"_s, workflow.id}, {u"version_id"_s, workflow.versionId}});
    reply.handed = [&log = m_received, place] {
        log.setAnswered(place);
    };
    return reply;
}

Reply SandboxApi::listWorkflows(const Request &request) const {
    return pageReply(
        request.query, workflows().size(), [](qsizetype i) { return workflowJson(workflows().at(i)); });
}

Reply SandboxApi::listCollections(const Route &route, const Request &request, RequestFaults &faults) const {
    const QList<CollectionState> states = m_collections.list(route.workflowId);
    const bool named = route.endpoint == Endpoint::Files;
    return pageReply(request.query, states.size(), [&states, &faults, named](qsizetype i) {
        const CollectionState &state = states[i];
        JsonObject json{{u"id"_s, state.id}};
        if (named)
            json.add(u"name"_s, Json::orNull(state.name));
        return json.add(u"status"_s, faults.status(state.status))
            .add(u"created_at"_s, faults.time(state.createdAt))
            .add(u"updated_at"_s, faults.time(state.updatedAt));
    });
}

Reply SandboxApi::results(const Route &route, RequestFaults &faults) const {
    const std::optional<CollectionState> state = m_collections.find(route.workflowId, route.collectionId);
    if (!state)
        return noSuchCollection();
    if (state->status == "processed"_L1) {
        Reply reply = jsonReply(200, {});
        reply.body = state->result;
        return reply;
    }
    if (state->status == "error"_L1)
        return errorReply(422, u"EXTRACTION_FAILED"_s, u"Extraction failed"_s, state->error);
    return errorReply(412, u"PRECONDITION_FAILED"_s, u"Results are not ready"_s,
        u"The collection is %1. Ask again later."_s.arg(faults.status(state->status)), true);
}

} // namespace sandbox
