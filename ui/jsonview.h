// SPDX-License-Identifier: MIT
#pragma once

#include "ui/rowtree.h"

namespace ui {

class HitMarks;

/// JSON values as a tree of key, value, count and type: rows of results::JsonTreeModel, or of a model with
/// its columns.
class JsonView : public RowTree {
    Q_OBJECT

public:
    /// `marks` outlive it.
    explicit JsonView(const HitMarks &marks, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Keys have the room they usually need, values at least as much of that `width`; a column that a person
    /// has set stays.
    void fitColumns(int width);

signals:
    void expandRequested(); ///< *: all below the row

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fetchVisible();

    int m_keyWidth;
};

} // namespace ui
