// SPDX-License-Identifier: MIT
#include "tests/runs/tst_models.h"

#include "app/runs/stagedfilesmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::IntakeItem;
using runs::StagedFilesModel;
using runs::Verdict;

namespace {

template<typename Model>
struct Tested {
    Model model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

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
    QTest::newRow("together and apart") << QList<int>{4, 0, 1, 3} << u"c"_s;
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
    QVERIFY(t.model.isSubmittable(items.at(1).path));
    QVERIFY(!t.model.isSubmittable(t.model.items().at(1).path));
    QVERIFY(!t.model.isSubmittable(u"/nowhere"_s));
    t.model.removePaths({items.at(1).path, u"/nowhere"_s, items.at(0).path});
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
