// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/bodysink.h"

#include <QByteArray>
#include <QPointer>

#include <memory>

class QIODevice;

namespace api {

class Inflater;

/// The body of one answer, taken as it arrives: unpacked, kept in memory while it is small, handed on to a
/// sink as soon as a success grows larger. What an error says beyond 1 MiB, or a web page in place of a
/// result beyond the sink's bound, is dropped.
class ReceivedBody {
public:
    static constexpr qint64 pieceSize = 65'536;    ///< bytes
    static constexpr qint64 mostOfError = 1 << 20; ///< bytes

    explicit ReceivedBody(BodySink *sink); ///< not owned
    ~ReceivedBody();
    Q_DISABLE_COPY_MOVE(ReceivedBody)

    /// What the head of the answer says.
    void begin(int httpStatus, const QByteArray &contentEncoding);
    bool hasBegun() const { return m_httpStatus > 0; }

    enum class Step {
        More,    ///< there may be more at once; other events first
        Starved, ///< all that has arrived is taken
        Choked,  ///< the sink wants nothing now
        Damaged, ///< it cannot be unpacked; see damage()
    };
    /// Takes some of what has arrived.
    Step take(QIODevice &reply);

    /// Bytes as they came over the network.
    qint64 received() const { return m_received; }
    /// False: it ended before the packed bytes did.
    bool isWhole() const;
    QString damage() const { return m_damage; }
    /// What stayed in memory. Empty when the sink has it.
    const QByteArray &inMemory() const { return m_memory; }
    qint64 inSink() const { return m_inSink; } ///< bytes, unpacked
    /// Of what is in the sink: there is nothing but white space.
    bool isBlank() const { return m_isBlank; }

private:
    void spoil(const QString &why);
    void keep(const QByteArray &piece);
    void hand(const QByteArray &piece);

    QPointer<BodySink> m_sink;
    std::unique_ptr<Inflater> m_inflater;
    QByteArray m_memory;
    QString m_damage;
    qint64 m_received = 0;
    qint64 m_inSink = 0;
    int m_httpStatus = 0;
    bool m_drops = false;
    bool m_isBlank = true;
};

} // namespace api
