// SPDX-License-Identifier: MIT
#include "tests/runs/tst_models.h"

#include "app/runs/runsmodel.h"
#include "app/runs/stagedfilesmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::IntakeItem;
using runs::Run;
using runs::RunsModel;
using runs::RunState;
using runs::StagedFilesModel;
using runs::Verdict;

Q_DECLARE_METATYPE(runs::RunState)

namespace {

template<typename Model>
struct Tested {
    Model model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

Run runOf(qint64 id, RunState state = RunState::Queued, const QString &name = u"a.pdf"_s) {
    Run run;
    run.id = id;
    run.state = state;
    run.name = name;
    return run;
}

QList<qint64> idsOf(const RunsModel &model) {
    QList<qint64> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids << model.index(row).data(RunsModel::IdRole).toLongLong();
    return ids;
}

IntakeItem itemOf(const QString &name, Verdict verdict = Verdict::Accepted) {
    IntakeItem item;
    item.path = u"/docs/"_s + name;
    item.name = name;
    item.size = 10;
    item.typeLabel = u"PDF"_s;
    item.verdict = verdict;
    if (verdict != Verdict::Accepted)
        item.reason = u"because"_s;
    return item;
}

QString namesOf(const StagedFilesModel &model) {
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names << model.index(row).data().toString();
    return names.join(u' ');
}

} // namespace

void TestModels::runsComeOnTop() {
    Tested<RunsModel> t;
    QSignalSpy inserted(&t.model, &RunsModel::rowsInserted);
    for (qint64 id : {1, 2, 3})
        t.model.put(runOf(id));
    QCOMPARE(idsOf(t.model), (QList<qint64>{3, 2, 1}));
    QCOMPARE(inserted.size(), 3);
    QCOMPARE(t.model.indexOf(1).row(), 2);
    QVERIFY(!t.model.indexOf(9).isValid());
    QVERIFY(!t.model.find(9));
    QCOMPARE(t.model.find(2)->id, 2);
}

void TestModels::runsAreReplacedInPlace() {
    Tested<RunsModel> t;
    for (qint64 id : {1, 2, 3})
        t.model.put(runOf(id));
    QSignalSpy changed(&t.model, &RunsModel::dataChanged);
    QSignalSpy inserted(&t.model, &RunsModel::rowsInserted);
    t.model.put(runOf(2, RunState::Ready, u"b.pdf"_s));
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 1);
    QCOMPARE(idsOf(t.model), (QList<qint64>{3, 2, 1}));
    const QModelIndex at = t.model.index(1);
    QCOMPARE(at.data().toString(), u"b.pdf"_s);
    QCOMPARE(at.data(RunsModel::StateRole).toInt(), int(RunState::Ready));
    QCOMPARE(at.data(RunsModel::RunRole).value<Run>().name, u"b.pdf"_s);
}

void TestModels::runsAreRemoved() {
    Tested<RunsModel> t;
    for (qint64 id : {1, 2, 3})
        t.model.put(runOf(id));
    t.model.remove(2);
    t.model.remove(2);
    t.model.remove(77);
    QCOMPARE(idsOf(t.model), (QList<qint64>{3, 1}));
    t.model.remove(3);
    t.model.remove(1);
    QCOMPARE(t.model.rowCount(), 0);
}

void TestModels::runsAreReset() {
    Tested<RunsModel> t;
    t.model.put(runOf(1));
    t.model.reset({runOf(9, RunState::Waiting), runOf(8, RunState::Uploading), runOf(7, RunState::Queued),
        runOf(6, RunState::Ready), runOf(5, RunState::Failed), runOf(4, RunState::Cancelled),
        runOf(3, RunState::Stopped), runOf(2, RunState::Unconfirmed)});
    QCOMPARE(idsOf(t.model), (QList<qint64>{9, 8, 7, 6, 5, 4, 3, 2}));
    QCOMPARE(t.model.activeCount(), 3);
    QCOMPARE(t.model.rowCount(t.model.index(0)), 0);
    t.model.reset({});
    QCOMPARE(t.model.activeCount(), 0);
}

void TestModels::runsSpeak_data() {
    QTest::addColumn<RunState>("state");
    QTest::addColumn<QString>("words");
    QTest::newRow("queued") << RunState::Queued << u"a.pdf, queued"_s;
    QTest::newRow("uploading") << RunState::Uploading << u"a.pdf, uploading"_s;
    QTest::newRow("waiting") << RunState::Waiting << u"a.pdf, waiting for the result"_s;
    QTest::newRow("ready") << RunState::Ready << u"a.pdf, ready"_s;
    QTest::newRow("failed") << RunState::Failed << u"a.pdf, failed"_s;
    QTest::newRow("cancelled") << RunState::Cancelled << u"a.pdf, cancelled"_s;
    QTest::newRow("stopped") << RunState::Stopped << u"a.pdf, stopped"_s;
    QTest::newRow("unconfirmed") << RunState::Unconfirmed << u"a.pdf, unconfirmed"_s;
}

void TestModels::runsSpeak() {
    QFETCH(RunState, state);
    QFETCH(QString, words);
    Tested<RunsModel> t;
    t.model.put(runOf(1, state));
    QCOMPARE(t.model.index(0).data(Qt::AccessibleTextRole).toString(), words);
}

void TestModels::runsRandomly() {
    Tested<RunsModel> t;
    QRandomGenerator random(7);
    QList<qint64> expected;
    for (int i = 0; i < 1'000; ++i) {
        const qint64 id = 1 + random.bounded(30);
        if (random.bounded(3)) {
            t.model.put(runOf(id, RunState(random.bounded(8))));
            if (!expected.contains(id))
                expected.prepend(id);
        } else {
            t.model.remove(id);
            expected.removeAll(id);
        }
        QCOMPARE(idsOf(t.model), expected);
    }
}

void TestModels::stagedKeepTheirOrder() {
    Tested<StagedFilesModel> t;
    t.model.add({itemOf(u"c"_s), itemOf(u"a"_s)});
    t.model.add({itemOf(u"b"_s)});
    t.model.add({});
    QCOMPARE(namesOf(t.model), u"c a b"_s);
    QCOMPARE(t.model.index(1).data(StagedFilesModel::ItemRole).value<IntakeItem>().path, u"/docs/a"_s);
    QCOMPARE(t.model.rowCount(t.model.index(0)), 0);
}

void TestModels::stagedPathIsThereOnce() {
    Tested<StagedFilesModel> t;
    t.model.add({itemOf(u"a"_s, Verdict::Refused), itemOf(u"b"_s), itemOf(u"b"_s)});
    QSignalSpy changed(&t.model, &StagedFilesModel::dataChanged);
    t.model.add({itemOf(u"c"_s), itemOf(u"a"_s)}); // looked at again: it is all right now
    QCOMPARE(namesOf(t.model), u"a b c"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(t.model.index(0).data(StagedFilesModel::VerdictRole).toInt(), int(Verdict::Accepted));
}

void TestModels::stagedAreRemoved_data() {
    QTest::addColumn<QList<int>>("rows");
    QTest::addColumn<QString>("left");
    QTest::newRow("none") << QList<int>{} << u"a b c d e"_s;
    QTest::newRow("first") << QList<int>{0} << u"b c d e"_s;
    QTest::newRow("last") << QList<int>{4} << u"a b c d"_s;
    QTest::newRow("any order") << QList<int>{1, 3, 0} << u"c e"_s;
    QTest::newRow("named twice") << QList<int>{2, 2, 2} << u"a b d e"_s;
    QTest::newRow("not there") << QList<int>{-1, 5, 99} << u"a b c d e"_s;
    QTest::newRow("all") << QList<int>{0, 1, 2, 3, 4} << QString();
}

void TestModels::stagedAreRemoved() {
    QFETCH(QList<int>, rows);
    QFETCH(QString, left);
    Tested<StagedFilesModel> t;
    t.model.add({itemOf(u"a"_s), itemOf(u"b"_s), itemOf(u"c"_s), itemOf(u"d"_s), itemOf(u"e"_s)});
    t.model.removeRowsAt(rows);
    QCOMPARE(namesOf(t.model), left);
}

void TestModels::stagedAreSubmitted() {
    Tested<StagedFilesModel> t;
    t.model.add({itemOf(u"a"_s), itemOf(u"b"_s, Verdict::Refused), itemOf(u"c"_s, Verdict::Doubtful)});
    const QList<IntakeItem> items = t.model.submittable();
    QCOMPARE(items.size(), 2);
    QCOMPARE(items.at(0).name, u"a"_s);
    QCOMPARE(items.at(1).name, u"c"_s);
    t.model.removeSubmittable();
    QCOMPARE(namesOf(t.model), u"b"_s); // what was not taken stays in sight
    QVERIFY(t.model.submittable().isEmpty());
    t.model.clear();
    QCOMPARE(t.model.rowCount(), 0);
}

void TestModels::stagedSpeak() {
    Tested<StagedFilesModel> t;
    IntakeItem gone = itemOf(u"gone.pdf"_s, Verdict::Refused);
    gone.size = -1;
    t.model.add({itemOf(u"a.pdf"_s), itemOf(u"b.pdf"_s, Verdict::Doubtful), gone});
    const auto words = [&](int row) {
        return t.model.index(row).data(Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(words(0), u"a.pdf, PDF, 10 bytes"_s);
    QCOMPARE(words(1), u"b.pdf, PDF, 10 bytes, because"_s);
    QCOMPARE(words(2), u"gone.pdf, PDF, because"_s);
}

void TestModels::stagedRandomly() {
    Tested<StagedFilesModel> t;
    QRandomGenerator random(11);
    QStringList expected;
    for (int i = 0; i < 500; ++i) {
        const QString name = QString::number(random.bounded(20));
        if (random.bounded(3)) {
            t.model.add({itemOf(name)});
            if (!expected.contains(name))
                expected << name;
        } else if (!expected.isEmpty()) {
            const int row = int(random.bounded(expected.size()));
            t.model.removeRowsAt({row});
            expected.removeAt(row);
        }
        QCOMPARE(namesOf(t.model), expected.join(u' '));
    }
}
