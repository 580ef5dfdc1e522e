// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QSqlDatabase;
class QSqlError;
class QSqlQuery;

namespace runs {

// A ledger that turns out to be damaged in the midst of work. What it says cannot be trusted any more, and
// what cannot be recorded must not be sent: from then on nothing new is taken. The next start looks at the
// whole file, and sets it aside when it is not sound. Remembered by a file beside the ledger.

/// SQLITE_CORRUPT and SQLITE_NOTADB.
bool saysDamaged(const QSqlError &error);
/// Remembers it when the query failed for that reason. Returns whether it did.
bool noteDamage(const QSqlDatabase &database, const QSqlQuery &query);
bool isDamageNoted(const QString &ledger);
void forgetDamage(const QString &ledger);
/// What a person is told who wants to submit something.
QString damageWords();

/// Whether the whole file is sound, which takes a while for a large one. A damaged search index is made anew.
bool isSound(QSqlDatabase &database);

} // namespace runs
