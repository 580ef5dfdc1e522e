// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QString>

#include <chrono>
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
    qint64 bodyLength = 0; ///< as declared; -1: it comes in chunks
    /// Reads so many bytes of the body, or as many as there are, and throws them away.
    std::function<void(qint64 bytes)> skipBody;
};

/// How a reply is handed over; as it is, the ordinary way.
struct Delivery {
    enum End {
        Whole,
        CutInBody, ///< the head and the first `bodyBytes` of the body, then the connection ends
        Lost,      ///< not a byte: the connection ends when the request was read
        Reset,     ///< not a byte: the connection is reset, whatever is still to be read
    };

    End end = Whole;
    qsizetype bodyBytes = 0;
    std::chrono::milliseconds delay{0}; ///< before its first byte, or the end
    int bytesPerSecond = 0;             ///< of the body; 0: as fast as it goes
    std::chrono::seconds clockSkew{0};  ///< of the Date header
};

struct Reply {
    int status = 200;
    QList<std::pair<QByteArray, QByteArray>>
        headers; ///< not Content-Length, Connection, Date: the connection adds them
    QByteArray body;
    Delivery delivery;
    QByteArrayList misbehaved;    ///< what went wrong by request, for the log
    std::function<void()> handed; ///< called when all of it was handed to the socket; may be empty
};

/// Called on the thread of the connection; several at once.
using RequestHandler = std::function<Reply(const Request &)>;

} // namespace sandbox
