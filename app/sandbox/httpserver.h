// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/httpmessages.h"

#include <QString>
#include <QtGlobal>

#include <memory>

namespace sandbox {

/// HTTP/1.1 on 127.0.0.1: accepts, reads requests, has them answered and writes the replies. A thread per
/// connection.
class HttpServer {
public:
    explicit HttpServer(RequestHandler handler);
    ~HttpServer(); ///< stops

    /// 0: any free port. Empty when it listens, else why not.
    QString start(quint16 port);
    /// Cuts every connection and waits for their threads; the handler is not called any more when this
    /// returns.
    void stop();
    bool isRunning() const;
    quint16 port() const; ///< 0 when it does not listen

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sandbox
