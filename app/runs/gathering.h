// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/intake.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QStringList>

namespace runs {

/// What was found in folders, sorted into kinds that can be taken or left and into what cannot be taken, for
/// a person to decide on. A value.
class Gathering {
public:
    struct Kind {
        QString label;      ///< "PDF", "MKV", "No type"
        bool usual = false; ///< the service lists it; others are left out unless a person wants them
        int files = 0;
        qint64 bytes = 0;
    };
    struct Refusal {
        QString reason;
        int files = 0;
        QStringList paths; ///< the first few
    };

    void add(const QList<IntakeItem> &items);
    /// In the order in which they were met first.
    const QList<Kind> &kinds() const { return m_kinds; }
    const QList<Refusal> &refusals() const { return m_refusals; }
    int refused() const { return m_refused; }
    int looked() const { return int(m_items.size()) + m_refused; }
    /// The files of the kinds that are not left out, in the order in which they came.
    QList<IntakeItem> taken(const QSet<QString> &leftOut) const;

private:
    QList<IntakeItem> m_items;
    QList<Kind> m_kinds;
    QList<Refusal> m_refusals;
    QHash<QString, int> m_kindOf;
    QHash<QString, int> m_refusalOf;
    int m_refused = 0;
};

} // namespace runs
