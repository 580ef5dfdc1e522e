// SPDX-License-Identifier: MIT
#include "app/results/fieldquery.h"

#include "app/results/fieldorder.h"
#include "app/results/fieldsummary.h"

#include <QStringMatcher>

#include <algorithm>
#include <numeric>
#include <utility>

namespace results {

namespace {

class Filter {
public:
    explicit Filter(const FieldQuery &query)
        : m_query(query)
        , m_text(query.text.trimmed(), Qt::CaseInsensitive) {}

    /// The rows of a table that are wanted go to `rows`.
    bool wants(const Field &field, std::vector<int> &rows) const {
        if (!field.isTable)
            return doubtful(field) && mentions(field);
        const bool named = contains(field.name);
        if (field.rows.isEmpty())
            return named && (m_query.doubts == NoDoubt || (m_query.doubts & NothingFound));
        for (qsizetype row = 0; row < field.rows.size(); ++row) {
            if (wantsRow(field.rows[row], named))
                rows.push_back(int(row));
        }
        return !rows.empty();
    }

private:
    /// The doubt and the text may be in different cells: "Bolt" finds the row whose amount is doubtful.
    bool wantsRow(const QList<Field> &row, bool named) const {
        const auto anyCell = [&](bool (Filter::*has)(const Field &) const) {
            return std::any_of(row.begin(), row.end(), [&](const Field &cell) { return (this->*has)(cell); });
        };
        return (m_query.doubts == NoDoubt || anyCell(&Filter::doubtful)) &&
               (named || anyCell(&Filter::mentions));
    }

    bool doubtful(const Field &value) const {
        return m_query.doubts == NoDoubt || (doubtsOf(value, m_query.threshold) & m_query.doubts);
    }

    bool mentions(const Field &value) const {
        return contains(value.name) || contains(value.value) || contains(value.original) ||
               std::any_of(value.evidence.begin(), value.evidence.end(),
                   [this](const Evidence &quote) { return contains(quote.text); });
    }

    bool contains(const QString &text) const {
        return m_text.pattern().isEmpty() || m_text.indexIn(text) >= 0;
    }

    const FieldQuery &m_query;
    QStringMatcher m_text;
};

SortKey keyOf(const FieldSet &set, int place, FieldQuery::Order order) {
    const Field &field = set.fields[place];
    const FieldFacts &facts = set.facts[size_t(place)];
    const auto text = [](const QString &words) {
        return words.isEmpty() ? SortKey() : SortKey(words);
    };
    switch (order) {
    case FieldQuery::Service:
        return {};
    case FieldQuery::Name:
        return SortKey(field.name);
    case FieldQuery::Value:
        return field.isNull ? SortKey() : SortKey(field.isTable ? tableText(field) : field.value);
    case FieldQuery::Confidence:
        return facts.confidence ? SortKey(*facts.confidence) : SortKey();
    case FieldQuery::Verification:
        return text(facts.verification);
    case FieldQuery::Page:
        return facts.firstPage > 0 ? SortKey(double(facts.firstPage)) : SortKey();
    case FieldQuery::Group:
        return text(field.group);
    case FieldQuery::Quote:
        return field.evidence.isEmpty() ? SortKey() : text(field.evidence.first().text);
    }
    return {};
}

/// Stable: what is equal keeps the order of the service, in both directions.
void sortBy(std::vector<int> &places, const std::vector<SortKey> &keys, Qt::SortOrder direction) {
    std::vector<size_t> order(places.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(),
        [&](size_t a, size_t b) { return standsBefore(keys[a], keys[b], direction); });
    std::vector<int> sorted;
    sorted.reserve(places.size());
    for (const size_t at : order)
        sorted.push_back(places[at]);
    places = std::move(sorted);
}

} // namespace

DoubtCounts countDoubts(const FieldSet &set, double threshold) {
    const auto first = std::lower_bound(set.confidences.begin(), set.confidences.end(), threshold);
    return {qsizetype(first - set.confidences.begin()), set.noEvidence, set.overridden, set.nothingFound};
}

FieldSelection selectFields(const FieldSet &set, const FieldQuery &query) {
    FieldSelection selection;
    const Filter filter(query);
    const bool all = !query.filters();
    for (int place = 0; place < int(set.fields.size()); ++place) {
        const Field &field = set.fields[place];
        std::vector<int> rows;
        if (!all && !filter.wants(field, rows))
            continue;
        selection.fields.push_back(place);
        if (!all && field.isTable && !field.isObject && rows.size() < size_t(field.rows.size()))
            selection.rows.emplace(place, std::move(rows));
    }
    if (query.order != FieldQuery::Service) {
        std::vector<SortKey> keys;
        keys.reserve(selection.fields.size());
        for (const int place : selection.fields)
            keys.push_back(keyOf(set, place, query.order));
        sortBy(selection.fields, keys, query.direction);
    }
    if (query.grouped && set.hasGroups()) {
        std::stable_sort(selection.fields.begin(), selection.fields.end(),
            [&](int a, int b) { return set.facts[size_t(a)].group < set.facts[size_t(b)].group; });
    }
    return selection;
}

void sortRows(std::vector<int> &rows, const Field &field, const FieldTable &table, int column,
    Qt::SortOrder direction) {
    std::sort(rows.begin(), rows.end());
    if (column < 0)
        return;
    std::vector<SortKey> keys;
    keys.reserve(rows.size());
    for (const int row : rows) {
        const Field *cell = table.cell(field, row, column);
        keys.push_back(!cell || cell->isNull ? SortKey() : SortKey(cell->value));
    }
    sortBy(rows, keys, direction);
}

} // namespace results
