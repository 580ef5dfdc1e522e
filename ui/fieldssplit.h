// SPDX-License-Identifier: MIT
#pragma once

#include <QSplitter>

namespace ui {

class FieldGrid;
class FieldsView;

/// The fields above, and below them the rows of a table where there is one. The fields get what they need,
/// the table what is left; where both do not fit, the fields half of it. Where that would be next to nothing
/// for either, the one with the keys has the room, and of the table the title is seen. As a person moves the
/// border it stays.
class FieldsSplit : public QSplitter {
    Q_OBJECT

public:
    /// `list` is or holds the `view`; it and the grid become children.
    FieldsSplit(QWidget *list, FieldsView *view, FieldGrid *grid, QWidget *parent = nullptr);

    void fit();
    /// Where there is not enough for both.
    void giveRoom(bool toGrid);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *m_list;
    FieldsView *m_view;
    FieldGrid *m_grid;
    bool m_byHand = false;
    bool m_roomForGrid = false;
};

} // namespace ui
