// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/job.h"
#include "app/commands/resulttext.h"
#include "app/runs/run.h"

#include <QList>
#include <QSet>
#include <QTimer>

#include <optional>

namespace commands {

/// A job that tells what becomes of some runs: each when it is as far as was asked for, one after the other,
/// and a large result no faster than it is taken.
class FollowJob : public Job {
    Q_OBJECT

public:
    FollowJob(const Services &services, Command command, Sink *sink, QObject *parent);

protected:
    enum class Until {
        Accepted, ///< or refused: it is not queued or being sent any more
        Ended,
        Now, ///< tells where they stand
    };
    /// Ends the job with the worst of them. Call it once.
    void follow(const QList<qint64> &ids, Until until, bool several);
    /// The runs were just submitted: until the service has them, or with --wait until they have ended.
    void followSubmitted(const QList<qint64> &ids, bool several);
    /// Counts besides those of the runs.
    void count(int exitCode);

    virtual QByteArray lineOf(const runs::Run &run) const;
    /// Where they stand is the answer, and goes to standard output; no results, no errors.
    virtual bool tellsStatesOnly() const { return false; }
    /// What a run counts for, once it is told.
    virtual int codeOf(const runs::Run &run) const;

    /// By local id or collection id; nullptr when there is none.
    const runs::Run *findRun(const QString &id) const;
    /// All of `ids` of the command, each once; fails (and is empty) when one is not there.
    QList<qint64> findRuns();
    /// Fails (and is false) for a run of a service that this command does not ask.
    bool isReached(const runs::Run &run);

private:
    bool isFarEnough(const runs::Run &run) const;
    bool isBeingLookedFor(const runs::Run &run) const;
    void update(const runs::Run &run);
    void runRemoved(qint64 id);
    void tellGone(qint64 id);
    void tellNext();
    void tell(const runs::Run &run);
    void tellResult(const runs::Run &run);
    void tellPieces();
    void endResult(bool isWhole);
    void told(const runs::Run &run);
    void giveUp();
    void showProgress();

    QList<qint64> m_all;
    QSet<qint64> m_open;
    QList<qint64> m_ended; ///< to be told, in the order they came to an end
    QTimer m_timeout;
    QTimer m_progress;
    QTimer m_looking; ///< the end of a look that finds nothing is no news
    qint64 m_startedAt = 0;
    Until m_until = Until::Ended;
    int m_code = 0;
    bool m_following = false;
    bool m_several = false;
    bool m_telling = false;
    runs::Run m_told; ///< whose result is being told
    std::optional<ResultText> m_text;
};

} // namespace commands
