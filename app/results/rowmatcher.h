// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/rowalignment.h"

#include <functional>
#include <vector>

namespace results {

/// Finds the best partners among rows; the steps of alignRows(). Rows are named by their place.
class RowMatcher {
public:
    using Allowed = std::function<bool(int left, int right)>;

    /// `values` is not owned and outlives the matcher.
    RowMatcher(const Rows &left, const Rows &right, ValuePool &values);

    /// Those that are alike enough. Places in ascending order, none matched before.
    void match(std::vector<int> left, std::vector<int> right);
    /// All that may go together, the most similar ones first.
    void matchAll(std::vector<int> left, std::vector<int> right, const Allowed &allowed);

    /// For each left row its partner, or -1.
    const QList<int> &rightOf() const { return m_rightOf; }

private:
    struct Cell {
        int column;
        int value; ///< in the pool; -1: nothing
        int group;
    };
    using Row = std::vector<Cell>; ///< ascending by column
    struct Edge {
        int left;
        int right;
        int score; ///< 0–1000
        int distance;
    };
    struct Side;

    void pair(int left, int right);
    void matchSame(std::vector<int> &left, std::vector<int> &right, bool normalised);
    void matchSimilar(
        const std::vector<int> &left, const std::vector<int> &right, int least, const Allowed &allowed);
    std::vector<int> expectedPlaces(const std::vector<int> &rows, bool fromLeft) const;
    int score(const Row &left, const Row &right) const;
    int likeness(const Cell &left, const Cell &right) const;
    int weight(const Cell &cell) const;

    ValuePool &m_values;
    std::vector<Row> m_left;
    std::vector<Row> m_right;
    QList<int> m_rightOf;
    QList<int> m_leftOf;
};

} // namespace results
