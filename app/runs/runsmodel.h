// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/historyfilter.h"
#include "app/runs/run.h"

#include <QAbstractListModel>
#include <QHash>
#include <QList>
#include <QTimer>

#include <deque>
#include <functional>
#include <map>
#include <optional>

namespace runs {

class HistoryReader;
class RunHistory;
struct HistoryPage;

/// The runs of the ledger that a filter lets through, in its order, a page at a time: a history of any length
/// opens at once. Changes are told to it; it neither asks nor decides anything about a run.
class RunsModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole, ///< qint64
        RunRole,               ///< runs::Run
        StateRole,             ///< int(RunState)
    };
    static constexpr int pageSize = 100;

    /// What is known of a run that is under way beyond the ledger (its progress), or nullptr.
    using Newest = std::function<const Run *(qint64 id)>;

    /// `history` is not owned and outlives the model; its ledger is open. Reads the first page.
    explicit RunsModel(const RunHistory *history, QObject *parent = nullptr);
    void setNewest(Newest newest) { m_newest = std::move(newest); }
    /// What reads the pages of searches from now on: they come in a later turn of the event loop. Not owned,
    /// outlives the model. Without one they are read at once, however long that takes.
    void setReader(HistoryReader *reader) { m_reader = reader; }

    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole is the name, and AccessibleTextRole name and state in words.
    QVariant data(const QModelIndex &index, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    /// Of the rows. While a search is on, they are those of the filter before.
    const HistoryFilter &filter() const { return m_filter; }
    /// Reads the first page anew, unless it is the same filter.
    void setFilter(const HistoryFilter &filter);
    void reload();
    bool isSearching() const { return m_asking == Asking::First; }
    /// Its words find more runs than are sorted: these are the newest mostSorted of them.
    bool isCut() const { return m_cut; }

    /// What has been read: the run in this row or with this local id (nullptr when it has not been, or the
    /// filter hides it). Valid until the next change.
    const Run &at(int row) const { return m_runs.at(size_t(row)); }
    const Run *find(qint64 id) const;
    QModelIndex indexOf(qint64 id) const;
    /// While rows go because their run is gone, and not because the filter hides it.
    bool isForgetting() const { return m_forgetting; }

public slots:
    /// A new run, or a new state or progress of one: it comes, goes, moves or stays as the filter says. The
    /// ledger has it. Asks the ledger only when the state of a run is new and the filter has words.
    /// Where many new runs come at once, about some of them a little later.
    void put(const runs::Run &run);
    /// These runs are found by more than before (see ValueIndex): those that the words find now come in by
    /// themselves, when a reader is set.
    void lookAgain(const QList<qint64> &runIds);
    /// It is gone from the ledger.
    void remove(qint64 id);

signals:
    void forgotten(qint64 id); ///< after remove(), whether it was among the rows or not
    void trouble(const QString &words);
    void searchingChanged(bool searching);

private:
    enum class Asking { Nothing, First, Next };

    HistoryPlace placeOf(const Run &run) const { return HistoryPlace(run, m_filter.order.key); }
    bool isByAge() const { return m_filter.order.key == SortKey::Age; }
    int rowFor(const HistoryPlace &place) const;
    int rowOf(qint64 id) const;
    bool isAt(int row, qint64 id) const;
    bool isRead(const HistoryPlace &place) const;
    void append(const QList<Run> &page);
    void insert(const Run &run, const HistoryPlace &place);
    void replace(int row, const Run &run);
    void takeRow(int row);
    bool fits(const Run &run) const;
    bool isKnownHidden(const Run &run) const;
    bool letsThrough(const Run &run);
    void judgeSome();
    void ask(Asking what);
    void take(Asking what, HistoryPage page);
    void takeFound(const QList<Run> &runs);

    const RunHistory *m_history;
    HistoryReader *m_reader = nullptr;
    Newest m_newest;
    HistoryFilter m_filter;
    HistoryFilter m_wanted; ///< the newest that was set
    Asking m_asking = Asking::Nothing;
    /// What was put or removed since the reader was asked: its page may be older.
    std::map<qint64, std::optional<Run>> m_meanwhile;
    std::deque<Run> m_runs;               ///< grows without moving what is there
    QHash<qint64, HistoryPlace> m_places; ///< of the rows, where they are not in the order of age
    HistoryPlace m_edge;                  ///< of the last one that was read: the next page begins behind it
    bool m_more = false;
    bool m_cut = false;
    bool m_forgetting = false;
    std::map<qint64, Run> m_unjudged; ///< whether the words stand in these is not known yet
    int m_judged = 0;                 ///< in this turn of the event loop
    QTimer m_judge;
    QList<qint64> m_toLookAt; ///< again, when what was asked has been answered
    bool m_isLooking = false;
    QHash<qint64, RunState> m_hidden; ///< the words of the filter do not stand in these, in this state
};

} // namespace runs
