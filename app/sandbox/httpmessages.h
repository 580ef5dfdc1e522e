// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <utility>

namespace sandbox {

struct Body {
    enum State {
        Whole,
        TooLarge, ///< more than was allowed; not all of it was read
        CutOff,   ///< the connection ended before the body did, or it is no body
    };

    State state = Whole;
    QByteArray bytes;
};

struct Request {
    QByteArray method;
    QByteArray path;  ///< as sent: percent-encoded, no query
    QByteArray query; ///< as sent, without the question mark
    QByteArray authorization;
    QByteArray contentType;
    /// Reads the body, once. A client that waits for "100 Continue" is told to go on only then, so a request
    /// that is refused beforehand need not be uploaded.
    std::function<Body(qsizetype limit)> readBody;
};

struct Reply {
    int status = 200;
    QList<std::pair<QByteArray, QByteArray>>
        headers; ///< not Content-Length, Connection, Date: the connection adds them
    QByteArray body;
};

/// Called on the thread of the connection; several at once.
using RequestHandler = std::function<Reply(const Request &)>;

} // namespace sandbox
