// SPDX-License-Identifier: MIT
#include "app/sandbox/requestbody.h"

#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/String.h>

#include <algorithm>
#include <array>
#include <istream>

namespace sandbox {

namespace {

constexpr qint64 MostDiscarded = 64 << 20;

} // namespace

RequestBody::RequestBody(Poco::Net::HTTPServerRequest &request, std::function<void()> sendContinue)
    : m_request(request)
    , m_sendContinue(std::move(sendContinue)) {
    const bool sized = request.hasContentLength();
    const std::string coding = request.getTransferEncoding();
    const bool coded = coding != Poco::Net::HTTPMessage::IDENTITY_TRANSFER_ENCODING;
    if (coded) {
        const bool chunked = Poco::icompare(coding, Poco::Net::HTTPMessage::CHUNKED_TRANSFER_ENCODING) == 0;
        m_framing = chunked && !sized ? Framing::Chunked : Framing::Unclear;
    } else if (sized) {
        m_length = request.getContentLength64();
        m_framing = m_length < 0 ? Framing::Unclear : m_length == 0 ? Framing::None : Framing::Length;
    }
    m_awaited = m_framing != Framing::None && request.getExpectContinue();
}

bool RequestBody::isAtEnd() const {
    switch (m_framing) {
    case Framing::Length:
        return m_read >= m_length;
    case Framing::Chunked:
        return m_ended;
    default:
        return true;
    }
}

qint64 RequestBody::pull(qint64 most, QByteArray *bytes) {
    if (m_awaited) {
        m_awaited = false;
        m_sendContinue();
    }
    std::array<char, 65536> buffer;
    std::istream &stream = m_request.stream();
    qint64 pulled = 0;
    while (pulled < most && !isAtEnd()) {
        stream.read(buffer.data(), std::min<qint64>(qint64(buffer.size()), most - pulled));
        const qint64 count = stream.gcount();
        if (bytes)
            bytes->append(buffer.data(), count);
        pulled += count;
        m_read += count;
        if (!stream.good() || count == 0) {
            m_ended = true;
            m_cutOff = m_framing == Framing::Length && m_read < m_length;
            break;
        }
    }
    return pulled;
}

Body RequestBody::read(qsizetype limit) {
    Body body;
    if (m_framing == Framing::Length && m_length > limit) {
        body.state = Body::TooLarge;
        return body;
    }
    body.bytes.reserve(m_framing == Framing::Length ? m_length : 0);
    pull(limit + 1, &body.bytes);
    if (m_cutOff)
        body.state = Body::CutOff;
    else if (body.bytes.size() > limit)
        body.state = Body::TooLarge;
    return body;
}

bool RequestBody::discard() {
    if (isAtEnd())
        return true;
    if (m_awaited || (m_framing == Framing::Length && m_length - m_read > MostDiscarded))
        return false;
    pull(MostDiscarded, nullptr);
    return isAtEnd() && !m_cutOff;
}

} // namespace sandbox
