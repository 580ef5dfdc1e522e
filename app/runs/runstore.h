// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/resultfiles.h"
#include "app/runs/run.h"

#include <QByteArray>
#include <QList>
#include <QSqlDatabase>
#include <QString>

#include <optional>

namespace runs {

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
    /// belong to no finished run are swept away.
    QString open();

    /// Adds all or none, and sets their ids. `texts` holds the text of each text run (empty for files), in
    /// the same order.
    QString insert(QList<Run> &runs, const QStringList &texts);
    QString update(const Run &run);
    /// The run's row and its result in one transaction.
    QString updateWithResult(const Run &run, const QByteArray &body);
    /// The run with its text and its result.
    QString remove(qint64 id);

    /// Newest first; beyond `most` only those that are under way, which nobody would move otherwise.
    QList<Run> newest(int most, QString *error = nullptr) const;
    std::optional<QByteArray> result(qint64 id) const { return resultReader(id)(); }
    /// Reads the result when it is called, by any thread: a large one takes its time.
    std::function<std::optional<QByteArray>()> resultReader(qint64 id) const;
    const ResultFiles &files() const { return m_files; }
    QString text(qint64 id) const;

private:
    QString migrate();
    void sweepFiles() const;

    QString m_connection;
    QSqlDatabase m_database;
    ResultFiles m_files;
};

} // namespace runs
