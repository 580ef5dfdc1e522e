// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apiclient.h"
#include "app/runs/runbook.h"
#include "app/runs/runinput.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>

class QThread;

namespace runs {

class Workers;

/// Brings documents to the service: one POST per run, never two. What became of each is an event of its run.
class RunUploads : public QObject {
    Q_OBJECT

public:
    /// For how long a file may take to open without a sign of life, and how long its folder is left alone
    /// after that. Milliseconds.
    static constexpr qint64 patience = 60'000;
    static constexpr qint64 putOffFor = 60'000;

    /// Looks at a file and opens it for another thread: fileSubmission(). Called on any thread, and takes as
    /// long as it likes; one that calls `goesOn` again and again is slow and not stuck.
    using Opener = std::function<PreparedSubmission(
        const Run &run, QThread *sender, const std::function<void()> &goesOn)>;

    /// Not owned, outlives this.
    explicit RunUploads(RunBook *book, QObject *parent = nullptr);
    ~RunUploads() override;
    void setOpener(Opener opener) { m_opener = std::move(opener); }

    /// Of a queued run. The file is looked at once more and opened, off this thread, before anything is sent.
    /// False when not even its beginning could be recorded: then nothing is sent and nothing has changed.
    bool begin(qint64 id, api::ApiClient *client);
    /// Its end says whether everything had been handed over.
    void cancel(qint64 id);
    int count() const { return int(m_calls.size() + m_preparing.size()); }
    /// Of which something may have left this computer.
    int sending() const { return int(m_calls.size()); }

    /// An earlier file of the same folder does not open, and is still being waited for: a network mount that
    /// is away. Beginning this one would only be one more that hangs.
    bool isStuck(const Run &run) const;
    /// Files that take too long to open go back to the queue. Returns when to come again.
    std::optional<qint64> putOffStuck();
    /// The program ends: what has not been opened yet goes back to the queue, since nothing of it was sent.
    void giveBack();
    /// As giveBack(), while there are clients still: what is on its way is broken off. Of what was not handed
    /// over to its end nothing can have been taken, so that it goes back to the queue; the rest is
    /// unconfirmed.
    void withdraw();

signals:
    void ended(qint64 id);

private:
    struct Preparing {
        QPointer<api::ApiClient> client;
        int serial = 0; ///< a run can be prepared again while an earlier opening still hangs
        QString folder;
        qint64 since = 0;
    };

    void open(const Run &run, int serial);
    void goesOn(qint64 id, int serial);
    void opened(qint64 id, int serial, const PreparedSubmission &prepared);
    void send(qint64 id, const PreparedSubmission &prepared);
    void noteContent(const Run &run, const PreparedSubmission &prepared);
    void end(qint64 id, const api::Outcome<api::Accepted> &outcome);
    void died(qint64 id);

    RunBook *m_book;
    Opener m_opener;
    std::unique_ptr<Workers> m_workers;
    QHash<qint64, Preparing> m_preparing; ///< nothing has been sent of these
    QHash<int, QString> m_stuck;          ///< serial → folder, of openings that nobody waits for any more
    int m_serial = 0;
    QHash<qint64, QPointer<api::ApiCall>> m_calls;
};

} // namespace runs
