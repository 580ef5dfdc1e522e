// SPDX-License-Identifier: MIT
#include "app/runs/listing.h"

#include <algorithm>

namespace runs {

void Listing::add(qint64 id, const QString &collectionId) {
    m_collections.insert(id, collectionId);
    m_ids.insert(collectionId, id);
}

void Listing::remove(qint64 id) {
    const QString collectionId = m_collections.take(id);
    m_ids.remove(collectionId, id);
    if (m_round && !m_ids.contains(collectionId))
        m_round->forget(collectionId);
}

bool Listing::wantsOn(qint64 now) const {
    return now >= m_restsUntil && size() > (m_isOn ? fewestListed : mostAskedSingly);
}

void Listing::turnOn(qint64 at) {
    m_isOn = true;
    m_dueAt = at;
    m_step = shortestStep;
}

void Listing::turnOff() {
    m_isOn = false;
    m_round.reset();
    m_serial = 0; // the answer to a page under way tells nothing any more
}

std::optional<qint64> Listing::dueAt() const {
    if (m_serial != 0)
        return {};
    if (m_isOn)
        return m_dueAt;
    if (m_restsUntil > 0 && size() > mostAskedSingly)
        return m_restsUntil;
    return {};
}

Listing::Page Listing::begin(quint64 serial) {
    if (!m_isOn || m_serial != 0)
        return {};
    if (!m_round) {
        const QList<QString> wanted = m_ids.uniqueKeys();
        m_round.emplace(QSet<QString>(wanted.cbegin(), wanted.cend()), m_hint);
        m_sawFinal = false;
    }
    m_page = m_round->nextPage();
    if (m_page == 0) {
        m_round.reset(); // all it looked for have ended otherwise
        return {};
    }
    m_serial = serial;
    return {m_page, m_round->pagesRead() + 1};
}

Listing::Report Listing::answered(const ListPage &page, int others, qint64 now) {
    m_serial = 0;
    m_failures = 0;
    Report report;
    if (!m_round)
        return report;
    ListPage read = page;
    read.page = m_page;
    const QList<ListedRun> found = m_round->read(read);
    for (const ListedRun &row : found) {
        m_sawFinal = m_sawFinal || isFinalWord(row.status);
        for (auto it = m_ids.constFind(row.collectionId); it != m_ids.cend() && it.key() == row.collectionId;
             ++it)
            report.seen << Sighting{*it, row.status};
    }
    m_dueAt = now;
    if (m_round->nextPage() != 0)
        return report;
    report.isOver = true;
    for (const QString &collectionId : m_round->missing())
        report.missing += m_ids.values(collectionId);
    m_hint = m_round->hint();
    m_step = m_sawFinal ? shortestStep : std::min(m_step + m_step / 2, longestStep);
    // All lists of a lane together take at most about 120 of its 600 calls a minute.
    const qint64 share = qint64(m_round->pagesRead()) * 500 * (1 + others);
    m_dueAt = now + std::clamp(share, m_step, std::max(m_step, longestStep));
    m_round.reset();
    return report;
}

void Listing::failed(bool isRefused, qint64 now) {
    m_serial = 0;
    m_round.reset();
    // A page that is not there any more says nothing against the list: it has become shorter.
    if (isRefused && m_page == 1)
        m_restsUntil = now + refusalRest;
    m_hint = {};
    m_failures = std::min(m_failures + 1, 10);
    m_dueAt = now + std::min(shortestStep << m_failures, longestBackoff);
}

void Listing::shift(qint64 by) {
    m_dueAt += by;
    if (m_restsUntil > 0)
        m_restsUntil += by;
}

} // namespace runs
