// SPDX-License-Identifier: MIT
#pragma once

#include <QSqlDatabase>
#include <QString>

namespace runs {

// The long values, an SQLite file beside the ledger: made of the results, and made again when it is lost,
// damaged or of another version. A file of its own because its writer then never holds up the ledger's.
//
//   parts(id, shared, text)   what a run is found by, name and ids included, cut by PartCutter;
//                             id = run << partBits | number of the part
//   part_search               their pieces of three letters; no positions, so a part that has all pieces of a
//                             word may lack the word
//   entered(run_id, ended_at, parts, complete)  how far a run is; ended_at is the ledger's, and tells a run
//                             from another that had its number in a ledger that is gone

constexpr int partBits = 24;
inline qint64 firstPartOf(qint64 runId) {
    return runId << partBits;
}

/// Of a ledger's file.
QString partsFileOf(const QString &ledgerFile);

/// As which connections that read the ledger have it.
inline const QString partsSchema = QStringLiteral("longvalues");

/// The connection that writes the file. One at a time; of one thread.
class PartsFile {
public:
    explicit PartsFile(const QString &ledgerFile);
    ~PartsFile();
    Q_DISABLE_COPY_MOVE(PartsFile)

    /// Makes the file when it is not there or cannot be used, and attaches the ledger, which cannot be
    /// written through this, as `ledger`. Empty when it worked, else what went wrong, in words.
    QString open();
    const QSqlDatabase &database() const { return m_database; }

private:
    QString connect();
    void throwAway();

    const QString m_ledgerFile;
    const QString m_file;
    const QString m_name;
    QSqlDatabase m_database;
};

} // namespace runs
