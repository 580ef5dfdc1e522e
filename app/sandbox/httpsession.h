// SPDX-License-Identifier: MIT
#pragma once

#include <Poco/Net/HTTPServerSession.h>

namespace sandbox {

/// Poco's session with its bytes in reach: its own streams take a body that was cut off for a whole one, and
/// leave trailers lying.
class HttpSession : public Poco::Net::HTTPServerSession {
public:
    using HTTPServerSession::get; ///< -1 at the end
    using HTTPServerSession::HTTPServerSession;
    using HTTPServerSession::read;

    /// Empty lines may stand before a request (RFC 9112, 2.2). False when nothing else has come yet.
    bool skipEmptyLines() {
        for (int c = peek(); c == '\r' || c == '\n'; c = peek()) {
            get();
            if (buffered() == 0)
                return false;
        }
        return true;
    }
};

} // namespace sandbox
