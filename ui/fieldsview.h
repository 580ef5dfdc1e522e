// SPDX-License-Identifier: MIT
#pragma once

#include "ui/rowtree.h"

namespace ui {

/// The fields as a tree of FieldsModel: quotes in italics over name and value, what a person replaced beside
/// the value in its place, the verification in words and colour.
class FieldsView : public RowTree {
    Q_OBJECT

public:
    explicit FieldsView(QWidget *parent = nullptr);

    /// A FieldsModel; its columns are laid out.
    void setModel(QAbstractItemModel *model) override;
    /// Which columns have something to say; the quotes and the verification have theirs only
    /// where there is room.
    void showColumns(bool verification, bool group);
    /// As wide as the names of the first fields need, within reason: the value is what people came for.
    void fitNames();
    /// The height that all rows need, with the header; not more than `most`.
    int heightOfRows(int most) const;

signals:
    void tableEntered(); ///< Enter, Right or a double click on a table

protected:
    void drawRow(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    bool isTable(const QModelIndex &index) const;
    void arrange();

    bool m_verification = false; ///< there are words about it
    bool m_group = false;        ///< the split has a column
};

} // namespace ui
