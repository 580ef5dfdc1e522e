// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

class PlainTextEdit;

/// A plain-text editor with its number of characters.
class TextPane : public QWidget {
    Q_OBJECT

public:
    explicit TextPane(QWidget *parent = nullptr);

    QString text() const; ///< exactly what is there; lines end in \n
    void setText(const QString &text);
    void focusEditor();
    void insertText(const QString &text); ///< at the cursor
    bool isBlank() const;                 ///< nothing but white space

signals:
    void changed();
    void filesPasted(const QStringList &paths); ///< files were on the clipboard, not text

private:
    void updateCount();

    PlainTextEdit *m_edit;
    QLabel *m_count;
    QPushButton *m_clear;
};

} // namespace ui
