// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/run.h"

#include <QKeySequence>
#include <QString>

#include <span>

namespace ui {

/// What a person can do with one run or with several at once.
enum class Deed { Cancel, Stop, AskAgain, MoveToFront, MoreTime, SendAgain, Export, Compare, Remove };

struct DeedKind {
    Deed deed;
    const char *objectName; ///< of its entry in the menu
    const char *symbol;     ///< for ui::icon()
    const char *words;      ///< untranslated, without dots
    bool asks;              ///< a question follows
    QKeyCombination keys;
};

/// All of them, in the order of the menu.
std::span<const DeedKind> deedKinds();
/// Whether it makes sense for a run as it stands.
bool applies(Deed deed, const runs::Run &run);
/// As in a menu; Compare is for two, or for one with the earlier result of its document. For several runs
/// with their number.
QString deedText(const DeedKind &kind, qsizetype runs);

} // namespace ui
