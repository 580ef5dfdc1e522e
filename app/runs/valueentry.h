// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"
#include "app/runs/ledgerschema.h"
#include "app/runs/partsfile.h"
#include "app/runs/resultfiles.h"

#include <QList>
#include <QString>
#include <QVariantList>

#include <functional>
#include <optional>

namespace runs {

/// Brings the file of long values in step with its ledger, a run at a time: the work of ValueIndex, for its
/// thread. Each step is as long as it likes: nobody waits for this connection. Whenever it ends, or is
/// killed, what was committed stays and the next one goes on there.
class ValueEntry {
public:
    /// `isCancelled` is asked often; then enter() and forget() end soon.
    ValueEntry(const QString &ledgerFile, ResultFiles files, std::function<bool()> isCancelled);

    QString open(); ///< empty when it worked

    /// Runs that are gone from the ledger, or are others than those that were entered: their parts go.
    void forgetStrangers();
    /// What is to be entered, the newest first.
    QList<qint64> left();
    /// Nothing: the result cannot be read now. Else how many parts it has (0: all of it is in the ledger's
    /// own index).
    std::optional<int> enter(qint64 runId);
    /// What was entered so far can be found and lasts.
    bool commit();
    QString error() const { return m_error; }

    static constexpr int partsPerCommit = 32;
    static constexpr int runsPerCommit = 200;

private:
    class Parts;

    bool run(class QSqlQuery &query, const QString &sql, const QVariantList &values = {});
    void forget(qint64 runId);
    bool begin();
    results::ByteSourcePtr resultOf(qint64 runId);
    bool isInLedger(qint64 runId, const QString &beginning, const results::ResultDocument &document);
    bool note(qint64 runId, qint64 endedAt, qint64 parts, bool complete);

    PartsFile m_file;
    ResultFiles m_files;
    std::function<bool()> m_isCancelled;
    std::optional<Transaction> m_transaction;
    int m_uncommitted = 0; ///< runs
    QString m_error;
};

} // namespace runs
