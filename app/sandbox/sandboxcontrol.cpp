// SPDX-License-Identifier: MIT
#include "app/sandbox/sandboxcontrol.h"

#include "app/sandbox/replies.h"

using namespace Qt::StringLiterals;

namespace sandbox {

bool SandboxControl::owns(const Request &request) {
    return request.path.startsWith("/sandbox/");
}

Reply SandboxControl::answer(const Request &request) {
    const QByteArray path = request.path.endsWith('/') ? request.path.chopped(1) : request.path;
    const bool get = request.method == "GET" || request.method == "HEAD";
    if (path == "/sandbox/misbehaviour") {
        if (request.method == "PUT")
            return replace(request);
        return get ? misbehaviour() : methodNotAllowed("GET, HEAD, PUT");
    }
    if (path == "/sandbox/received")
        return get ? jsonReply(200, m_received.json()) : methodNotAllowed("GET, HEAD");
    return notFound(u"The sandbox has misbehaviour/ and received/."_s);
}

Reply SandboxControl::replace(const Request &request) {
    constexpr qsizetype MostBytes = 16'384;
    const auto refusal = [](const QString &why) {
        return errorReply(400, u"VALIDATION_ERROR"_s, u"Bad request"_s, why);
    };
    const Body body = request.readBody(MostBytes);
    if (body.state != Body::Whole)
        return refusal(u"The list is too long, or ended early."_s);
    const ParsedMisbehaviour parsed = parseMisbehaviour(QString::fromUtf8(body.bytes));
    if (!parsed.error.isEmpty())
        return refusal(parsed.error);
    m_faults.set(parsed.misbehaviour);
    return misbehaviour();
}

Reply SandboxControl::misbehaviour() const {
    Reply reply = emptyReply(200);
    reply.headers.emplaceBack("Content-Type", "text/plain; charset=utf-8");
    reply.body = m_faults.current().toString().toUtf8() + '\n';
    return reply;
}

} // namespace sandbox
