// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>

namespace sandbox {

class HttpSession;

/// A body in chunks, up to and with its trailers.
class ChunkedReader {
public:
    enum class State { Open, Ended, CutOff, Malformed };

    explicit ChunkedReader(HttpSession &session)
        : m_session(session) {}

    State state() const { return m_state; }
    /// At most `most` bytes; 0 only when it is no longer open.
    qint64 read(char *buffer, qint64 most);

private:
    void beginChunk();
    void readTrailers();
    /// Without its end; nothing when there is no end of a line where one may be.
    std::optional<QByteArray> readLine();

    HttpSession &m_session;
    State m_state = State::Open;
    qint64 m_left = 0; ///< of the present chunk
    bool m_first = true;
};

} // namespace sandbox
