// SPDX-License-Identifier: MIT
#include "app/api/receivedbody.h"

#include "app/api/errorbody.h"
#include "app/api/inflater.h"

#include <QCoreApplication>
#include <QIODevice>

#include <algorithm>
#include <limits>

namespace api {

namespace {

constexpr qint64 oneTurn = 1 << 20; // bytes taken before other events have their turn: 1 to 5 ms
constexpr qint64 packedPiece = 16'384;

QString tr(const char *text) {
    return QCoreApplication::translate("ReceivedBody", text);
}

} // namespace

ReceivedBody::ReceivedBody(BodySink *sink)
    : m_sink(sink) {}

ReceivedBody::~ReceivedBody() = default;

void ReceivedBody::begin(int httpStatus, const QByteArray &contentEncoding) {
    m_httpStatus = httpStatus;
    const QByteArray encoding = contentEncoding.trimmed().toLower();
    if (encoding == "gzip" || encoding == "x-gzip" || encoding == "deflate")
        m_inflater = std::make_unique<Inflater>();
    else if (!encoding.isEmpty() && encoding != "identity")
        spoil(tr("It is packed in a way that was not asked for: %1.").arg(QString::fromLatin1(encoding)));
}

/// What an error says is not needed to know that it is one.
void ReceivedBody::spoil(const QString &why) {
    m_inflater.reset();
    m_memory.clear();
    m_drops = m_httpStatus != 200;
    m_damage = m_drops ? QString() : why;
}

ReceivedBody::Step ReceivedBody::take(QIODevice &reply) {
    for (qint64 done = 0; done < oneTurn;) {
        if (!m_damage.isEmpty())
            return Step::Damaged;
        const qint64 room = m_inSink == 0 ? pieceSize : m_sink ? std::min(m_sink->room(), pieceSize) : 0;
        if (room <= 0)
            return Step::Choked;
        QByteArray piece;
        if (m_inflater)
            piece = m_inflater->next(room);
        if (piece.isEmpty()) {
            if (m_inflater && m_inflater->isDamaged()) {
                spoil(tr("It is packed, and damaged."));
                continue;
            }
            // Qt asks the network for more only when it is asked for more than it has.
            const QByteArray raw = reply.read(m_inflater ? packedPiece : room);
            if (raw.isEmpty())
                return Step::Starved;
            m_received += raw.size();
            done += raw.size();
            if (m_inflater)
                m_inflater->feed(raw);
            else
                piece = raw;
        } else {
            done += piece.size();
        }
        keep(piece);
    }
    return Step::More;
}

bool ReceivedBody::isWhole() const {
    return !m_inflater || m_inflater->isWhole() || m_received == 0;
}

void ReceivedBody::keep(const QByteArray &piece) {
    if (m_drops)
        return;
    if (m_inSink > 0) {
        hand(piece);
        return;
    }
    m_memory += piece;
    const bool isSuccess = m_httpStatus == 200;
    const qint64 most = !isSuccess ? mostOfError
                        : m_sink   ? m_sink->mostInMemory()
                                   : std::numeric_limits<qint64>::max();
    if (m_memory.size() <= most)
        return;
    if (isSuccess && !looksLikeHtml(m_memory)) {
        hand(std::exchange(m_memory, {}));
    } else {
        m_memory.truncate(most);
        m_drops = true;
    }
}

void ReceivedBody::hand(const QByteArray &piece) {
    m_isBlank = m_isBlank && piece.trimmed().isEmpty();
    m_inSink += piece.size();
    if (m_sink)
        m_sink->take(piece);
}

} // namespace api
