// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace ui {

/// Words of two lines at most; the tool tip has the rest. A label that wraps without a bound would take its
/// height from its neighbours.
class ShortLabel : public QLabel {
    Q_OBJECT

public:
    explicit ShortLabel(QWidget *parent = nullptr);

    /// `detail` is said in the tool tip only.
    void setWords(const QString &words, const QString &detail = {});

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fit();

    QString m_detail;
    QStringList m_lines;
};

} // namespace ui
