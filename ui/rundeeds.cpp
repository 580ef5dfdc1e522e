// SPDX-License-Identifier: MIT
#include "ui/rundeeds.h"

#include "ui/runtext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;
using runs::RunState;

namespace ui {

std::span<const DeedKind> deedKinds() {
    static const DeedKind kinds[] = {
        {Deed::Cancel, "cancelRun", "cancelled", QT_TRANSLATE_NOOP("RunDeeds", "&Cancel"), false,
            Qt::CTRL | Qt::Key_Period},
        {Deed::MoveToFront, "moveToFront", "to-front", QT_TRANSLATE_NOOP("RunDeeds", "Move to the &front"),
            false, Qt::ALT | Qt::Key_Home},
        {Deed::Stop, "stopRun", "stopped", QT_TRANSLATE_NOOP("RunDeeds", "&Stop waiting"), false,
            Qt::CTRL | Qt::Key_Period},
        {Deed::MoreTime, "moreTime", "waiting", QT_TRANSLATE_NOOP("RunDeeds", "Wait 30 &minutes longer"),
            false, Qt::CTRL | Qt::SHIFT | Qt::Key_T},
        {Deed::AskAgain, "askAgain", "refresh", QT_TRANSLATE_NOOP("RunDeeds", "&Ask again"), false,
            Qt::CTRL | Qt::SHIFT | Qt::Key_A},
        {Deed::SendAgain, "sendAgainRun", "send", QT_TRANSLATE_NOOP("RunDeeds", "S&ubmit again"), true,
            Qt::CTRL | Qt::SHIFT | Qt::Key_R},
        {Deed::Export, "exportRuns", "save", QT_TRANSLATE_NOOP("RunDeeds", "&Export result"), true,
            Qt::CTRL | Qt::SHIFT | Qt::Key_S},
        {Deed::Compare, "compareRuns", "compare", QT_TRANSLATE_NOOP("RunDeeds", "Com&pare results"), false,
            Qt::CTRL | Qt::SHIFT | Qt::Key_D},
        {Deed::Remove, "removeRun", "remove", QT_TRANSLATE_NOOP("RunDeeds", "&Remove from the list"), true,
            Qt::Key_Delete},
    };
    return kinds;
}

bool applies(Deed deed, const runs::Run &run) {
    switch (deed) {
    case Deed::Cancel:
        return run.state == RunState::Queued || run.state == RunState::Uploading;
    case Deed::MoveToFront:
        return run.state == RunState::Queued;
    case Deed::Stop:
    case Deed::MoreTime:
        return run.state == RunState::Waiting;
    case Deed::AskAgain:
        return run.state == RunState::Stopped && !run.collectionId.isEmpty();
    case Deed::SendAgain:
        return !run.isActive() && !wasRefused(run);
    case Deed::Export:
    case Deed::Compare:
        return run.state == RunState::Ready;
    case Deed::Remove:
        return !run.isActive();
    }
    return false;
}

QString deedText(const DeedKind &kind, qsizetype runs) {
    if (kind.deed == Deed::Compare && runs == 1)
        return QCoreApplication::translate("RunDeeds", "Com&pare with the earlier result");
    QString text = QCoreApplication::translate("RunDeeds", kind.words);
    if (runs > 1 && kind.deed != Deed::Compare)
        text += u" (%1)"_s.arg(QLocale().toString(runs));
    return kind.asks ? text + u'…' : text;
}

} // namespace ui
