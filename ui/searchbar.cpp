// SPDX-License-Identifier: MIT
#include "ui/searchbar.h"

#include "ui/elidedlabel.h"
#include "ui/icons.h"
#include "ui/taborder.h"
#include "ui/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

using namespace Qt::StringLiterals;
using results::SearchQuery;

namespace ui {

SearchBar::SearchBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_scope(new QComboBox(this))
    , m_count(new ElidedLabel(Qt::ElideRight, this))
    , m_filter(new QCheckBox(tr("Matches only"), this))
    , m_siblings(new QCheckBox(tr("with siblings"), this))
    , m_lines(new QBoxLayout(QBoxLayout::LeftToRight, this)) {
    setObjectName(u"searchBar"_s);
    m_text->setObjectName(u"searchText"_s);
    m_text->setAccessibleName(tr("Search the result"));
    m_text->setPlaceholderText(tr("Search the result"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_text->setMinimumWidth(160);
    m_text->installEventFilter(this);
    setFocusProxy(m_text);

    m_scope->setObjectName(u"searchScope"_s);
    m_scope->setAccessibleName(tr("Where to search"));
    m_scope->addItem(tr("Keys and values"), int(SearchQuery::Scope::KeysAndValues));
    m_scope->addItem(tr("Keys"), int(SearchQuery::Scope::Keys));
    m_scope->addItem(tr("Values"), int(SearchQuery::Scope::Values));

    m_case = addSwitch(u"Aa"_s, u"searchCase"_s, tr("Match case"));
    m_word = addSwitch(u"ab|"_s, u"searchWord"_s, tr("Whole words"));
    m_expression = addSwitch(u".*"_s, u"searchExpression"_s, tr("Regular expression"));
    m_count->setObjectName(u"searchCount"_s);
    m_count->setMinimumWidth(90);
    m_previous = addButton(u"chevron-up"_s, u"searchPrevious"_s, tr("Previous hit (Shift+F3)"));
    m_next = addButton(u"chevron-down"_s, u"searchNext"_s, tr("Next hit (F3)"));
    m_filter->setObjectName(u"searchFilter"_s);
    m_filter->setAccessibleName(tr("Show matches only"));
    m_filter->setToolTip(tr("The tree shows rows that match, and those around them"));
    m_siblings->setObjectName(u"searchSiblings"_s);
    m_siblings->setAccessibleName(tr("With siblings"));
    m_siblings->setToolTip(tr("And what else stands beside a match"));
    m_siblings->setEnabled(false);
    m_close = addButton(u"close"_s, u"searchClose"_s, tr("Close (Esc)"));
    layOut();

    const auto tell = [this] {
        emit queryChanged(query());
    };
    connect(m_text, &QLineEdit::textChanged, this, tell);
    connect(m_scope, &QComboBox::currentIndexChanged, this, tell);
    for (QToolButton *button : {m_case, m_word, m_expression})
        connect(button, &QToolButton::toggled, this, tell);
    connect(m_previous, &QToolButton::clicked, this, &SearchBar::previousRequested);
    connect(m_next, &QToolButton::clicked, this, &SearchBar::nextRequested);
    connect(m_close, &QToolButton::clicked, this, &SearchBar::closeRequested);
    connect(m_filter, &QCheckBox::toggled, this, &SearchBar::tellFilter);
    connect(m_siblings, &QCheckBox::toggled, this, &SearchBar::tellFilter);
    setStatus({});
}

void SearchBar::layOut() {
    m_lines->setContentsMargins(metrics::grid * 3 / 2, metrics::grid, metrics::grid * 3 / 2, metrics::grid);
    m_lines->setSpacing(metrics::grid / 2);
    m_question = new QHBoxLayout;
    m_answer = new QHBoxLayout;
    for (QHBoxLayout *line : {m_question, m_answer})
        line->setSpacing(metrics::grid / 2);
    const QList<QWidget *> question{m_text, m_case, m_word, m_expression, m_scope};
    const QList<QWidget *> answer{m_count, m_previous, m_next, m_filter, m_siblings, m_close};
    for (QWidget *part : question)
        m_question->addWidget(part, part == m_text);
    for (QWidget *part : answer) {
        if (part == m_filter || part == m_siblings || part == m_close)
            m_answer->addSpacing(metrics::grid / 2);
        m_answer->addWidget(part, part == m_count);
    }
    m_lines->addLayout(m_question, 3);
    m_lines->addLayout(m_answer, 2);
    chainTabOrder(question + answer.sliced(1)); // the count takes no keys
}

void SearchBar::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    const QMargins margins = m_lines->contentsMargins();
    const int needed = m_question->minimumSize().width() + m_answer->minimumSize().width() +
                       m_lines->spacing() + margins.left() + margins.right();
    m_lines->setDirection(width() < needed ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

QSize SearchBar::minimumSizeHint() const {
    const QMargins margins = m_lines->contentsMargins();
    const int widest = qMax(m_question->minimumSize().width(), m_answer->minimumSize().width());
    return {widest + margins.left() + margins.right(), m_lines->minimumSize().height()};
}

QToolButton *SearchBar::addSwitch(const QString &text, const QString &name, const QString &words) {
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(words);
    button->setToolTip(words);
    button->setCheckable(true);
    return button;
}

QToolButton *SearchBar::addButton(const QString &symbol, const QString &name, const QString &words) {
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(icon(symbol));
    button->setAccessibleName(words);
    button->setToolTip(words);
    return button;
}

SearchQuery SearchBar::query() const {
    SearchQuery query;
    query.text = m_text->text();
    query.scope = SearchQuery::Scope(m_scope->currentData().toInt());
    query.regularExpression = m_expression->isChecked();
    query.caseSensitive = m_case->isChecked();
    query.wholeWord = m_word->isChecked();
    return query;
}

bool SearchBar::isFilterOn() const {
    return m_filter->isChecked();
}

bool SearchBar::withSiblings() const {
    return m_siblings->isChecked();
}

void SearchBar::focusText() {
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void SearchBar::tellFilter() {
    m_siblings->setEnabled(m_filter->isChecked());
    emit filterChanged(m_filter->isChecked(), m_siblings->isChecked());
}

void SearchBar::setStatus(const Status &status) {
    const QLocale locale;
    const bool empty = m_text->text().isEmpty();
    QString count = locale.toString(status.hits) + (status.limited ? u"+"_s : QString());
    if (!status.fault.isEmpty())
        count = status.fault;
    else if (empty)
        count.clear();
    else if (status.hits == 0)
        count = status.running ? tr("Searching…") : tr("No hits");
    else if (status.current >= 0)
        count = tr("%1 of %2").arg(locale.toString(status.current + 1), count);
    else if (status.hits == 1)
        count = tr("1 hit");
    else
        count = tr("%1 hits").arg(count);
    if (status.running && status.hits > 0)
        count += u" …"_s;
    if (status.behindFault > 0)
        count += tr(" · %1 behind the fault, in Raw").arg(locale.toString(status.behindFault));
    if (status.leftOut > 0)
        count += tr(" · %1 base64 left out").arg(locale.toString(status.leftOut));
    if (status.givenUp > 0)
        count += tr(" · %1 texts took too long").arg(locale.toString(status.givenUp));
    if (status.unreadable)
        count += tr(" · the file could not be read to its end");
    m_count->setText(count);
    const bool bad = !status.fault.isEmpty() || (!empty && !status.running && status.hits == 0);
    setStyleProperty(m_count, "role", bad ? u"bad"_s : u"dim"_s);
    setStyleProperty(m_text, "invalid", !status.fault.isEmpty());
    m_previous->setEnabled(status.hits > 0);
    m_next->setEnabled(status.hits > 0);
}

void SearchBar::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Escape)
        emit closeRequested();
    else
        QWidget::keyPressEvent(event);
}

bool SearchBar::eventFilter(QObject *watched, QEvent *event) {
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        const Qt::KeyboardModifiers modifiers = key->modifiers() & ~Qt::KeypadModifier;
        if (enter && (modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier)) {
            if (modifiers == Qt::ShiftModifier)
                emit previousRequested();
            else
                emit nextRequested();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
