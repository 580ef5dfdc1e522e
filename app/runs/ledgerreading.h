// SPDX-License-Identifier: MIT
#pragma once

#include <QSqlDatabase>
#include <QString>

namespace runs {

/// A connection to a ledger and its long values (see PartsFile) that cannot write, for one question: half a
/// millisecond, and what no question needs is not held open. Of one thread. What it reads is one moment of
/// the ledger.
class LedgerReading {
public:
    explicit LedgerReading(const QString &ledgerFile);
    ~LedgerReading();
    Q_DISABLE_COPY_MOVE(LedgerReading)

    const QSqlDatabase &database() const { return m_database; } ///< not open when that did not work

private:
    const QString m_name;
    QSqlDatabase m_database;
};

} // namespace runs
