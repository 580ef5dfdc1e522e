// SPDX-License-Identifier: MIT
#include "ui/runtext.h"

#include "ui/theme.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;

namespace ui {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("RunText", text);
}

struct Unit {
    qint64 bytes;
    int decimals;
    const char *name;
};

/// The unit in which this many bytes are at most three or four digits, also after rounding.
Unit unitOf(qint64 bytes) {
    if (bytes < 1000)
        return {1, 0, QT_TRANSLATE_NOOP("RunText", "B")};
    if (bytes < 9'950)
        return {1000, 1, QT_TRANSLATE_NOOP("RunText", "kB")};
    if (bytes < 999'500)
        return {1000, 0, QT_TRANSLATE_NOOP("RunText", "kB")};
    if (bytes < 999'950'000)
        return {1'000'000, 1, QT_TRANSLATE_NOOP("RunText", "MB")};
    return {1'000'000'000, 1, QT_TRANSLATE_NOOP("RunText", "GB")};
}

QString inUnit(qint64 bytes, const Unit &unit) {
    return QLocale().toString(double(bytes) / double(unit.bytes), 'f', unit.decimals);
}

/// Keeps a right-to-left name from turning round what stands beside it.
QString isolated(const QString &name) {
    return name.isRightToLeft() ? QChar(0x2068) + name + QChar(0x2069) : name;
}

/// "Failed: why", or "Failed" when nobody said why.
QString withReason(RunState state, const QString &reason) {
    const QString oneLine = reason.simplified();
    return oneLine.isEmpty() ? stateWord(state) : tr("%1: %2").arg(stateWord(state), oneLine);
}

QString uploadingText(const Run &run) {
    const qint64 total = run.bytesTotal > 0 ? run.bytesTotal : run.size;
    if (total <= 0 || run.bytesSent <= 0)
        return total > 0 ? u"%1 · %2"_s.arg(stateWord(run.state), bytesText(total)) : stateWord(run.state);
    // 100 % is for what has arrived; until the answer comes the last per cent is open.
    const qint64 percent = qBound(qint64(0), run.bytesSent * 100 / total, qint64(99));
    return tr("Uploading %1 % · %2").arg(percent).arg(progressText(qMin(run.bytesSent, total), total));
}

QString waitingText(const Run &run, qint64 nowMs) {
    const qint64 since = run.acceptedAt > 0 ? run.acceptedAt : run.createdAt;
    QString text = tr("Waiting %1").arg(durationText(nowMs - since));
    if (!run.message.isEmpty()) // why it takes longer: no connection, told to slow down
        text += u" · "_s + run.message.simplified();
    else if (run.attempts == 1)
        text += u" · "_s + tr("asked once");
    else if (run.attempts > 1)
        text += u" · "_s + tr("asked %1 times").arg(QLocale().toString(run.attempts));
    return text;
}

} // namespace

QString stateWord(RunState state) {
    switch (state) {
    case RunState::Queued:
        return tr("Queued");
    case RunState::Uploading:
        return tr("Uploading");
    case RunState::Waiting:
        return tr("Waiting");
    case RunState::Ready:
        return tr("Ready");
    case RunState::Failed:
        return tr("Failed");
    case RunState::Cancelled:
        return tr("Cancelled");
    case RunState::Stopped:
        return tr("Stopped");
    case RunState::Unconfirmed:
        return tr("Unconfirmed");
    }
    return {};
}

QString iconName(RunState state) {
    switch (state) {
    case RunState::Queued:
        return u"queued"_s;
    case RunState::Uploading:
        return u"upload"_s;
    case RunState::Waiting:
        return u"waiting"_s;
    case RunState::Ready:
        return u"ready"_s;
    case RunState::Failed:
        return u"failed"_s;
    case RunState::Cancelled:
        return u"cancelled"_s;
    case RunState::Stopped:
        return u"stopped"_s;
    case RunState::Unconfirmed:
        return u"unconfirmed"_s;
    }
    return {};
}

QColor stateColor(RunState state, const Colors &colors) {
    switch (state) {
    case RunState::Uploading:
    case RunState::Waiting:
        return colors.accent;
    case RunState::Ready:
        return colors.good;
    case RunState::Failed:
        return colors.bad;
    case RunState::Stopped:
    case RunState::Unconfirmed:
        return colors.doubt;
    case RunState::Queued:
    case RunState::Cancelled:
        break;
    }
    return colors.dim;
}

QString bytesText(qint64 bytes) {
    if (bytes < 0)
        return {};
    if (bytes < 1000)
        return bytes == 1 ? tr("1 byte") : tr("%1 bytes").arg(bytes);
    const Unit unit = unitOf(bytes);
    return tr("%1 %2").arg(inUnit(bytes, unit), tr(unit.name));
}

QString progressText(qint64 sent, qint64 total) {
    const Unit unit = unitOf(total);
    return tr("%1 of %2 %3").arg(inUnit(sent, unit), inUnit(total, unit), tr(unit.name));
}

QString durationText(qint64 ms) {
    const qint64 seconds = qMax<qint64>(0, ms) / 1000;
    const auto two = [](qint64 number) {
        return u"%1"_s.arg(number, 2, 10, QChar(u'0'));
    };
    if (seconds < 3600)
        return u"%1:%2"_s.arg(seconds / 60).arg(two(seconds % 60));
    return u"%1:%2:%3"_s.arg(seconds / 3600).arg(two(seconds / 60 % 60), two(seconds % 60));
}

QString agoText(qint64 ms) {
    const qint64 seconds = qMax<qint64>(0, ms) / 1000;
    if (seconds < 1)
        return tr("just now");
    if (seconds < 60)
        return tr("%1 s ago").arg(seconds);
    if (seconds < 3600)
        return tr("%1 min ago").arg(seconds / 60);
    if (seconds < 48 * 3600)
        return tr("%1 h ago").arg(seconds / 3600);
    return tr("%1 days ago").arg(seconds / 86400);
}

QString clockText(qint64 msSinceEpoch, qint64 now) {
    if (msSinceEpoch <= 0)
        return {};
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(msSinceEpoch);
    const QDate today =
        now > 0 ? QDateTime::fromMSecsSinceEpoch(now).date() : QDateTime::currentDateTime().date();
    if (then.date() == today)
        return then.time().toString(u"HH:mm"_s);
    const QLocale locale;
    return locale.toString(then.date(), then.date().year() == today.year() ? u"d MMM"_s : u"d MMM yyyy"_s);
}

bool wasRefused(const Run &run) {
    return run.state == RunState::Failed && run.acceptedAt <= 0 && run.httpStatus >= 400 &&
           run.httpStatus < 500 && run.httpStatus != 401 && run.httpStatus != 402 && run.httpStatus != 403;
}

QString sendAgainText(const Run &run) {
    const bool mayExist = run.state == RunState::Unconfirmed || run.state == RunState::Stopped;
    return mayExist ? tr("Send again…") : tr("Send again");
}

QString runSubtitle(const Run &run, qint64 nowMs) {
    switch (run.state) {
    case RunState::Uploading:
        return uploadingText(run);
    case RunState::Waiting:
        return waitingText(run, nowMs);
    case RunState::Queued:
    case RunState::Ready: {
        QStringList parts{stateWord(run.state), isolated(run.workflowName.simplified())};
        if (run.state == RunState::Ready)
            parts << clockText(run.endedAt, nowMs);
        parts.removeAll(QString());
        return parts.join(u" · "_s);
    }
    case RunState::Unconfirmed:
        return withReason(run.state, run.message.isEmpty() ? tr("answer lost") : run.message);
    case RunState::Stopped:
        if (run.httpStatus == 401) // the whole message has no room for its point
            return withReason(run.state, tr("API key rejected"));
        [[fallthrough]];
    case RunState::Failed:
    case RunState::Cancelled:
        return withReason(run.state, run.message);
    }
    return {};
}

QString runTimeText(const Run &run, qint64 nowMs) {
    switch (run.state) {
    case RunState::Waiting:
    case RunState::Ready:
        return {}; // said in the subtitle
    case RunState::Queued:
    case RunState::Uploading: {
        const qint64 since =
            run.state == RunState::Uploading && run.uploadStartedAt > 0 ? run.uploadStartedAt : run.createdAt;
        return since > 0 ? durationText(nowMs - since) : QString();
    }
    default:
        return clockText(run.endedAt > 0 ? run.endedAt : run.createdAt, nowMs);
    }
}

} // namespace ui
