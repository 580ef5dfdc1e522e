// SPDX-License-Identifier: MIT
#include "app/api/ratelimits.h"

#include <QLocale>
#include <QString>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace api {

QDateTime httpDate(const QByteArray &text) {
    QDateTime date =
        QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (date.isValid())
        date.setTimeSpec(Qt::UTC);
    return date;
}

std::optional<qint64> retryAfterMs(const QByteArray &header, const QDateTime &now) {
    const QByteArray text = header.trimmed();
    if (text.isEmpty())
        return {};
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (isNumber && !std::isfinite(seconds))
        return {};
    if (isNumber)
        return qint64(std::clamp(seconds, 0.0, 86'400.0) * 1000);

    const QDateTime date = httpDate(text);
    if (!date.isValid())
        return {};
    // A day at most: a wrong clock, here or there, must not close the service for longer.
    return std::clamp<qint64>(now.msecsTo(date), 0, 86'400'000);
}

} // namespace api
