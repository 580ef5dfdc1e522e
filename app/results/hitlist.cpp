// SPDX-License-Identifier: MIT
#include "app/results/hitlist.h"

#include "app/results/lastnotafter.h"

#include <utility>

namespace results {

void HitList::append(Hits hits) {
    if (hits.empty())
        return;
    const auto more = qint64(hits.size());
    m_pieces.push_back({m_count, std::move(hits)});
    m_count += more;
}

void HitList::clear() {
    m_pieces.clear();
    m_count = 0;
}

Hit HitList::at(qint64 number) const {
    const Piece &piece = *lastNotAfter(m_pieces, number, &Piece::first);
    return piece.hits[size_t(number - piece.first)];
}

qint64 HitList::firstEndingAfter(qint64 offset) const {
    const auto before = [offset](const Hit &hit) {
        return hit.end() <= offset;
    };
    const auto piece = std::partition_point(m_pieces.begin(), m_pieces.end(),
        [&before](const Piece &candidate) { return before(candidate.hits.back()); });
    if (piece == m_pieces.end())
        return m_count;
    return piece->first +
           (std::partition_point(piece->hits.begin(), piece->hits.end(), before) - piece->hits.begin());
}

Hits HitList::between(qint64 begin, qint64 end, qint64 limit) const {
    Hits found;
    for (qint64 number = firstEndingAfter(begin); number < m_count && qint64(found.size()) < limit;
         ++number) {
        const Hit hit = at(number);
        if (hit.begin() >= end)
            break;
        found.push_back(hit);
    }
    return found;
}

} // namespace results
