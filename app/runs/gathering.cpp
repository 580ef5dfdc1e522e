// SPDX-License-Identifier: MIT
#include "app/runs/gathering.h"

#include "app/api/mediatypes.h"

#include <algorithm>

namespace runs {

namespace {

constexpr int toldPaths = 20;

template<typename Value>
Value &entry(QList<Value> &values, QHash<QString, int> &places, const QString &key, const Value &fresh) {
    const auto place = places.constFind(key);
    if (place != places.cend())
        return values[*place];
    places.insert(key, int(values.size()));
    return values.emplaceBack(fresh);
}

} // namespace

void Gathering::add(const QList<IntakeItem> &items) {
    for (const IntakeItem &item : items) {
        if (item.verdict == Verdict::Refused) {
            Refusal &refusal = entry(m_refusals, m_refusalOf, item.reason, {item.reason, 0, {}});
            ++refusal.files;
            ++m_refused;
            if (refusal.paths.size() < toldPaths)
                refusal.paths << item.path;
            continue;
        }
        const api::MediaType *named = api::mediaTypeOf(item.name);
        Kind &kind = entry(m_kinds, m_kindOf, item.typeLabel, {item.typeLabel, false, 0, 0});
        kind.usual = kind.usual || item.verdict == Verdict::Accepted || (named && named->listed);
        ++kind.files;
        kind.bytes += qMax<qint64>(0, item.size);
        m_items << item;
    }
}

QList<IntakeItem> Gathering::taken(const QSet<QString> &leftOut) const {
    QList<IntakeItem> items;
    std::copy_if(m_items.cbegin(), m_items.cend(), std::back_inserter(items),
        [&](const IntakeItem &item) { return !leftOut.contains(item.typeLabel); });
    return items;
}

} // namespace runs
