// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/searchquery.h"

#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QToolButton;

namespace ui {

class ElidedLabel;

/// What to look for in a result, how many hits there are, and the way through them. Return goes to the next
/// one, Shift+Return to the one before, Escape closes. In one line, or in two where it is narrow.
class SearchBar : public QWidget {
    Q_OBJECT

public:
    explicit SearchBar(QWidget *parent = nullptr);

    results::SearchQuery query() const;
    bool isFilterOn() const;
    bool withSiblings() const;
    /// The keys go to the text, all of it selected.
    void focusText();
    QSize minimumSizeHint() const override;

    struct Status {
        qint64 hits = 0;
        qint64 current = -1; ///< number of the hit that is chosen; none
        bool running = false;
        bool limited = false; ///< there are more hits
        qint64 leftOut = 0;   ///< long base64 strings, see results::SearchTally
        qint64 givenUp = 0;
        qint64 behindFault = 0; ///< of the hits
        bool unreadable = false;
        QString fault; ///< why the expression is none
    };
    void setStatus(const Status &status);

signals:
    void queryChanged(const results::SearchQuery &query);
    void nextRequested();
    void previousRequested();
    void filterChanged(bool on, bool siblings);
    void closeRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *addSwitch(const QString &text, const QString &name, const QString &words);
    QToolButton *addButton(const QString &symbol, const QString &name, const QString &words);
    void layOut();
    void tellFilter();

    QLineEdit *m_text;
    QComboBox *m_scope;
    QToolButton *m_case;
    QToolButton *m_word;
    QToolButton *m_expression;
    ElidedLabel *m_count;
    QToolButton *m_previous;
    QToolButton *m_next;
    QCheckBox *m_filter;
    QCheckBox *m_siblings;
    QToolButton *m_close;
    QBoxLayout *m_lines;
    QHBoxLayout *m_question = nullptr;
    QHBoxLayout *m_answer = nullptr;
};

} // namespace ui
