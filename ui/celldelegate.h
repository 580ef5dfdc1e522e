// SPDX-License-Identifier: MIT
#pragma once

#include "ui/rowdelegate.h"

namespace ui {

/// A cell of a table of fields: its value; at the right its confidence where that is below the threshold, and
/// a mark where a person replaced it. The tool tip tells everything that is said of it.
class CellDelegate : public RowDelegate {
    Q_OBJECT

public:
    explicit CellDelegate(QObject *parent);

    void setThreshold(double threshold) { m_threshold = threshold; }
    double threshold() const { return m_threshold; }

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

private:
    double m_threshold = 80;
};

} // namespace ui
