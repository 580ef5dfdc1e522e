// SPDX-License-Identifier: MIT
#include "app/results/rowalignment.h"

#include "app/results/rowmatcher.h"
#include "app/results/valuepool.h"

#include <QHash>

#include <algorithm>
#include <map>
#include <numeric>
#include <vector>

using namespace Qt::StringLiterals;

namespace results {

namespace {

/// Sets of rows whose keys can be the same: whoever shares one of the things a key can mean is in one set.
class KeySets {
public:
    int setOf(const NormalValue &key) {
        int set = -1;
        for (const QString &meaning : key.keys()) {
            const auto known = m_sets.constFind(meaning);
            if (known == m_sets.cend()) {
                m_sets.insert(meaning, int(m_parents.size()));
                m_parents.push_back(int(m_parents.size()));
            }
            const int other = root(m_sets.value(meaning));
            if (set >= 0)
                m_parents[size_t(std::max(set, other))] = std::min(set, other);
            set = set < 0 ? other : std::min(set, other);
        }
        return set;
    }
    /// The same whichever side is read first.
    QString nameOf(const NormalValue &key) {
        if (m_names.isEmpty()) {
            for (auto it = m_sets.cbegin(); it != m_sets.cend(); ++it) {
                QString &name = m_names[root(*it)];
                name = name.isEmpty() ? it.key() : std::min(name, it.key());
            }
        }
        return m_names.value(root(setOf(key)));
    }

private:
    int root(int set) {
        while (m_parents[size_t(set)] != set)
            set = m_parents[size_t(set)] = m_parents[size_t(m_parents[size_t(set)])];
        return set;
    }

    QHash<QString, int> m_sets;
    std::vector<int> m_parents;
    QHash<int, QString> m_names;
};

/// The number of the key of each row; -1 where it has none.
std::vector<int> keysOf(const Rows &rows, const QString &column, ValuePool &values) {
    std::vector<int> keys;
    keys.reserve(size_t(rows.size()));
    for (const QList<Field> &cells : rows) {
        const auto cell = std::find_if(
            cells.begin(), cells.end(), [&](const Field &field) { return field.name == column; });
        int id = cell == cells.end() || cell->isNull || cell->isTable ? -1 : values.idOf(cell->value);
        if (id >= 0 && values.value(id).isEmpty())
            id = -1;
        keys.push_back(id);
    }
    return keys;
}

void alignByKey(const std::vector<int> &leftKeys, const std::vector<int> &rightKeys, const ValuePool &values,
    RowMatcher &matcher) {
    KeySets sets;
    for (const std::vector<int> *keys : {&leftKeys, &rightKeys}) {
        for (int key : *keys) {
            if (key >= 0)
                sets.setOf(values.value(key));
        }
    }
    using Bucket = std::pair<std::vector<int>, std::vector<int>>;
    std::map<QString, Bucket> buckets; // without a name: without a key
    const auto put = [&](const std::vector<int> &keys, std::vector<int> Bucket::*side) {
        for (size_t row = 0; row < keys.size(); ++row) {
            const QString name = keys[row] < 0 ? QString() : sets.nameOf(values.value(keys[row]));
            (buckets[name].*side).push_back(int(row));
        }
    };
    put(leftKeys, &Bucket::first);
    put(rightKeys, &Bucket::second);
    for (const auto &[name, bucket] : buckets) {
        if (name.isEmpty())
            matcher.match(bucket.first, bucket.second);
        else
            matcher.matchAll(bucket.first, bucket.second, [&](int left, int right) {
                return values.match(leftKeys[size_t(left)], rightKeys[size_t(right)]);
            });
    }
}

} // namespace

QList<RowPair> alignRows(const Rows &left, const Rows &right, const QString &keyColumn, ValuePool &values) {
    RowMatcher matcher(left, right, values);
    if (keyColumn.isEmpty()) {
        std::vector<int> all(size_t(std::max(left.size(), right.size())));
        std::iota(all.begin(), all.end(), 0);
        matcher.match({all.begin(), all.begin() + left.size()}, {all.begin(), all.begin() + right.size()});
    } else {
        alignByKey(keysOf(left, keyColumn, values), keysOf(right, keyColumn, values), values, matcher);
    }
    return inOrder(matcher.rightOf(), int(right.size()));
}

QList<RowPair> inOrder(const QList<int> &rightOf, int rightCount) {
    QList<int> leftOf(rightCount, -1);
    for (qsizetype left = 0; left < rightOf.size(); ++left) {
        if (rightOf[left] >= 0)
            leftOf[rightOf[left]] = int(left);
    }
    // Behind which left each one that is only on the right stands; 0: before the first.
    std::vector<std::vector<int>> behind(size_t(rightOf.size()) + 1);
    // What is only on the left comes first.
    const auto afterOwn = [&](size_t place) {
        while (place < size_t(rightOf.size()) && rightOf[qsizetype(place)] < 0)
            ++place;
        return place;
    };
    size_t place = 0;
    for (int right = 0; right < rightCount; ++right) {
        if (leftOf[right] >= 0)
            place = size_t(leftOf[right]) + 1;
        else
            behind[place = afterOwn(place)].push_back(right);
    }
    QList<RowPair> pairs;
    pairs.reserve(rightOf.size() + rightCount);
    for (size_t at = 0; at < behind.size(); ++at) {
        if (at > 0)
            pairs.append({int(at) - 1, rightOf[qsizetype(at) - 1]});
        for (int right : behind[at])
            pairs.append({-1, right});
    }
    return pairs;
}

} // namespace results
