// SPDX-License-Identifier: MIT
#pragma once

#include "ui/hitmarks.h"
#include "ui/rowdelegate.h"

#include <QFont>

namespace ui {

/// Rows of a JsonTreeModel, or of a MatchModel over one: values in a fixed font, containers dim, hits of a
/// search marked.
class JsonDelegate : public RowDelegate {
    Q_OBJECT

public:
    /// `marks` outlives it.
    JsonDelegate(const HitMarks &marks, QObject *parent);

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const HitMarks &m_marks;
    QFont m_fixed;
};

} // namespace ui
