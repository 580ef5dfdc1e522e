// SPDX-License-Identifier: MIT
#include "ui/timelinetext.h"

#include "ui/exacttimes.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

using namespace Qt::StringLiterals;
using runs::Event;
using runs::TimelineEntry;

namespace ui {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("Timeline", text);
}

QString fullTime(qint64 at) {
    return QDateTime::fromMSecsSinceEpoch(at)
        .toOffsetFromUtc(QDateTime::fromMSecsSinceEpoch(at).offsetFromUtc())
        .toString(Qt::ISODateWithMs);
}

} // namespace

QString eventWords(Event::Kind kind) {
    switch (kind) {
    case Event::UploadStarted:
        return tr("Upload began");
    case Event::Accepted:
        return tr("Accepted by the service");
    case Event::Refused:
        return tr("Refused by the service");
    case Event::NotSent:
        return tr("Not sent");
    case Event::Throttled:
        return tr("Not taken: too many submissions; sent again later");
    case Event::PutOff:
        return tr("Not sent: the file does not open; tried again later");
    case Event::AnswerLost:
        return tr("Sent, but the answer was lost");
    case Event::Interrupted:
        return tr("The program ended while it was being sent");
    case Event::CancelledHere:
        return tr("Cancelled here");
    case Event::StillRunning:
        return tr("Asked: still running");
    case Event::QuestionFailed:
        return tr("Asked: no useful answer");
    case Event::QuestionRefused:
        return tr("Asked: the service refuses to tell");
    case Event::ResultArrived:
        return tr("The result arrived");
    case Event::ServiceFailed:
        return tr("The service failed");
    case Event::ServiceCancelled:
        return tr("Cancelled at the service");
    case Event::DeadlinePassed:
        return tr("The time to wait ran out");
    case Event::StopRequested:
        return tr("Waiting stopped here");
    case Event::AskAgain:
        return tr("Asked for again");
    case Event::Adopted:
        return tr("Found at the service");
    case Event::LookedFor:
        return tr("Looked for at the service");
    case Event::DeadlineMoved:
        return tr("More time was given");
    case Event::DeletedThere:
        return tr("Deleted at the service");
    case Event::Sighted:
        return tr("Still running, says the list of runs");
    }
    return tr("Something this version does not know (%1)").arg(int(kind)); // written by a newer one
}

QString eventText(const TimelineEntry &entry, qint64 nowMs) {
    QString text = eventWords(entry.kind);
    if (entry.times > 1)
        text += tr(" ×%1 until %2").arg(QLocale().toString(entry.times), exactClock(entry.lastAt, nowMs));
    const QString words = entry.words.simplified();
    return words.isEmpty() ? text : tr("%1 · %2").arg(text, words);
}

QString entryAsText(const TimelineEntry &entry) {
    QStringList parts{fullTime(entry.at), eventWords(entry.kind)};
    if (entry.times > 1)
        parts << tr("×%1 until %2").arg(QString::number(entry.times), fullTime(entry.lastAt));
    if (entry.httpStatus > 0)
        parts << tr("HTTP %1").arg(entry.httpStatus);
    if (entry.duration > 0)
        parts << tr("%1 ms").arg(entry.duration);
    if (!entry.requestId.isEmpty())
        parts << tr("request %1").arg(entry.requestId);
    if (!entry.words.isEmpty())
        parts << entry.words.simplified();
    return parts.join(u" | "_s);
}

QString timelineAsText(const QList<TimelineEntry> &entries) {
    QString text;
    for (const TimelineEntry &entry : entries)
        text += entryAsText(entry) + u'\n';
    return text;
}

} // namespace ui
