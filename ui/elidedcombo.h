// SPDX-License-Identifier: MIT
#pragma once

#include <QComboBox>

namespace ui {

/// A box of choices whose words end in an ellipsis where there is no room for them; a style sheet would cut
/// through a letter. The tool tip then shows all of them.
class ElidedCombo : public QComboBox {
    Q_OBJECT

public:
    explicit ElidedCombo(QWidget *parent = nullptr);

    QString shownText() const; ///< what there is room for

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
};

} // namespace ui
