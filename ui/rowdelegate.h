// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// A row of one line and a fixed height. What does not fit is elided, and the tool tip shows it as plain
/// text.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// `height` in pixels; `fullTextRole`: a QString, the whole text behind what the cell displays.
    RowDelegate(int height, int fullTextRole, QObject *parent);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    int m_height;
    int m_fullTextRole;
};

} // namespace ui
