// SPDX-License-Identifier: MIT
#include "ui/exacttimes.h"

#include "ui/runtext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qint64 minute = 60'000;

QString inSeconds(double seconds, int decimals) {
    return QCoreApplication::translate("ExactTimes", "%1 s").arg(QLocale().toString(seconds, 'f', decimals));
}

} // namespace

QString exactDuration(qint64 ms) {
    // 59.96 s would be rounded to a minute that is none.
    return ms < minute - 50 ? inSeconds(double(qMax<qint64>(0, ms)) / 1000, 1)
                            : durationText(qMax(ms, minute));
}

QString runningDuration(qint64 ms) {
    return ms < minute ? inSeconds(double(qMax<qint64>(0, ms) / 1000), 0) : durationText(ms);
}

QString exactClock(qint64 msSinceEpoch, qint64 now) {
    if (msSinceEpoch <= 0)
        return {};
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(msSinceEpoch);
    const QString time = then.time().toString(u"HH:mm:ss"_s);
    if (now <= 0 || then.date() == QDateTime::fromMSecsSinceEpoch(now).date())
        return time;
    return QLocale().toString(then.date(), QLocale::ShortFormat) + u' ' + time;
}

} // namespace ui
