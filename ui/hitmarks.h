// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/jsontreemodel.h"
#include "app/results/querymatches.h"
#include "app/results/searchrunner.h"

#include <QModelIndex>
#include <QPointer>

class QPainter;
class QStyleOptionViewItem;

namespace ui {

/// Marks hits in the cells of a tree: the matching part of the text, or the cell where the text as it is
/// shown does not have it.
class HitMarks {
public:
    /// nullptr: there are none.
    void setSource(const results::SearchRunner *runner);
    void setQuery(const results::SearchQuery &query);
    /// Whether the cell's key or value is one.
    bool isHit(const results::JsonTreeModel &model, const QModelIndex &row) const;
    /// Over the painted cell of a hit; `option` as the delegate has made it, with its text.
    void paint(QPainter *painter, const QStyleOptionViewItem &option) const;

private:
    QPointer<const results::SearchRunner> m_runner;
    results::QueryMatches m_matches;
};

} // namespace ui
