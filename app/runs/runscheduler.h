// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/lane.h"
#include "app/runs/pollround.h"
#include "app/runs/run.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QtGlobal>

#include <map>
#include <memory>
#include <optional>

namespace runs {

/// Decides what is due. No clock, no timer, no network: it is told the time, and driven by RunService. Times
/// are milliseconds since the epoch. A call costs O(log n) of the runs it is about, whatever waits besides.
///
/// How it is driven:
/// - every run it shall care for goes through put(), again after each change; state and times are taken
///   from it;
/// - take() says what to begin now; all of it counts as under way until its end: done() for an upload or a
///   question (put() the new state besides, in any order), listAnswered() or listFailed() for a list. Every
///   one of them has its end told exactly once, whatever became of it: a place is held until then;
/// - nextAt() says when to call take() again if nothing else happens.
///
/// A waiting run's `nextAskAt` is when it is planned to be asked by itself. RunService stores it:
/// nextAsk() after an acceptance or an answer, or the event's own time (Retry-After) when that is later; the
/// latter also goes to holdRun(), or the run on screen would be asked sooner. A queued run's is "not before".
///
/// Each profile (an origin and a key) has a lane of its own: limits, slots, queue and order.
class RunScheduler {
public:
    static constexpr int mostUploads = Lane::mostUploads;     ///< at the same time, in one lane
    static constexpr int mostQuestions = Lane::mostQuestions; ///< at the same time, in one lane, lists too
    static constexpr int mostAskedSingly = Listing::mostAskedSingly;

    using Limiter = runs::Limiter; ///< Submissions, Others

    /// `random` spreads what is due after a 429 (and nothing else); by default it is seeded by the system.
    explicit RunScheduler(Random random = {});
    ~RunScheduler();
    Q_DISABLE_COPY_MOVE(RunScheduler)

    /// A growing pause: 1 s before question number 1, then 1.5 times longer each time up to 30 s.
    static qint64 pollDelay(int attempts);
    /// When this waiting run is to be asked next: the first time a bit before its workflow usually is ready
    /// (1 s after the acceptance when that is not known), then in steps that grow 1.5 times from 1.5 s to
    /// 30 s. `run` is the run after the event, with its `acceptedAt` and `attempts`.
    qint64 nextAsk(const Run &run, qint64 now) const;
    /// A run of this workflow took so long from its acceptance until it was ready. The last 20 count: tell
    /// them oldest first.
    void learn(const QString &profile, const QString &workflowId, qint64 ms);
    /// The median of them; nothing when none is known. For "usually takes 12 s", too.
    std::optional<qint64> usualTime(const QString &profile, const QString &workflowId) const;

    /// Learns of a run, or of its new state. Runs that are neither queued nor waiting are forgotten (those
    /// uploading keep their place at the front).
    void put(const Run &run);
    void remove(qint64 id, qint64 now);
    /// The run on screen (0: none) is asked first, and oftener than others.
    void setFocus(qint64 id) { m_focus = id; }
    /// A person wants to know now: this waiting run is due at once, whatever its plan or hold. Also after
    /// "ask again" of a stopped one (after its put()): in a workflow that is read by lists, its plan is not
    /// looked at.
    void askNow(qint64 id, qint64 now);
    /// A run in the queue is uploaded before all others of its lane, also before those moved earlier. Lasts
    /// until it leaves the queue for good.
    void moveToFront(qint64 id);
    /// Those that were moved and are still to be sent; of each lane the first one first.
    QList<qint64> atFront() const;
    /// No new uploads; questions go on.
    void setPaused(bool paused) { m_paused = paused; }
    bool isPaused() const { return m_paused; }

    /// Nothing is due for a profile that is not open (no key, no address).
    void setOpen(const QString &profile, bool open);
    bool isOpen(const QString &profile) const;
    /// This profile's service is on this computer: it is reached offline too.
    void setLocal(const QString &profile, bool local);
    /// Another key is used from now on, and the service counts for each.
    void keyChanged(const QString &profile, qint64 now);
    bool isLocal(const QString &profile) const;
    /// Offline nothing is due, but of local profiles. Returns, when it ends, for how many milliseconds the
    /// clocks stood still: the plans of waiting runs are later by that here; RunService adds it to
    /// `nextAskAt` (when not 0) and `deadlineAt` of each waiting run, stores it, and calls put(). A run that
    /// began to wait meanwhile gets only what has passed since: see frozenFor().
    qint64 setOffline(bool offline, qint64 now);
    bool isOffline() const { return m_offlineSince.has_value(); }
    /// Of the last time offline, that ended at `end` and took `frozen`: what a run accepted at `acceptedAt`
    /// has of it.
    static qint64 frozenFor(qint64 acceptedAt, qint64 end, qint64 frozen) {
        return qBound<qint64>(0, end - acceptedAt, frozen);
    }

    /// No upload (or no question) of this profile before `until`, for a reason that is not the service's:
    /// a full disk. Holds never shrink.
    void holdUploads(const QString &profile, qint64 until);
    void holdQuestions(const QString &profile, qint64 until);
    /// This waiting run is not asked by itself before `until` (its own Retry-After, a result that could not
    /// be stored), also when it is on screen.
    void holdRun(qint64 id, qint64 until);

    /// `x-ratelimit-*` of any answer of this profile, also to calls that were not handed out here. `sentAt`:
    /// when its call began, 0 when that is not known. Before done().
    void limitsSeen(
        const QString &profile, Limiter limiter, const api::RateLimits &limits, qint64 sentAt, qint64 now);
    /// 429 on any call of this profile. `until` from Retry-After, nothing when there was none. Before done().
    void refused(const QString &profile, Limiter limiter, std::optional<qint64> until, qint64 now);
    /// A call that was not handed out here begins (workflow list, key test, delete): it counts against
    /// Limiter::Others. Never refused: some places of each minute are kept free for them.
    void countCall(const QString &profile, qint64 now);

    struct Due {
        QList<qint64> uploads;
        QList<qint64> questions;   ///< one results call each
        QList<ListQuestion> lists; ///< one page of the runs of a workflow each
    };
    /// What is due at `now`, within all bounds; counts as under way until its end.
    Due take(qint64 now);
    /// The upload or question of this run has ended, in whatever way. Unknown ones do no harm.
    void done(qint64 id, qint64 now);
    /// Returns the waiting runs that the page tells of, for their `statusWord`. Those whose word is final are
    /// due at once; the word alone changes no state.
    QList<Sighting> listAnswered(const ListQuestion &question, const ListPage &page, qint64 now);
    /// `isRefused`: 401, 403, 404 and the like, that asking again will not change: the runs of this workflow
    /// are asked one by one for some minutes. Else it is tried again, in growing steps.
    void listFailed(const ListQuestion &question, bool isRefused, qint64 now);

    /// When to call take() again; nothing when only the end of a call or another change helps.
    std::optional<qint64> nextAt() const;

    /// When this waiting run is asked or looked for next, as things stand, for the window; nothing while
    /// that is under way or when the run is not known here. May have passed: then it waits for its turn.
    std::optional<qint64> askAt(qint64 id) const;
    /// How many submissions may begin now, and how many a minute has: "57/60 submissions left this minute".
    struct Left {
        int left = 0;
        int limit = 0;
    };
    Left submissionsLeft(const QString &profile, qint64 now) const;
    /// From when the limits, holds and slots let another upload begin (`now` when they do); nothing when it
    /// rests (paused, offline, not open) or only the end of another upload helps.
    std::optional<qint64> nextUploadAt(const QString &profile, qint64 now) const;
    int waiting(const QString &profile) const; ///< runs

private:
    Lane &lane(const QString &profile);
    const Lane *find(const QString &profile) const;
    void keepTime(qint64 now);
    bool isReachable(const Lane &of) const;

    Random m_random;
    std::map<QString, std::unique_ptr<Lane>> m_lanes; ///< in a fixed order, for repeatable tests
    QHash<qint64, Lane *> m_laneOf;
    qint64 m_focus = 0;
    qint64 m_now = 0; ///< the latest time told
    bool m_paused = false;
    std::optional<qint64> m_offlineSince;
};

} // namespace runs
