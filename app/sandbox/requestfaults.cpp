// SPDX-License-Identifier: MIT
#include "app/sandbox/requestfaults.h"

#include "app/sandbox/replies.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

/// What a gateway says: nothing of the API about it.
Reply badGateway() {
    Reply reply;
    reply.status = 502;
    reply.headers = {{"Server", "gateway"}, {"Content-Type", "text/html"}};
    reply.body = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad "
                 "Gateway</h1></center>\r\n</body>\r\n</html>\r\n";
    return reply;
}

Reply throttled(std::optional<int> seconds) {
    Reply reply = errorReply(429, u"RATE_LIMITED"_s, u"Rate limit exceeded"_s,
        u"The sandbox was told to refuse this call."_s, true);
    if (seconds)
        reply.headers.emplaceBack("Retry-After", QByteArray::number(*seconds));
    return reply;
}

Reply serverError() {
    return errorReply(500, u"INTERNAL_ERROR"_s, u"Internal server error"_s,
        u"The sandbox was told to fail this call."_s, true);
}

} // namespace

RequestFaults::RequestFaults(Faults &faults, const Route &route, const Request &request)
    : m_faults(faults)
    , m_request(request)
    , m_endpoint(route.endpoint) {
    if (const auto skewed = draw(Quirk::ClockSkew))
        m_skew = std::chrono::seconds(skewed->parameter);
}

std::optional<Faults::Draw> RequestFaults::draw(Quirk quirk) {
    const std::optional<Faults::Draw> drawn = m_faults.draw(quirk);
    if (drawn)
        m_happened << infoOf(quirk).name;
    return drawn;
}

std::optional<Reply> RequestFaults::refusal() {
    if (const auto drawn = draw(Quirk::Throttle))
        return throttled(drawn->parameter);
    if (draw(Quirk::BareThrottle))
        return throttled({});
    if (draw(Quirk::BadGateway))
        return badGateway();
    if (draw(Quirk::ServerError))
        return serverError();
    return {};
}

std::optional<Reply> RequestFaults::cutUpload() {
    constexpr qint64 Unknown = 16'384; // of a body in chunks; it may be shorter
    const qint64 length = m_request.bodyLength < 0 ? Unknown : m_request.bodyLength;
    if (length == 0)
        return {};
    const auto drawn = draw(Quirk::CutUpload);
    if (!drawn)
        return {};
    m_request.skipBody(qint64(drawn->random % quint64(length)));
    Reply reply;
    reply.status = 0;
    reply.delivery.end = Delivery::Reset;
    return reply;
}

Fate RequestFaults::fate() {
    if (draw(Quirk::Stuck))
        return Fate::Stuck;
    return draw(Quirk::Failing) ? Fate::Failing : Fate::Ordinary;
}

QString RequestFaults::status(const QString &status) {
    static constexpr std::array Words{"reticulating"_L1, "awaiting_moonrise"_L1, "REVIEW"_L1};
    if (status == "processed"_L1 || status == "error"_L1) // it would never end, for a client that believes it
        return status;
    const auto drawn = draw(Quirk::UnknownStatus);
    return drawn ? Words[drawn->random % Words.size()] : status;
}

QString RequestFaults::time(const QDateTime &time) const {
    return time.addSecs(m_skew.count()).toString(Qt::ISODateWithMs);
}

void RequestFaults::spoil(Reply &reply) {
    Delivery &delivery = reply.delivery;
    delivery.clockSkew = m_skew;
    if (delivery.end == Delivery::Whole) {
        if (const auto drawn = draw(Quirk::Delay))
            delivery.delay = std::chrono::milliseconds(drawn->parameter);
        const bool accepted = m_endpoint == Endpoint::Run && reply.status == 202;
        const bool body = m_request.method != "HEAD" && !reply.body.isEmpty();
        if ((accepted && draw(Quirk::LostReply)) ||
            (m_endpoint != Endpoint::Run && draw(Quirk::LostAnswer))) {
            delivery.end = Delivery::Lost;
        } else if (body) {
            if (const auto drawn = draw(Quirk::SlowBytes))
                delivery.bytesPerSecond = drawn->parameter;
            const bool result = m_endpoint == Endpoint::Results && reply.status == 200;
            if (const auto drawn = result ? draw(Quirk::CutResult) : std::nullopt) {
                delivery.end = Delivery::CutInBody;
                delivery.bodyBytes = qsizetype(drawn->random % quint64(reply.body.size()));
            }
        }
    }
    reply.misbehaved = m_happened;
}

} // namespace sandbox
