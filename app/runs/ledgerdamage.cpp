// SPDX-License-Identifier: MIT
#include "app/runs/ledgerdamage.h"

#include <QCoreApplication>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

QString noteFor(const QString &ledger) {
    return ledger + u"-damaged"_s;
}

} // namespace

bool saysDamaged(const QSqlError &error) {
    return error.nativeErrorCode() == "11"_L1 || error.nativeErrorCode() == "26"_L1;
}

bool noteDamage(const QSqlDatabase &database, const QSqlQuery &query) {
    if (!saysDamaged(query.lastError()))
        return false;
    const QString ledger = database.databaseName();
    QFile note(noteFor(ledger));
    if (!ledger.startsWith(u':') && note.open(QIODevice::NewOnly)) {
        note.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        note.write(query.lastError().text().toUtf8() + '\n');
        qWarning(
            "the ledger %s is damaged: %s", qUtf8Printable(ledger), qUtf8Printable(query.lastError().text()));
    }
    return true;
}

bool isDamageNoted(const QString &ledger) {
    return QFile::exists(noteFor(ledger));
}

void forgetDamage(const QString &ledger) {
    QFile::remove(noteFor(ledger));
}

QString damageWords() {
    return QCoreApplication::translate("RunStore",
        "The ledger of runs is damaged: nothing new is sent. End the program and start it again: it then "
        "keeps "
        "the damaged ledger under another name and begins a new one.");
}

bool isSound(QSqlDatabase &database) {
    QSqlQuery query(database);
    if (!query.exec(u"PRAGMA quick_check(1)"_s) || !query.next() || query.value(0) != u"ok"_s)
        return false;
    query.finish();
    // It holds nothing that is not elsewhere.
    return query.exec(u"INSERT INTO search(search) VALUES ('integrity-check')"_s) ||
           query.exec(u"INSERT INTO search(search) VALUES ('rebuild')"_s);
}

} // namespace runs
