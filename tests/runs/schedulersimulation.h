// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/candidates.h"
#include "app/runs/run.h"
#include "app/runs/runscheduler.h"
#include "app/runs/transitions.h"
#include "tests/runs/simulatedservice.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QRandomGenerator>
#include <QSet>
#include <QStringList>

#include <functional>
#include <map>
#include <optional>

namespace support {

/// The scheduler, the transitions and the search for lost answers, with a driver such as RunService, a
/// simulated service and a person who pauses, moves, looks and goes offline: all in virtual time. It looks at
/// every step whether what happens is allowed: above all that a document whose body may have arrived is never
/// sent again.
class SchedulerSimulation {
public:
    struct Troubles {
        bool offline = false;
        bool pauses = false;
        bool closes = false; ///< a profile without a key for a while
        bool moves = false;
        bool looks = false; ///< the run on screen changes
        bool windowCalls = false;
    };
    SchedulerSimulation(const ServiceHabits &habits, const Troubles &troubles, quint32 seed);

    static constexpr qint64 begin = 1'700'000'000'000;
    static constexpr qint64 waitingTime = 30 * 60'000;

    /// Queues runs at `at`, that take between `shortest` and `longest` at the service.
    void submit(qint64 at, const QString &profile, const QString &workflowId, int count, qint64 shortest,
        qint64 longest);
    /// The newest waiting run is looked at, always.
    void lookAtNewest() { m_looksAtNewest = true; }
    /// Until all runs have ended, or something is wrong, or `longest` has passed.
    void run(qint64 longest);

    const QStringList &faults() const { return m_faults; }
    bool allEnded() const { return m_open == 0; }
    qint64 now() const { return m_now; }

    // What it was like.
    QList<qint64> delays;      ///< from ready at the service to seen, without the time offline or closed
    QList<qint64> turns;       ///< the same, from the first planned question when that is later
    QList<qint64> focusDelays; ///< of those on screen since before, with fewer than 10 waiting
    QHash<QString, qint64> lastUpload; ///< of a profile
    int stopped = 0;                   ///< by their deadline
    int unsent = 0;                    ///< failed, and say that they were not taken
    int lost = 0;                      ///< answers; unconfirmed at first
    int adopted = 0;                   ///< of these
    int unconfirmed = 0;               ///< of these, in the end: a person decides
    int nowhere = 0;                   ///< of those, not at the service
    int questions = 0;
    int lists = 0;
    int rounds = 0;
    int most = 0; ///< runs that waited together
    int takes = 0;
    SimulatedService service;
    runs::RunScheduler scheduler;

private:
    struct Fact {
        runs::Run run;
        qint64 duration = 0;
        bool mayHaveArrived = false; ///< from then on it must not be sent
        bool isUnderWay = false;
        qint64 moved = 0;        ///< the later, the higher
        qint64 focusSince = 0;   ///< 0: not on screen
        qint64 frozen = 0;       ///< offline while it waited
        bool wasCrowded = false; ///< when it was ready there waited 10 or more
        qint64 readyAt = 0;
        qint64 firstAskAt = 0;    ///< as planned when it was accepted
        qint64 blockedBefore = 0; ///< m_blocked when it was ready
    };
    using Action = std::function<void()>;

    void at(qint64 time, Action action);
    void fault(const QString &words);
    void drive();
    void upload(qint64 id);
    void uploadEnded(qint64 id, qint64 sentAt, const SimulatedService::Reply &reply);
    void waitFor(Fact &fact);
    /// Of an unconfirmed run, as the Reconciler does.
    void lookFor(qint64 id, int looks, const runs::NewestPages &pages);
    void lookEnded(qint64 id, int looks, const runs::NewestPages &pages);
    bool hasRivals(const runs::Run &run) const;
    void checkUnconfirmed(const Fact &fact);
    void happen(runs::Run &run, const runs::Event &event);
    void ask(qint64 id);
    void questionEnded(qint64 id, qint64 sentAt, const SimulatedService::Reply &reply);
    void list(const runs::ListQuestion &question);
    void listEnded(const runs::ListQuestion &question, qint64 sentAt, const SimulatedService::Reply &reply);
    void heard(
        const QString &profile, runs::Limiter limiter, qint64 sentAt, const SimulatedService::Reply &reply);
    void end(Fact &fact, runs::RunState state);
    void checkUpload(const Fact &fact);
    void checkQuestion(const Fact &fact);
    void goOffline();
    void goOnline();
    void disturb();
    void look(qint64 id);
    void markReady(qint64 id);
    qint64 blocked() const;
    qint64 latency() { return 10 + m_random.bounded(300); }

    ServiceHabits m_habits;
    Troubles m_troubles;
    QRandomGenerator m_random;
    std::multimap<qint64, Action> m_actions;
    QMap<qint64, Fact> m_facts;
    QMap<QString, QSet<qint64>> m_queued;  ///< by profile
    QMap<QString, QSet<qint64>> m_waiting; ///< by profile
    QHash<QString, QSet<qint64>> m_ofWorkflow;
    QSet<qint64> m_unconfirmed;
    QHash<QString, qint64> m_owners; ///< of collections
    QHash<QString, int> m_roundOf;   ///< workflow → how many waited when its round began
    QHash<QString, int> m_uploads;
    QHash<QString, int> m_questions;
    QStringList m_faults;
    QSet<QString> m_closed;
    qint64 m_now = begin;
    qint64 m_wakeAt = 0;
    qint64 m_offlineAt = 0;
    qint64 m_blockedSince = 0; ///< 0: not blocked
    qint64 m_blocked = 0;      ///< how long nothing could be asked, in all
    qint64 m_focus = 0;
    qint64 m_lastMove = 0;
    int m_open = 0;
    int m_toCome = 0;
    bool m_looksAtNewest = false;
};

} // namespace support
