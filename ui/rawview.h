// SPDX-License-Identifier: MIT
#pragma once

#include <QPlainTextEdit>

namespace ui {

/// A read-only plain text with line numbers. A line of many thousand characters, such as JSON on one line, is
/// laid out in pieces (one piece costs a second); the pieces bear no number and are copied as the one line
/// they are.
class RawView : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit RawView(QWidget *parent = nullptr);

    void setText(const QString &text);
    void setWrap(bool wrap);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    friend class LineNumbers;
    int numbersWidth() const;
    void paintNumbers(QPaintEvent *event);
    void layoutNumbers();

    QWidget *m_numbers;
    int m_lines = 1;
};

} // namespace ui
