// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/duequeue.h"
#include "app/runs/listing.h"
#include "app/runs/run.h"
#include "app/runs/usualtime.h"

#include <QHash>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace runs {

/// The runs of one lane that wait for their result: which one is asked when, by itself or by the list of its
/// workflow, and in which order. Part of RunScheduler, where the words are.
class WaitingRuns {
public:
    static constexpr int fewForFocus = 10;      ///< with fewer, the run on screen is asked every 2 s
    static constexpr qint64 focusStep = 2'000;  ///< from the beginning of a question to the next
    static constexpr qint64 focusPause = 1'000; ///< from its end, at least
    static constexpr qint64 focusStepOfMany = 5'000;
    static constexpr qint64 missingStep = 30'000; ///< of a run that is in no list

    /// Likely to bring something (a run that is over, a list of a hundred), or just a question.
    enum class Kind { Fruitful, Plain };

    UsualTime *usualTime(const QString &workflowId) { return &workflow(workflowId).usual; }
    const UsualTime *findUsualTime(const QString &workflowId) const;

    void put(const Run &run, qint64 now);
    void remove(qint64 id, qint64 now);
    bool contains(qint64 id) const { return m_runs.contains(id); }
    int size() const { return int(m_runs.size()); }

    void hold(qint64 id, qint64 until);
    void askNow(qint64 id, qint64 now);

    /// The first of a kind that is due; ids below 0 are lists.
    std::optional<qint64> first(Kind kind, qint64 now) { return m_due[int(kind)].first(now); }
    qint64 rankOf(Kind kind, qint64 id) const { return m_due[int(kind)].rankOf(id); }
    std::optional<qint64> earliest(Kind kind) const { return m_due[int(kind)].earliest(); }
    /// When the run on screen is due; nothing when it does not wait here or is under way.
    std::optional<qint64> focusAt(qint64 id) const;
    /// When a run is asked or looked for.
    std::optional<qint64> askAt(qint64 id) const;

    void begin(qint64 id, qint64 now);
    void end(qint64 id, qint64 now);
    /// Nothing when there is nothing to ask after all.
    std::optional<ListQuestion> beginList(qint64 id, quint64 serial, qint64 now);
    QList<Sighting> listAnswered(const ListQuestion &question, const ListPage &page, qint64 now);
    void listFailed(const ListQuestion &question, bool isRefused, qint64 now);

    /// The clocks stood still from `from` to `to`.
    void freeze(qint64 from, qint64 to);
    /// The computer's clock was set by this much.
    void shift(qint64 by);

private:
    struct Workflow {
        QString id;
        qint64 listId = 0; ///< in the queues, below 0
        UsualTime usual;
        Listing listing;
    };
    struct Waiting {
        Workflow *workflow = nullptr;
        QString collectionId;
        qint64 acceptedAt = 0;
        qint64 plannedAt = 0;
        qint64 deadlineAt = 0;
        qint64 begunAt = 0; ///< its last question
        qint64 askedAt = 0; ///< when that ended
        qint64 seenAt = 0;  ///< in a list
        qint64 heldUntil = 0;
        qint64 missingAt = 0; ///< not 0: it is in no list, and asked then
        qint64 finalAt = 0;   ///< not 0: the list has a final word
        qint64 wantedAt = 0;  ///< not 0: a person wants to know
        qint64 changedAt = 0; ///< last put()
        int finalAsks = 0;    ///< questions since then that brought no end
        bool isUnderWay = false;
    };
    struct Plan {
        qint64 at = 0;
        Kind kind = Kind::Plain;
        qint64 rank = 0;
    };

    Workflow &workflow(const QString &id);
    static std::optional<Plan> planOf(const Waiting &run);
    void plan(qint64 id, const Waiting &run);
    void planList(const Workflow &workflow);
    /// Lists or single questions: after each change of their number.
    void choose(Workflow &workflow, qint64 now);

    std::vector<std::unique_ptr<Workflow>> m_workflows; ///< listId is -1 - index
    QHash<QString, Workflow *> m_byId;
    QHash<qint64, Waiting> m_runs;
    DueQueue m_due[2];
    int m_lists = 0; ///< workflows that are read by lists
};

} // namespace runs
