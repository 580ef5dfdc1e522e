// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace commands {

/// Of what is said over the local socket. Another number is refused on both sides.
constexpr int protocolVersion = 1;

/// One thing the owner of a data folder says to a caller: a line of JSON, and for data as many raw bytes as
/// the line says.
struct Frame {
    enum Kind {
        Hello, ///< the first one: `code` the protocol's version, `text` "window" or "command", `data` a nonce
        Out,
        BeginFile, ///< `text`: its name
        FileData,
        EndFile,
        Error,
        Note,
        Progress,
        Following, ///< `text`: the ids of the runs it is about, with blanks between
        Told,      ///< `text`: the id, `code`: what it counts for
        Exit,      ///< `code`; the last one
    };
    Kind kind = Hello;
    QString text;
    QByteArray data;
    int code = 0;
};

constexpr qsizetype mostFrameData = 65'536; ///< bytes in one frame; longer data is several
constexpr qsizetype longestFrameLine = 1'048'576;

QByteArray encoded(const Frame &frame);

/// Puts frames together from what arrives, in whatever pieces.
class FrameReader {
public:
    void add(const QByteArray &bytes) { m_buffer += bytes; }
    /// The next complete one. After a failure there are no more.
    std::optional<Frame> next();
    /// Why what arrived is not the protocol; empty while it is.
    QString failure() const { return m_failure; }

private:
    std::optional<Frame> fail(const QString &why);
    bool readLine(const QByteArray &line);

    QByteArray m_buffer;
    Frame m_frame;
    qsizetype m_missing = -1; ///< bytes of data that belong to m_frame; -1: a line comes next
    QString m_failure;
};

} // namespace commands
