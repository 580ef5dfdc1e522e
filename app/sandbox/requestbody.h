// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/chunkedreader.h"
#include "app/sandbox/httpmessages.h"

#include <functional>

namespace Poco::Net {
class HTTPRequest;
} // namespace Poco::Net

namespace sandbox {

class HttpSession;

/// The body of one request on its way in.
class RequestBody {
public:
    /// `sendContinue` is called before the first byte is read of a client that waits for it.
    RequestBody(
        HttpSession &session, const Poco::Net::HTTPRequest &request, std::function<void()> sendContinue);

    bool isWellFramed() const { return m_framing != Framing::Unclear; }
    qint64 length() const { return m_framing == Framing::Chunked ? -1 : m_length; } ///< -1: not known yet
    Body read(qsizetype limit);
    /// Reads so many bytes, or as many as there are, and throws them away.
    void skip(qint64 bytes) { pull(bytes, nullptr); }
    bool isCutOff() const { return m_cutOff; } ///< there is nobody left to answer

    /// Reads what is left and throws it away, so that the next request can be read. False when that is too
    /// much, or the client still waits to be told to send: then the connection must end with this reply.
    bool discard();

private:
    enum class Framing { None, Length, Chunked, Unclear };

    /// Reads up to `most` bytes into `bytes` (or nowhere).
    qint64 pull(qint64 most, QByteArray *bytes);
    bool isAtEnd() const; ///< nothing more can be read
    bool isWhole() const; ///< at its end: and that was the right one

    HttpSession &m_session;
    ChunkedReader m_chunks; ///< with Framing::Chunked
    std::function<void()> m_sendContinue;
    Framing m_framing = Framing::None;
    qint64 m_length = 0; ///< with Framing::Length
    qint64 m_read = 0;
    bool m_cutOff = false;
    bool m_awaited = false; ///< the client waits for 100 Continue
};

} // namespace sandbox
