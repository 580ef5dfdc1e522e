// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace ui {

/// Two values in full, side by side, with what one has and the other has not marked in both.
class CompareTexts : public QWidget {
    Q_OBJECT

public:
    static constexpr qsizetype longest = 20'000; ///< characters of a value that are shown

    explicit CompareTexts(QWidget *parent = nullptr);

    /// `marked`: where they differ.
    void setTexts(const QString &left, const QString &right, bool marked);

private:
    QPlainTextEdit *makeView(const QString &objectName, const QString &accessibleName);
    void mark();
    void changeEvent(QEvent *event) override;

    QPlainTextEdit *m_left;
    QPlainTextEdit *m_right;
    bool m_marked = false;
};

} // namespace ui
