// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/duplicatefinder.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

class PlainTextEdit;

/// A plain-text editor with its number of characters, and a word when the same text was submitted before (of
/// very long ones nobody looks).
class TextPane : public QWidget {
    Q_OBJECT

public:
    explicit TextPane(QWidget *parent = nullptr);

    QString text() const; ///< exactly what is there; lines end in \n
    void setText(const QString &text);
    void focusEditor();
    void insertText(const QString &text); ///< at the cursor
    bool isBlank() const;                 ///< nothing but white space

    /// How runs of the chosen workflow are found by the hash of their bytes.
    void setLookup(runs::DuplicateFinder::Lookup lookup);
    /// The workflow is another one, or a run changed.
    void recheck();

signals:
    void changed();
    void filesPasted(const QStringList &paths); ///< files were on the clipboard, not text
    void showRunRequested(qint64 run);          ///< the one that has this text already

private:
    void updateCount();
    void lookUp();

    PlainTextEdit *m_edit;
    QLabel *m_count;
    QPushButton *m_earlier;
    QPushButton *m_clear;
    runs::DuplicateFinder::Lookup m_lookup;
    QTimer m_settled; ///< then nobody is typing
    QString m_hash;   ///< of the text; empty: not known
    qint64 m_earlierRun = 0;
};

} // namespace ui
