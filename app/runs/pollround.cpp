// SPDX-License-Identifier: MIT
#include "app/runs/pollround.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr int highestPage = 100'000; // whatever a count says

} // namespace

bool isFinalWord(const QString &status) {
    static const QSet<QString> words{
        u"processed"_s, u"completed"_s, u"error"_s, u"failed"_s, u"cancelled"_s, u"canceled"_s};
    return words.contains(status.trimmed().toLower());
}

PollRound::PollRound(const QSet<QString> &wanted, const Hint &hint)
    : m_missing(wanted)
    , m_order(hint.order)
    , m_firstPage(hint.order == Order::OldestFirst ? std::max(1, hint.lastPage) : 1)
    , m_lastPage(std::max(1, hint.lastPage))
    , m_mostPages((int(wanted.size()) + pageSize - 1) / pageSize + 1) {}

bool PollRound::isForwards() const {
    return m_order == Order::Unknown ? !m_guessedBackwards : m_order == Order::NewestFirst;
}

int PollRound::nextPage() const {
    if (m_missing.isEmpty() || m_read.size() >= m_mostPages)
        return 0;
    if (m_read.isEmpty())
        return m_firstPage;
    const bool forwards = isForwards();
    // Not more than mostPages of them have been read, so it is found soon.
    int page = forwards ? 1 : m_lastPage;
    while (m_read.contains(page))
        page += forwards ? 1 : -1;
    return page >= 1 && page <= m_lastPage ? page : 0;
}

void PollRound::learnOrder(const ListPage &page, bool foundAny) {
    int rising = 0;
    int falling = 0;
    for (int i = 1; i < page.rows.size(); ++i) {
        const qint64 before = page.rows.at(i - 1).createdAt;
        const qint64 after = page.rows.at(i).createdAt;
        if (before <= 0 || after <= 0)
            continue;
        rising += after > before ? 1 : 0;
        falling += after < before ? 1 : 0;
    }
    // Sorted by something else it may still be nearly in order.
    if (falling > 0 && falling >= 4 * rising)
        m_order = Order::NewestFirst;
    else if (rising > 0 && rising >= 4 * falling)
        m_order = Order::OldestFirst;
    else if (page.page == 1 && m_read.size() == 1)
        m_guessedBackwards = !foundAny && m_lastPage > m_mostPages;
}

QList<ListedRun> PollRound::read(const ListPage &page) {
    m_read.insert(page.page);
    QList<ListedRun> found;
    for (const ListedRun &row : page.rows) {
        if (m_missing.remove(row.collectionId))
            found << row;
    }
    const int size = page.pageSize > 0 ? page.pageSize : pageSize;
    m_lastPage = std::clamp((page.count + size - 1) / size, 1, highestPage);
    // A count can be missing or wrong; rows are not.
    if (page.rows.size() >= size)
        m_lastPage = std::max(m_lastPage, page.page + (page.count <= 0 ? 1 : 0));
    else if (!page.rows.isEmpty())
        m_lastPage = std::max(m_lastPage, page.page);
    else
        m_lastPage = std::clamp(m_lastPage, 1, std::max(1, page.page - 1));
    learnOrder(page, !found.isEmpty());
    return found;
}

void PollRound::forget(const QString &collectionId) {
    m_missing.remove(collectionId);
}

} // namespace runs
