// SPDX-License-Identifier: MIT
#include "tests/campaign/audit.h"

#include <QHash>

using namespace Qt::StringLiterals;
using runs::RunState;

namespace campaign {

namespace {

/// What there is of one document.
struct Document {
    QList<LedgerRun> runs;
    QStringList collections;
};

void check(const QString &name, const Document &document, Audit &audit) {
    const auto say = [&audit, &name](const QString &words) {
        audit.defects << name + u": "_s + words;
    };
    if (document.collections.size() > 1)
        say(u"the service has it %1 times"_s.arg(document.collections.size()));
    if (document.runs.isEmpty())
        say(u"lost: no run in the ledger"_s);
    int alive = 0;
    int unsent = 0;
    bool isClaimed = false;
    for (const LedgerRun &run : document.runs) {
        const bool isThere = document.collections.contains(run.collectionId);
        if (!run.collectionId.isEmpty() && !isThere)
            say(u"run %1 has a collection that the service has not, or has for another document"_s.arg(
                run.id));
        isClaimed = isClaimed || isThere;
        switch (run.state) {
        case RunState::Ready:
            ++alive;
            if (run.collectionId.isEmpty())
                say(u"run %1 is ready and has no collection"_s.arg(run.id));
            if (!run.hasOwnResult)
                say(u"run %1 is ready and has not its result"_s.arg(run.id));
            break;
        case RunState::Unconfirmed:
            ++alive;
            ++(document.collections.isEmpty() ? audit.unconfirmedNowhere : audit.unconfirmedThere);
            isClaimed = true;
            break;
        case RunState::Failed:
            ++unsent;
            break;
        default:
            ++alive;
            say(u"run %1 is left in state %2"_s.arg(run.id).arg(int(run.state)));
        }
    }
    if (alive > 1)
        say(u"it has %1 runs"_s.arg(alive));
    if (alive == 0 && !document.runs.isEmpty())
        say(u"given up: its runs failed"_s);
    if (!document.collections.isEmpty() && !isClaimed)
        say(u"the service has it and no run knows"_s);
    if (alive > 0 && unsent > 0)
        ++audit.sentAgain;
}

} // namespace

Audit audit(const QStringList &documents, const QList<LedgerRun> &ledger, const QList<Received> &received) {
    Audit audit;
    QMap<QString, Document> all;
    QHash<QString, qint64> owners;
    for (const QString &name : documents)
        all.insert(name, {});
    for (const LedgerRun &run : ledger) {
        ++audit.states[run.state];
        if (!all.contains(run.document))
            audit.defects << u"run %1 is of “%2”, which was never submitted"_s.arg(run.id).arg(run.document);
        all[run.document].runs << run;
        if (run.collectionId.isEmpty())
            continue;
        if (const qint64 other = owners.value(run.collectionId))
            audit.defects << u"runs %1 and %2 have the same collection"_s.arg(other).arg(run.id);
        owners.insert(run.collectionId, run.id);
    }
    for (const Received &one : received) {
        if (!all.contains(one.document))
            continue;
        all[one.document].collections << one.collectionId;
        ++audit.collections;
    }
    for (auto document = all.cbegin(); document != all.cend(); ++document)
        check(document.key(), document.value(), audit);
    return audit;
}

} // namespace campaign
