// SPDX-License-Identifier: MIT
#pragma once

#include <QPushButton>

namespace ui {

/// A button that gives way: a text that does not fit is elided, and the tool tip then shows all of it. The
/// whole text is its accessible name.
class ElidedButton : public QPushButton {
    Q_OBJECT

public:
    explicit ElidedButton(QWidget *parent = nullptr);

    /// Plain text, no mnemonic in it (an & is an &).
    void setFullText(const QString &text);
    QString fullText() const { return m_text; }
    /// At most this wide, whatever the text; 0 for no limit.
    void setLargestWidth(int width);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void elide();
    int roomAround() const;

    QString m_text;
    int m_largestWidth = 0;
};

} // namespace ui
