// SPDX-License-Identifier: MIT
#include "app/api/ratelimits.h"

#include <QLocale>
#include <QString>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace api {

std::optional<qint64> retryAfterMs(const QByteArray &header, const QDateTime &now) {
    const QByteArray text = header.trimmed();
    if (text.isEmpty())
        return {};
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (isNumber)
        return seconds < 0 ? 0 : qint64(qMin(seconds, 86'400.0) * 1000);

    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return {};
    date.setTimeSpec(Qt::UTC);
    return qMax<qint64>(0, now.msecsTo(date));
}

} // namespace api
