// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/resultfiles.h"
#include "app/runs/run.h"
#include "app/runs/runhistory.h"
#include "app/runs/timeline.h"

#include <QByteArray>
#include <QList>
#include <QSqlDatabase>
#include <QString>
#include <QVariant>

#include <functional>
#include <optional>

namespace runs {

/// A run's new state, and what becomes known with it. Stored whole or not at all.
struct RunChange {
    Run run;
    std::optional<TimelineEntry> entry = {};
    std::optional<QByteArray> body = {}; ///< the result, for the ledger itself; large ones are files
    /// What the result is found by: extractedValues(). The first valuesAtOnce characters are entered here; of
    /// a result with more a mark is left for ValueIndex.
    std::optional<QString> values = {};
};

/// The ledger: every run is a row in an SQLite file before anything happens to it; large results are files
/// beside it. Used by one thread; commits at once. Every call returns an empty text when it worked, else what
/// went wrong in words.
class RunStore {
public:
    /// The file is made when it is not there; its folder must exist. ":memory:" for tests.
    explicit RunStore(const QString &file);
    ~RunStore();
    Q_DISABLE_COPY_MOVE(RunStore)

    /// Opens and brings the tables to this version; refuses a file from a newer program. Result files that
    /// belong to no finished run are swept away. A file that is
    /// damaged is renamed, never overwritten, and a new one begun: see setAside().
    QString open();
    /// Where the damaged ledger is that open() met; empty when there was none.
    QString setAside() const { return m_setAside; }
    /// The same in words, for the person; empty when there was none.
    QString setAsideWords() const;
    /// Adds all or none, and sets their ids. `texts` holds the text of each text run (empty for files), in
    /// the same order. With a `watchedFolder` their files are marked as taken from it, in the same
    /// transaction.
    QString insert(QList<Run> &runs, const QStringList &texts, const QString &watchedFolder = {});
    QString update(const Run &run) { return write({run}); }
    QString updateWithResult(const Run &run, const QByteArray &body);
    QString write(const RunChange &change);
    /// The run with its text, its result and its timeline.
    QString remove(qint64 id);

    /// Files of a watched folder that are not to be submitted: they were there before.
    QString markSeen(const QString &folder, const QList<Run> &files, qint64 now);
    bool wasTaken(const QString &folder, const QString &path, const QString &contentHash) const;

    std::optional<Run> run(qint64 id) const;
    const RunHistory &history() const { return m_history; }
    /// For a HistoryReader; empty for a ledger in memory, which only this connection can read.
    QString file() const;
    QList<TimelineEntry> timeline(qint64 id) const; ///< oldest first
    std::optional<QByteArray> result(qint64 id) const;
    /// Reads the result when it is called, by any thread: a large one takes its time.
    std::function<results::ByteSourcePtr()> resultReader(qint64 id) const;
    const ResultFiles &files() const { return m_files; }
    QString text(qint64 id) const;

    /// Small things to remember with the runs (whether the queue is paused).
    QVariant fact(const QString &name) const;
    QString setFact(const QString &name, const QVariant &value);

private:
    QString connect(bool *damaged);
    void sweepFiles() const;
    QString putAside();
    QString failure(const class QSqlQuery &query) const;

    QString m_connection;
    QSqlDatabase m_database;
    RunHistory m_history;
    ResultFiles m_files;
    QString m_setAside;
};

} // namespace runs
