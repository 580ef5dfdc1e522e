// SPDX-License-Identifier: MIT
#include "app/results/rowmatcher.h"

#include "app/results/valuepool.h"
#include "app/results/wholevalue.h"

#include <QByteArray>
#include <QHash>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <utility>

namespace results {

namespace {

constexpr int alikeEnough = 350;          // of 1000
constexpr size_t mostByValue = 24;        // other rows that a row is compared with because of a value …
constexpr size_t mostForOneValue = 12;    // … of one column, and
constexpr size_t neighbours = 2;          // on each side of where it is expected, and the one there
constexpr qsizetype comparedLength = 256; // characters
constexpr int textWeight = 2;             // a number weighs 1

/// The column of the second cell of a name is another one.
QList<QPair<QString, int>> columnNames(const QList<Field> &cells) {
    QList<QPair<QString, int>> names;
    QHash<QString, int> seen;
    for (const Field &cell : cells)
        names.append({cell.name, seen[cell.name]++});
    return names;
}

/// How much two texts have in common at their beginnings and ends.
int textLikeness(const QString &left, const QString &right) {
    const QStringView one = QStringView(left).left(comparedLength);
    const QStringView other = QStringView(right).left(comparedLength);
    const qsizetype shorter = std::min(one.size(), other.size());
    qsizetype front = 0;
    while (front < shorter && one[front] == other[front])
        ++front;
    qsizetype back = 0;
    while (back < shorter - front && one[one.size() - 1 - back] == other[other.size() - 1 - back])
        ++back;
    const int likeness = int(1000 * (front + back) / std::max(one.size(), other.size()));
    return likeness < 400 ? 0 : likeness; // short words have a letter in common by accident
}

} // namespace

/// One side of a matching: its rows, and where each value stands in it.
struct RowMatcher::Side {
    const std::vector<Row> &all;
    const std::vector<int> &rows;
    QHash<quint64, std::vector<int>> places;

    Side(const std::vector<Row> &everything, const std::vector<int> &some)
        : all(everything)
        , rows(some) {
        for (int row : rows) {
            for (const Cell &cell : all[size_t(row)]) {
                if (cell.value >= 0)
                    places[key(cell)].push_back(row);
            }
        }
    }

    static quint64 key(const Cell &cell) { return quint64(cell.column) << 32 | quint32(cell.group); }

    /// The `most` of ascending `from` that are nearest to `place`.
    static void nearest(const std::vector<int> &from, int place, size_t most, std::vector<int> &into) {
        auto above = std::lower_bound(from.begin(), from.end(), place);
        auto below = above;
        while (most > 0 && (below != from.begin() || above != from.end())) {
            const bool down =
                above == from.end() || (below != from.begin() && place - *std::prev(below) <= *above - place);
            into.push_back(down ? *--below : *above++);
            --most;
        }
    }

    /// Rows of this side that are worth comparing with one of the other.
    std::vector<int> candidates(const Row &row, int expected) const {
        std::vector<const std::vector<int> *> lists;
        for (const Cell &cell : row) {
            if (const auto found = places.constFind(key(cell)); cell.value >= 0 && found != places.cend())
                lists.push_back(&*found);
        }
        std::stable_sort(lists.begin(), lists.end(),
            [](const auto *one, const auto *other) { return one->size() < other->size(); });
        std::vector<int> found;
        for (const std::vector<int> *list : lists) {
            if (found.size() < mostByValue)
                nearest(*list, expected, std::min(mostForOneValue, mostByValue - found.size()), found);
        }
        nearest(rows, expected, 2 * neighbours + 1, found);
        return found;
    }
};

RowMatcher::RowMatcher(const Rows &left, const Rows &right, ValuePool &values)
    : m_values(values)
    , m_rightOf(left.size(), -1)
    , m_leftOf(right.size(), -1) {
    // Numbered by name, so that neither side comes first.
    QList<QPair<QString, int>> names;
    QHash<QPair<QString, int>, int> columns;
    for (const Rows *rows : {&left, &right}) {
        for (const QList<Field> &cells : *rows) {
            for (const QPair<QString, int> &name : columnNames(cells)) {
                if (!columns.contains(name)) {
                    columns.insert(name, 0);
                    names.append(name);
                }
            }
        }
    }
    std::sort(names.begin(), names.end());
    for (int i = 0; i < names.size(); ++i)
        columns[names[i]] = i;
    const auto read = [&](const Rows &rows, std::vector<Row> &into) {
        for (const QList<Field> &cells : rows) {
            Row row;
            const QList<QPair<QString, int>> own = columnNames(cells);
            for (qsizetype i = 0; i < cells.size(); ++i) {
                const int id = m_values.idOf(wholeValue(cells[i]));
                const bool nothing = m_values.value(id).isEmpty();
                row.push_back(
                    {columns.value(own[i]), nothing ? -1 : id, nothing ? -1 : m_values.groupOf(id)});
            }
            std::sort(row.begin(), row.end(),
                [](const Cell &one, const Cell &other) { return one.column < other.column; });
            into.push_back(std::move(row));
        }
    };
    read(left, m_left);
    read(right, m_right);
}

void RowMatcher::match(std::vector<int> left, std::vector<int> right) {
    matchSame(left, right, false);
    matchSame(left, right, true);
    matchSimilar(left, right, alikeEnough, {});
}

void RowMatcher::matchAll(std::vector<int> left, std::vector<int> right, const Allowed &allowed) {
    matchSame(left, right, false);
    matchSame(left, right, true);
    matchSimilar(left, right, 0, allowed);
    // Where very many have one key, not every two were compared.
    std::erase_if(left, [&](int row) { return m_rightOf[row] >= 0; });
    std::erase_if(right, [&](int row) { return m_leftOf[row] >= 0; });
    for (size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
        if (allowed(left[i], right[i]))
            pair(left[i], right[i]);
    }
}

void RowMatcher::pair(int left, int right) {
    m_rightOf[left] = right;
    m_leftOf[right] = left;
}

/// The first with the first that is the same, the second with the second.
void RowMatcher::matchSame(std::vector<int> &left, std::vector<int> &right, bool normalised) {
    const auto signature = [normalised](const Row &row) {
        QByteArray bytes;
        for (const Cell &cell : row) {
            if (normalised && cell.value < 0)
                continue;
            const int numbers[] = {cell.column, normalised ? cell.group : cell.value};
            bytes.append(reinterpret_cast<const char *>(numbers), sizeof numbers);
        }
        return bytes;
    };
    QHash<QByteArray, std::deque<int>> waiting;
    for (int row : right)
        waiting[signature(m_right[size_t(row)])].push_back(row);
    for (int row : left) {
        const auto same = waiting.find(signature(m_left[size_t(row)]));
        if (same == waiting.end() || same->empty())
            continue;
        pair(row, same->front());
        same->pop_front();
    }
    std::erase_if(left, [&](int row) { return m_rightOf[row] >= 0; });
    std::erase_if(right, [&](int row) { return m_leftOf[row] >= 0; });
}

/// Where each of `rows` would stand on the other side, going by the partner of the last matched row above it.
std::vector<int> RowMatcher::expectedPlaces(const std::vector<int> &rows, bool fromLeft) const {
    const QList<int> &partners = fromLeft ? m_rightOf : m_leftOf;
    std::vector<int> places;
    places.reserve(rows.size());
    int shift = 0;
    int at = 0;
    for (int row : rows) {
        for (; at < row; ++at) {
            if (partners[at] >= 0)
                shift = partners[at] - at;
        }
        places.push_back(row + shift);
    }
    return places;
}

void RowMatcher::matchSimilar(
    const std::vector<int> &left, const std::vector<int> &right, int least, const Allowed &allowed) {
    if (left.empty() || right.empty())
        return;
    const Side leftSide(m_left, left);
    const Side rightSide(m_right, right);
    const std::vector<int> leftPlaces = expectedPlaces(left, true);
    const std::vector<int> rightPlaces = expectedPlaces(right, false);
    QHash<int, int> rightPlace;
    std::vector<std::pair<int, int>> wanted;
    for (size_t i = 0; i < left.size(); ++i) {
        for (int other : rightSide.candidates(m_left[size_t(left[i])], leftPlaces[i]))
            wanted.emplace_back(left[i], other);
    }
    for (size_t i = 0; i < right.size(); ++i) {
        rightPlace.insert(right[i], rightPlaces[i]);
        for (int other : leftSide.candidates(m_right[size_t(right[i])], rightPlaces[i]))
            wanted.emplace_back(other, right[i]);
    }
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());

    std::vector<Edge> edges;
    size_t place = 0; // of the left row, in `left`
    for (const auto &[one, other] : wanted) {
        while (left[place] != one)
            ++place;
        const int alike = score(m_left[size_t(one)], m_right[size_t(other)]);
        if (alike >= least && (!allowed || allowed(one, other)))
            edges.push_back({one, other, alike,
                std::abs(leftPlaces[place] - other) + std::abs(rightPlace.value(other) - one)});
    }
    // Two that are alike in all of this have no row in common: their order does not matter.
    std::sort(edges.begin(), edges.end(), [](const Edge &one, const Edge &other) {
        if (one.score != other.score)
            return one.score > other.score;
        if (one.distance != other.distance)
            return one.distance < other.distance;
        return one.left + one.right < other.left + other.right;
    });
    for (const Edge &edge : edges) {
        if (m_rightOf[edge.left] < 0 && m_leftOf[edge.right] < 0)
            pair(edge.left, edge.right);
    }
}

int RowMatcher::weight(const Cell &cell) const {
    return cell.value < 0 ? 0 : m_values.value(cell.value).isNumber() ? 1 : textWeight;
}

/// How much two rows have in common, of 1000.
int RowMatcher::score(const Row &left, const Row &right) const {
    int all = 0;
    int common = 0;
    for (auto one = left.begin(), other = right.begin(); one != left.end() || other != right.end();) {
        const bool hasLeft = one != left.end() && (other == right.end() || one->column <= other->column);
        const bool hasRight = other != right.end() && (one == left.end() || other->column <= one->column);
        const int weighs = std::max(hasLeft ? weight(*one) : 0, hasRight ? weight(*other) : 0);
        all += weighs;
        if (hasLeft && hasRight)
            common += weighs * likeness(*one, *other);
        if (hasLeft)
            ++one;
        if (hasRight)
            ++other;
    }
    return all > 0 ? common / all : 0;
}

int RowMatcher::likeness(const Cell &left, const Cell &right) const {
    if (left.value < 0 || right.value < 0)
        return 0;
    if (left.group == right.group || m_values.match(left.value, right.value))
        return 1000;
    const NormalValue &one = m_values.value(left.value);
    const NormalValue &other = m_values.value(right.value);
    return one.isNumber() || other.isNumber() ? 0 : textLikeness(one.text(), other.text());
}

} // namespace results
