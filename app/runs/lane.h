// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/duequeue.h"
#include "app/runs/ratewindow.h"
#include "app/runs/run.h"
#include "app/runs/waitingruns.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace runs {

/// The two counters of a service.
enum class Limiter { Submissions, Others };

/// The traffic of one profile: its limits, its slots, its queue and its waiting runs. Part of RunScheduler,
/// where the words are.
class Lane {
public:
    static constexpr int mostUploads = 3;
    static constexpr int mostQuestions = 4;
    static constexpr int submissionsPerMinute = 60; ///< as documented, until the service says otherwise
    static constexpr int othersPerMinute = 600;

    Lane(const QString &profile, const Random &random);

    void put(const Run &run, qint64 now);
    void remove(qint64 id, qint64 now);
    bool knows(qint64 id) const;
    void moveToFront(qint64 id);
    /// Those that were moved and are still to be sent, the first one first.
    QList<qint64> atFront() const;
    WaitingRuns &waiting() { return m_waiting; }
    const WaitingRuns &waiting() const { return m_waiting; }
    RateWindow &window(Limiter limiter) { return m_windows[int(limiter)]; }
    const RateWindow &window(Limiter limiter) const { return m_windows[int(limiter)]; }

    void setOpen(bool open) { m_isOpen = open; }
    bool isOpen() const { return m_isOpen; }
    /// On this computer: no network is needed for it.
    void setLocal(bool local) { m_isLocal = local; }
    bool isLocal() const { return m_isLocal; }
    void hold(Limiter limiter, qint64 until);
    /// The limits and holds were those of another key.
    void forgetLimits(qint64 now);

    /// One after the other until there is nothing left to take.
    std::optional<qint64> takeUpload(qint64 now);
    struct Question {
        qint64 run = 0; ///< or, when 0:
        ListQuestion list;
    };
    std::optional<Question> takeQuestion(qint64 now, qint64 focus);
    void done(qint64 id, qint64 now);
    QList<Sighting> listAnswered(const ListQuestion &question, const ListPage &page, qint64 now);
    void listFailed(const ListQuestion &question, bool isRefused, qint64 now);

    std::optional<qint64> nextUploadAt() const; ///< of one that is in the queue
    std::optional<qint64> uploadAllowedAt() const;
    std::optional<qint64> nextQuestionAt(qint64 focus) const;

    /// The computer's clock was set by this much.
    void shift(qint64 by);

private:
    /// Some places of each minute are for those who need them more.
    enum class Need { Focus, Final, Poll };
    std::optional<qint64> questionAllowedAt(Need need) const;
    void endList(const ListQuestion &question, qint64 now);

    QString m_profile;
    RateWindow m_windows[2];
    qint64 m_holds[2] = {0, 0};
    bool m_isOpen = false;
    bool m_isLocal = false;

    DueQueue m_queue;               ///< of uploads; the rank is 0, or lower for those moved to the front
    QHash<qint64, qint64> m_rankOf; ///< of those moved to the front
    qint64 m_lowestRank = 0;
    QHash<qint64, qint64> m_queued; ///< id → not before; also of those under way
    WaitingRuns m_waiting;
    QHash<qint64, bool> m_underWay; ///< id → is an upload
    QSet<quint64> m_lists;          ///< under way
    int m_uploads = 0;              ///< under way
    int m_questions = 0;            ///< under way, lists too
    quint64 m_serial = 0;
};

} // namespace runs
