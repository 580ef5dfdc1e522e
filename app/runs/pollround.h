// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

namespace runs {

/// One row of `GET /v2/workflows/{id}/runs/`.
struct ListedRun {
    QString collectionId;
    QString status;       ///< the service's word, as it is
    qint64 createdAt = 0; ///< milliseconds since the epoch, 0 when it is not known
};

/// One page of that list.
struct ListPage {
    int page = 1;       ///< 1-based: the one that was asked for
    int pageSize = 100; ///< as answered: the service may lower it
    int count = 0;      ///< rows on all pages together
    QList<ListedRun> rows;
};

/// True for the words after which nothing changes any more: processed, error, cancelled and their older
/// forms. Any other word, also one that nobody knows, is that of a run under way.
bool isFinalWord(const QString &status);

/// Looks for waiting runs in the service's list, page by page, with as few pages as it takes: at most one
/// for each hundred runs, and one more. Pure. The order of the list is not documented, so it is found out
/// from the pages: newest first is read forwards, oldest first backwards from the last page.
class PollRound {
public:
    static constexpr int pageSize = 100;

    enum class Order { Unknown, NewestFirst, OldestFirst };
    /// What a round has learned of the list; the next one begins with it.
    struct Hint {
        Order order = Order::Unknown;
        int lastPage = 1;
    };

    /// `wanted`: collection ids, as they came from the service.
    PollRound(const QSet<QString> &wanted, const Hint &hint);

    /// Which page to read next; 0 when the round is over.
    int nextPage() const;
    /// The rows of wanted runs on this page that no page before had, with their words.
    QList<ListedRun> read(const ListPage &page);
    /// Nobody waits for this run any more.
    void forget(const QString &collectionId);

    /// Those that were on none of the pages; says something when the round is over.
    const QSet<QString> &missing() const { return m_missing; }
    int pagesRead() const { return int(m_read.size()); }
    int mostPages() const { return m_mostPages; }
    Hint hint() const { return {m_order, m_lastPage}; }

private:
    void learnOrder(const ListPage &page, bool foundAny);
    bool isForwards() const;

    QSet<QString> m_missing;
    QSet<int> m_read;
    Order m_order;
    bool m_guessedBackwards = false; ///< the first page says nothing of the order, and has none of ours
    int m_firstPage;
    int m_lastPage;
    int m_mostPages;
};

} // namespace runs
