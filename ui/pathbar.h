// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace ui {

/// The JSONPath of what is selected, to read and to copy.
class PathBar : public QWidget {
    Q_OBJECT

public:
    explicit PathBar(QWidget *parent = nullptr);

    /// Empty when nothing is selected.
    void setPath(const QString &path);
    QString path() const;

public slots:
    void copy();

private:
    QLineEdit *m_edit;
    QToolButton *m_copy;
};

} // namespace ui
