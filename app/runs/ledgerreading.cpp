// SPDX-License-Identifier: MIT
#include "app/runs/ledgerreading.h"

#include "app/runs/partsfile.h"

#include <QFile>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace runs {

LedgerReading::LedgerReading(const QString &ledgerFile)
    : m_name(QUuid::createUuid().toString())
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name)) {
    m_database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
    m_database.setDatabaseName(ledgerFile);
    if (!m_database.open())
        return;
    const QString parts = partsFileOf(ledgerFile);
    if (QFile::exists(parts)) {
        QSqlQuery query(m_database);
        query.prepare(u"ATTACH ? AS "_s + partsSchema);
        query.bindValue(0, parts);
        query.exec(); // not made yet: nothing is in it that could be found
    }
    // One moment of the ledger: a run that goes between the statements of a question would leave a page
    // short, and a short page is taken for the last one.
    m_database.transaction();
}

LedgerReading::~LedgerReading() {
    m_database.rollback();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

} // namespace runs
