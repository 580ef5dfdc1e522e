// SPDX-License-Identifier: MIT
#include "ui/resultfind.h"

#include "app/results/jsonplace.h"
#include "ui/searchbar.h"
#include "ui/treepage.h"

#include <QShortcut>

namespace ui {

using results::Hit;

ResultFind::ResultFind(SearchBar &bar, TreePage &tree, QWidget *page)
    : QObject(page)
    , m_bar(bar)
    , m_tree(tree)
    , m_next(new QShortcut(QKeySequence(Qt::Key_F3), page))
    , m_previous(new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F3), page))
    , m_escape(new QShortcut(QKeySequence(Qt::Key_Escape), &tree)) {
    m_escape->setContext(Qt::WidgetWithChildrenShortcut);
    for (QShortcut *shortcut : {m_next, m_previous, m_escape})
        shortcut->setEnabled(false);
    connect(m_next, &QShortcut::activated, this, &ResultFind::goToNext);
    connect(m_previous, &QShortcut::activated, this, &ResultFind::goToPrevious);
    connect(m_escape, &QShortcut::activated, this, &ResultFind::close);
    connect(&bar, &SearchBar::queryChanged, this, &ResultFind::search);
    connect(&bar, &SearchBar::nextRequested, this, &ResultFind::goToNext);
    connect(&bar, &SearchBar::previousRequested, this, &ResultFind::goToPrevious);
    connect(&bar, &SearchBar::filterChanged, this, &ResultFind::filter);
    connect(&bar, &SearchBar::closeRequested, this, &ResultFind::close);
    connect(&m_runner, &results::SearchRunner::started, this, [this] {
        m_current = -1;
        takeHits();
    });
    connect(&m_runner, &results::SearchRunner::hitsChanged, this, &ResultFind::takeHits);
    connect(&m_runner, &results::SearchRunner::finished, this, &ResultFind::showStatus);
    connect(
        &m_runner, &results::SearchRunner::matchesReady, this, [this](const results::MatchTreePtr &matches) {
            if (m_bar.isFilterOn() && !m_bar.isHidden() && !m_runner.query().text.isEmpty())
                m_tree.showMatches(matches);
            else
                m_tree.showAll();
        });
    m_tree.setSearch(&m_runner);
}

void ResultFind::setDocument(const results::ResultDocumentPtr &document) {
    m_tree.showAll();
    m_runner.setDocument(document);
}

void ResultFind::open() {
    if (m_bar.isHidden()) {
        m_bar.show();
        for (QShortcut *shortcut : {m_next, m_previous, m_escape})
            shortcut->setEnabled(true);
        search();
        filter();
    }
    m_bar.focusText();
}

void ResultFind::close() {
    for (QShortcut *shortcut : {m_next, m_previous, m_escape})
        shortcut->setEnabled(false);
    m_runner.forgetMatches();
    m_runner.search({});
    m_tree.showAll();
    m_bar.hide();
    emit closed();
}

void ResultFind::search() {
    m_runner.search(m_bar.query());
    showStatus(); // of nothing, when that is what was looked for before
}

void ResultFind::filter() {
    if (m_bar.isFilterOn()) {
        m_runner.requestMatches(m_bar.withSiblings());
        if (!m_runner.query().text.isEmpty())
            emit filterShown();
    } else {
        m_runner.forgetMatches();
        m_tree.showAll();
    }
}

void ResultFind::goToNext() {
    const qint64 count = m_runner.hits().count();
    if (count == 0)
        return;
    // The first time from where the person is.
    const qint64 next = m_current >= 0
                            ? m_current + 1
                            : m_runner.hits().firstEndingAfter(qMax<qint64>(0, m_tree.currentOffset()));
    goTo(next < count ? next : 0);
}

void ResultFind::goToPrevious() {
    const qint64 count = m_runner.hits().count();
    if (count == 0)
        return;
    const qint64 previous =
        m_current >= 0 ? m_current - 1
                       : m_runner.hits().firstEndingAfter(qMax<qint64>(0, m_tree.currentOffset())) - 1;
    goTo(previous >= 0 ? previous : count - 1);
}

void ResultFind::goTo(qint64 number) {
    m_current = number;
    const Hit hit = m_runner.hits().at(number);
    if (!isBehindFault(hit))
        m_tree.select(results::wayToOffset(*m_runner.document(), hit.begin()));
    showStatus();
    emit hitChosen(hit);
}

results::Hits ResultFind::hitsBetween(qint64 begin, qint64 end) const {
    return m_runner.hitsBetween(begin, end);
}

bool ResultFind::isBehindFault(const Hit &hit) const {
    const results::ResultDocumentPtr &document = m_runner.document();
    return document->fault() && hit.begin() >= document->root().end;
}

void ResultFind::takeHits() {
    m_tree.refreshMarks();
    showStatus();
    emit hitsChanged();
}

void ResultFind::showStatus() {
    SearchBar::Status status;
    status.hits = m_runner.hits().count();
    status.current = m_current;
    status.running = m_runner.isRunning();
    status.limited = m_runner.tally().limited;
    status.leftOut = m_runner.tally().leftOut;
    // Of what is no JSON at all there is only the raw text.
    if (m_runner.document() && m_runner.document()->root().isValid())
        status.behindFault = m_runner.tally().behindFault;
    status.givenUp = m_runner.tally().givenUp;
    status.unreadable = m_runner.tally().unreadable;
    if (m_runner.fault())
        status.fault = m_runner.fault()->message;
    m_bar.setStatus(status);
}

} // namespace ui
