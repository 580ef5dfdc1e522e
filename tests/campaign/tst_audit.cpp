// SPDX-License-Identifier: MIT
#include "tests/campaign/tst_audit.h"

#include "tests/campaign/audit.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using campaign::LedgerRun;
using campaign::Received;
using runs::RunState;

Q_DECLARE_METATYPE(QList<campaign::LedgerRun>)
Q_DECLARE_METATYPE(QList<campaign::Received>)

namespace {

const QStringList documents{u"a.txt"_s, u"b.txt"_s};
const LedgerRun readyA{1, u"a.txt"_s, RunState::Ready, u"ca"_s, true};
const LedgerRun readyB{2, u"b.txt"_s, RunState::Ready, u"cb"_s, true};
const Received thereA{u"ca"_s, u"a.txt"_s};
const Received thereB{u"cb"_s, u"b.txt"_s};

LedgerRun ofB(RunState state, const QString &collection = {}) {
    return {2, u"b.txt"_s, state, collection, state == RunState::Ready};
}

} // namespace

void TestAudit::findsNothingWhereAllIsWell() {
    const Received elsewhere{u"cx"_s, u"another program's.txt"_s};
    const auto audit = campaign::audit(documents, {readyA, readyB}, {thereA, elsewhere, thereB});
    QCOMPARE(audit.defects, QStringList());
    QCOMPARE(audit.collections, 2);
    QCOMPARE(audit.states.value(RunState::Ready), 2);
}

void TestAudit::findsWhatIsWrong_data() {
    QTest::addColumn<QList<LedgerRun>>("ledger");
    QTest::addColumn<QList<Received>>("received");
    QTest::addColumn<QString>("defect");
    const auto row = [](const char *name, const QList<LedgerRun> &ledger, const QList<Received> &received,
                         const QString &defect) {
        QTest::newRow(name) << ledger << received << defect;
    };
    row("lost", {readyA}, {thereA}, u"b.txt: lost: no run in the ledger"_s);
    row("paid twice", {readyA, readyB}, {thereA, thereB, {u"cb2"_s, u"b.txt"_s}},
        u"b.txt: the service has it 2 times"_s);
    row("two runs", {readyA, readyB, {3, u"b.txt"_s, RunState::Unconfirmed, {}, false}}, {thereA, thereB},
        u"b.txt: it has 2 runs"_s);
    row("taken and not known", {readyA, ofB(RunState::Failed), {3, u"b.txt"_s, RunState::Queued, {}, false}},
        {thereA, thereB}, u"b.txt: the service has it and no run knows"_s);
    row("given up", {readyA, ofB(RunState::Failed)}, {thereA}, u"b.txt: given up: its runs failed"_s);
    row("queued for ever", {readyA, ofB(RunState::Queued)}, {thereA}, u"b.txt: run 2 is left in state 0"_s);
    row("uploading for ever", {readyA, ofB(RunState::Uploading)}, {thereA},
        u"b.txt: run 2 is left in state 1"_s);
    row("waiting for ever", {readyA, ofB(RunState::Waiting, u"cb"_s)}, {thereA, thereB},
        u"b.txt: run 2 is left in state 2"_s);
    row("stopped by nobody", {readyA, ofB(RunState::Stopped, u"cb"_s)}, {thereA, thereB},
        u"b.txt: run 2 is left in state 6"_s);
    row("ready without a result", {readyA, {2, u"b.txt"_s, RunState::Ready, u"cb"_s, false}},
        {thereA, thereB}, u"b.txt: run 2 is ready and has not its result"_s);
    row("ready without a collection", {readyA, ofB(RunState::Ready)}, {thereA, thereB},
        u"b.txt: run 2 is ready and has no collection"_s);
    row("another's collection", {readyA, ofB(RunState::Ready, u"ca"_s)}, {thereA, thereB},
        u"runs 1 and 2 have the same collection"_s);
    row("a collection that is not there", {readyA, readyB}, {thereA},
        u"b.txt: run 2 has a collection that the service has not, or has for another document"_s);
    row("a run of nothing", {readyA, readyB, {3, u"c.txt"_s, RunState::Ready, u"cc"_s, true}},
        {thereA, thereB}, u"run 3 is of “c.txt”, which was never submitted"_s);
}

void TestAudit::findsWhatIsWrong() {
    QFETCH(QList<LedgerRun>, ledger);
    QFETCH(QList<Received>, received);
    QFETCH(QString, defect);
    const auto audit = campaign::audit(documents, ledger, received);
    QVERIFY2(audit.defects.contains(defect), qPrintable(audit.defects.join(u'\n')));
}

void TestAudit::countsWhatIsUnconfirmed() {
    const LedgerRun unconfirmedA{1, u"a.txt"_s, RunState::Unconfirmed, {}, false};
    const LedgerRun unsentB{3, u"b.txt"_s, RunState::Failed, {}, false};
    const auto audit =
        campaign::audit(documents, {unconfirmedA, unsentB, ofB(RunState::Unconfirmed)}, {thereA});
    QCOMPARE(audit.defects, QStringList());
    QCOMPARE(audit.unconfirmedThere, 1);
    QCOMPARE(audit.unconfirmedNowhere, 1);
    QCOMPARE(audit.sentAgain, 1);
}
