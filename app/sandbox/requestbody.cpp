// SPDX-License-Identifier: MIT
#include "app/sandbox/requestbody.h"

#include "app/sandbox/httpsession.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/String.h>

#include <algorithm>
#include <array>

namespace sandbox {

namespace {

constexpr qint64 MostDiscarded = 64 << 20;

} // namespace

RequestBody::RequestBody(
    HttpSession &session, const Poco::Net::HTTPRequest &request, std::function<void()> sendContinue)
    : m_session(session)
    , m_chunks(session)
    , m_sendContinue(std::move(sendContinue)) {
    const bool sized = request.hasContentLength();
    const std::string coding = request.getTransferEncoding();
    const bool coded = coding != Poco::Net::HTTPMessage::IDENTITY_TRANSFER_ENCODING;
    if (coded) {
        const bool chunked = Poco::icompare(coding, Poco::Net::HTTPMessage::CHUNKED_TRANSFER_ENCODING) == 0;
        m_framing = chunked && !sized ? Framing::Chunked : Framing::Unclear;
    } else if (sized) {
        try {
            m_length = request.getContentLength64();
        } catch (const Poco::SyntaxException &) { // no number
            m_length = -1;
        }
        m_framing = m_length < 0 ? Framing::Unclear : m_length == 0 ? Framing::None : Framing::Length;
    }
    m_awaited = m_framing != Framing::None && Poco::icompare(request.get("Expect", {}), "100-continue") == 0;
}

bool RequestBody::isAtEnd() const {
    switch (m_framing) {
    case Framing::Length:
        return m_read >= m_length || m_cutOff;
    case Framing::Chunked:
        return m_chunks.state() != ChunkedReader::State::Open;
    default:
        return true;
    }
}

bool RequestBody::isWhole() const {
    return !m_cutOff && (m_framing != Framing::Chunked || m_chunks.state() == ChunkedReader::State::Ended);
}

qint64 RequestBody::pull(qint64 most, QByteArray *bytes) {
    if (m_awaited) {
        m_awaited = false;
        m_sendContinue();
    }
    std::array<char, 65536> buffer;
    qint64 pulled = 0;
    while (pulled < most && !isAtEnd()) {
        const qint64 wanted = std::min<qint64>(qint64(buffer.size()), most - pulled);
        const qint64 count = m_framing == Framing::Chunked
                                 ? m_chunks.read(buffer.data(), wanted)
                                 : m_session.read(buffer.data(), std::min(wanted, m_length - m_read));
        m_cutOff =
            m_framing == Framing::Chunked ? m_chunks.state() == ChunkedReader::State::CutOff : count <= 0;
        if (count <= 0)
            break;
        if (bytes)
            bytes->append(buffer.data(), count);
        pulled += count;
        m_read += count;
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
    if (body.bytes.size() > limit)
        body.state = Body::TooLarge;
    else if (!isWhole())
        body.state = Body::CutOff;
    return body;
}

bool RequestBody::discard() {
    if (isAtEnd())
        return isWhole();
    if (m_awaited || (m_framing == Framing::Length && m_length - m_read > MostDiscarded))
        return false;
    pull(MostDiscarded, nullptr);
    return isAtEnd() && isWhole();
}

} // namespace sandbox
