// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/ratelimits.h"
#include "app/api/workflow.h"
#include "app/runs/pollround.h"
#include "app/runs/runscheduler.h"

#include <QHash>
#include <QList>
#include <QRandomGenerator>
#include <QString>

#include <deque>
#include <optional>

namespace support {

/// How the service behaves in a simulation. Chances are out of a thousand.
struct ServiceHabits {
    enum class Order { NewestFirst, OldestFirst, ByChance };
    bool hasSlidingMinute = false; ///< else fixed ones, each from its first call, as the sandbox has them
    Order order = Order::NewestFirst;
    bool listsTellTimes = true;
    int history = 0;        ///< older rows in each list
    int refusals = 0;       ///< 429 for no reason
    int errors = 0;         ///< 500 to questions
    int failingLists = 0;   ///< 500 to lists
    int forbiddenLists = 0; ///< 403 to lists
    int lost = 0;           ///< answers to questions that never come back
    int lostAnswers = 0;    ///< answers to submissions that were taken
    int cutUploads = 0;     ///< submissions that break off before they are whole
    int earlyErrors = 0;    ///< 502 before a submission is whole: it was not taken
    int lateErrors = 0;     ///< 502 to a whole submission: by a gateway, behind which half of them are taken
    int unlisted = 0;       ///< runs that are in no list
    int stuck = 0;          ///< runs that never end
    int foreignCalls = 0;   ///< submissions a minute of another program with the same key
};

/// A service in virtual time: limits, runs that take their time, lists. It counts for itself what arrives.
class SimulatedService {
public:
    SimulatedService(const ServiceHabits &habits, quint32 seed);

    struct Reply {
        int status = 200;    ///< 0: lost
        bool isWhole = true; ///< of a submission: all of it had been sent
        api::RateLimits limits;
        std::optional<qint64> retryAfterMs;
        QString text; ///< collection id, or the status word
        runs::ListPage page;
        api::Page<api::Collection> files;
    };
    /// `document` tells it from all others; `name` is that of its file.
    Reply submit(const QString &profile, const QString &workflowId, qint64 document, const QString &name,
        qint64 duration, qint64 now);
    Reply results(const QString &profile, const QString &collectionId, qint64 now);
    Reply list(const QString &profile, const QString &workflowId, int page, qint64 now);
    /// The list with names and times; `files` only when the status is 200.
    Reply files(const QString &profile, const QString &workflowId, int page, qint64 now);
    /// Any other call.
    Reply other(const QString &profile, qint64 now);

    struct Made {
        QString collectionId;
        qint64 document = 0;
        QString name;
        QString workflow;
        qint64 createdAt = 0;
        qint64 readyAt = 0;
        QString ending; ///< processed, error, cancelled
        bool isListed = true;
        quint32 place = 0; ///< in a list without an order
    };
    const Made *find(const QString &collectionId) const;
    /// What was made of a document: the first one. Nothing when it was never taken.
    const Made *madeOf(qint64 document) const;

    int submissions = 0; ///< taken
    int refusals = 0;    ///< 429
    int overLimit = 0;   ///< calls that came when there had been as many as the limit in the minute before
    int calls[2] = {0, 0};
    int lists = 0;

private:
    struct Counter {
        std::deque<qint64> arrivals; ///< all, in the last minute
        std::deque<qint64> granted;
        qint64 beganAt = -1'000'000;
        int used = 0;
    };
    bool chance(int ofThousand) { return m_random.bounded(1'000) < ofThousand; }
    /// False: `reply` is a 429.
    bool admit(const QString &profile, runs::Limiter limiter, qint64 now, Reply &reply);
    QString wordOf(const Made &made, qint64 now) const;
    /// In the order of its lists.
    QList<int> listed(const QString &workflow) const;

    ServiceHabits m_habits;
    QRandomGenerator m_random;
    QHash<QString, Counter> m_counters;
    QHash<QString, QList<int>> m_lists; ///< of a workflow, oldest first
    QList<Made> m_made;
    QHash<QString, int> m_index;
    QHash<qint64, int> m_ofDocument;
    qint64 m_foreignAt = 0;
};

} // namespace support
