// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apiclient.h"
#include "app/runs/candidates.h"
#include "app/runs/intake.h"
#include "app/runs/run.h"
#include "app/runs/runbook.h"
#include "app/runs/rundriver.h"
#include "app/runs/runstore.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace runs {

/// Which workflow of which service a submission goes to.
struct Target {
    QString profile;
    QString workflowId;
    QString workflowName;
};

/// The one door to the runs, for the window as for anything else: what people want done becomes events of
/// runs, and what the scheduler says is due is done.
class RunService : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 waitingTime = 30 * 60'000; ///< from acceptance until it stops asking

    /// `store` is open, not owned, and outlives this. `random` is for tests: see RunScheduler.
    RunService(RunStore *store, Clock clock, Random random = {}, QObject *parent = nullptr);
    ~RunService() override;

    /// Reads the ledger and goes on where it stood: what was being uploaded becomes unconfirmed, what waits
    /// is asked for, what is unconfirmed is looked for. Empty when it worked.
    QString start();

    /// The client for a profile; nullptr (or one without a key) means that its runs rest.
    void setClient(const QString &profile, api::ApiClient *client) { m_driver.setClient(profile, client); }
    /// For tests: how files are opened before they are sent.
    void setOpener(RunUploads::Opener opener) { m_driver.uploads().setOpener(std::move(opener)); }
    /// Without a network nothing is sent or asked but on this computer, and no run's time runs out.
    void setOffline(bool offline);
    bool isOffline() const { return m_driver.scheduler().isOffline(); }

    /// Those under way, and those that somebody asked for since the start; oldest first.
    QList<Run> runs() const { return m_book.inMemory(); }
    /// Any run of the ledger. Valid until it is removed.
    const Run *find(qint64 id) { return m_book.find(id); }
    /// All runs, a page at a time.
    const RunHistory &history() const { return m_store->history(); }
    QString ledgerFile() const { return m_store->file(); }       ///< for a HistoryReader; empty: in memory
    ResultFiles resultFiles() const { return m_store->files(); } ///< for a ValueIndex
    QList<TimelineEntry> timeline(qint64 id) const { return m_store->timeline(id); }

    /// Queues them, in one turn of the event loop (of many: BatchSubmission). Empty when it worked, and then
    /// `ids` are the runs; otherwise nothing was queued, and why.
    QString submitFiles(const Target &target, const QList<IntakeItem> &files, QList<qint64> *ids = nullptr);
    /// A part of what is submitted: as submitFiles(), but it says why only.
    QString submitPart(const Target &target, const QList<IntakeItem> &files, QList<qint64> *ids);
    QString submitText(const Target &target, const QString &text, QList<qint64> *ids = nullptr);
    /// As submitText(), with what runOf() made of the text on another thread: a long one takes its time.
    QString submitText(const Target &target, const Run &run, const QString &text, QList<qint64> *ids);
    /// The newest run of this workflow with the same bytes that is ready or under way; else one that is
    /// unconfirmed, so that to send them again can mean to pay twice.
    std::optional<qint64> duplicateOf(const Target &target, const QString &contentHash) const;
    /// Those of `files` whose bytes an unconfirmed run of this workflow may have brought to the service.
    QList<IntakeItem> perhapsSent(const Target &target, const QList<IntakeItem> &files);

    /// As submitFiles(), and in the same step notes that they were taken from this watched folder: they are
    /// never submitted from it again, whenever the program is killed.
    QString submitWatched(const Target &target, const QString &folder, const QList<IntakeItem> &files);
    bool wasTaken(const QString &folder, const QString &path, const QString &contentHash) const;
    /// They were there before anybody watched. Empty when it worked.
    QString markSeen(const QString &folder, const QList<IntakeItem> &files);

    void cancel(qint64 id);   ///< before it is accepted
    void stop(qint64 id);     ///< stops waiting; the service goes on. Nothing when the result is here already
    void askAgain(qint64 id); ///< a stopped run
    void askNow(qint64 id);   ///< a waiting run, without waiting for its time
    /// A waiting run is waited for so much longer, counted from its deadline or from now, whichever is later.
    void extendDeadline(qint64 id, qint64 ms);
    /// The same document as a new run, linked to the old. The person has decided; a run that may exist is not
    /// looked for. `newId`: the new one's id. Whether its file is still there is seen when it is to be sent.
    /// Empty when it worked.
    QString sendAgain(qint64 id, qint64 *newId = nullptr);
    /// From the ledger only. Refused (false) for a run that is under way.
    bool remove(qint64 id);
    /// At the service, for good; here it stays. Ends in a change of the run, or in trouble().
    void deleteAtService(qint64 id);
    /// The run on screen (0: none) is asked for first and oftener.
    void setFocus(qint64 id);
    /// A run that is queued is sent before all others. Remembered in the ledger.
    void moveToFront(qint64 id);
    /// While the queue is paused nothing new is sent; what was sent is asked for. Remembered in the ledger.
    void setPaused(bool paused);
    bool isPaused() const { return m_driver.scheduler().isPaused(); }
    /// How many submissions may begin now, and how many a minute has.
    RunScheduler::Left submissionsLeft(const QString &profile) const;

    /// What an unconfirmed run may be at the service.
    QList<Candidate> candidates(qint64 id) const { return m_driver.reconciler().candidates(id); }
    bool isLookingFor(qint64 id) const { return m_driver.reconciler().isLooking(id); }
    void lookAgain(qint64 id) { m_driver.reconciler().lookAgain(id); }
    bool adopt(qint64 id, const QString &collectionId);

    std::optional<QByteArray> result(qint64 id) const { return m_store->result(id); }
    /// For another thread: a large result takes its time.
    std::function<results::ByteSourcePtr()> resultReader(qint64 id) const {
        return m_store->resultReader(id);
    }
    QString textOf(qint64 id) const { return m_store->text(id); } ///< of a text run, as it was submitted
    int uploadsUnderWay() const { return m_driver.uploads().count(); }
    /// Those of which something may have left this computer.
    int uploadsBeingSent() const { return m_driver.uploads().sending(); }
    /// The program ends, and the clients with it: see RunUploads::withdraw().
    void withdrawUploads() { m_driver.uploads().withdraw(); }

signals:
    /// A new run, or a new state or progress of one.
    void runChanged(const runs::Run &run);
    void runRemoved(qint64 id);
    void pausedChanged(bool paused);
    void offlineChanged(bool offline);
    /// What an unconfirmed run may be at the service was asked, or could not be.
    void looked(qint64 id);
    void lookFailed(qint64 id, const api::ApiError &error);
    /// Something a person must know that belongs to no run (the ledger cannot be written).
    void trouble(const QString &words);

private:
    void keepFront();
    static QString nothingSubmitted(const QString &why);
    QString queue(const Target &target, QList<Run> runs, const QStringList &texts,
        const QString &watchedFolder = {}, QList<qint64> *ids = nullptr);

    RunStore *m_store;
    RunBook m_book;
    RunDriver m_driver;
    QTimer m_keepFront;
};

} // namespace runs
