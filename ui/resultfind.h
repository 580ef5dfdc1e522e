// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/searchrunner.h"

#include <QObject>

class QShortcut;

namespace ui {

class SearchBar;
class TreePage;

/// The search of one result: from its bar to the worker, from there to the bar's count and the tree's marks,
/// and from hit to hit. The bar and the tree outlive it.
class ResultFind : public QObject {
    Q_OBJECT

public:
    /// `page` holds all of it: F3 and Shift+F3 work while the bar is open.
    ResultFind(SearchBar &bar, TreePage &tree, QWidget *page);

    void setDocument(const results::ResultDocumentPtr &document);
    void open();
    void close();
    void goToNext();
    void goToPrevious();
    results::Hits hitsBetween(qint64 begin, qint64 end) const;
    bool isBehindFault(const results::Hit &hit) const; ///< and so in the raw text only

signals:
    void hitsChanged();
    void hitChosen(const results::Hit &hit);
    void filterShown();
    void closed();

private:
    void search();
    void filter();
    void goTo(qint64 number);
    void showStatus();
    void takeHits();

    SearchBar &m_bar;
    TreePage &m_tree;
    results::SearchRunner m_runner;
    QShortcut *m_next;
    QShortcut *m_previous;
    QShortcut *m_escape;
    qint64 m_current = -1; ///< number of the hit that was gone to
};

} // namespace ui
