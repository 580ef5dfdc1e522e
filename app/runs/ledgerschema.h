// SPDX-License-Identifier: MIT
#pragma once

#include <QSqlDatabase>
#include <QString>

namespace runs {

/// Rolls back unless committed.
class Transaction {
public:
    explicit Transaction(QSqlDatabase database);
    ~Transaction();
    Q_DISABLE_COPY_MOVE(Transaction)
    bool isOpen() const { return m_open; }
    bool commit();

private:
    QSqlDatabase m_database;
    bool m_open;
};

/// Brings the tables of the ledger to this version, in one transaction; a newer ledger is refused. Empty when
/// it worked, else what went wrong in words.
QString migrateLedger(QSqlDatabase &database);

} // namespace runs
