// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QAbstractItemView;

namespace ui {

/// Who makes a view smaller goes on seeing what is selected in it: the current cell stays in sight if it was.
/// Who has scrolled away from it stays there. Belongs to the view.
class KeepInSight : public QObject {
    Q_OBJECT

public:
    explicit KeepInSight(QAbstractItemView *view);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QAbstractItemView *m_view;
    bool m_resizing = false;
};

} // namespace ui
