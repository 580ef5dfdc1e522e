// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/historyorder.h"
#include "app/runs/run.h"

#include <QList>
#include <QString>

namespace runs {

/// Which runs of the ledger are meant. Everything that is set must be true of a run.
struct HistoryFilter {
    /// Words that stand in its name, workflow, ids or in any value of its result, in any order and case; what
    /// stands in "quotes" is one word. Words of one or two letters alone are looked for in the name only.
    /// #12 alone is run 12, where there is one.
    QString text;
    QList<RunState> states;  ///< empty: all
    QString profile;         ///< empty: all
    QString workflowId;      ///< empty: all
    HistoryOrder order = {}; ///< of the pages; excludes nothing

    /// Lets everything through.
    bool isOpen() const {
        return text.trimmed().isEmpty() && states.isEmpty() && profile.isEmpty() && workflowId.isEmpty();
    }
    bool operator==(const HistoryFilter &) const = default;
};

} // namespace runs
