// SPDX-License-Identifier: MIT
#include "tests/ui/tst_runcompare.h"

#include "tests/ui/runsfixture.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace testruns;

namespace {

/// 1 to 3 are ready, 4 failed; run 2 has an earlier result.
QList<Run> someRuns() {
    QList<Run> runs = readyRuns(3);
    runs << run(4, RunState::Failed, u"failed.pdf"_s);
    return runs;
}

bool hasEarlier(const Run &run) {
    return run.id == 2;
}

} // namespace

void TestRunCompare::menuOffersIt_data() {
    QTest::addColumn<QList<qint64>>("selected");
    QTest::addColumn<QString>("words"); // empty: it is not in the menu
    const QString two = u"Compare results"_s;
    const QString one = u"Compare with the earlier result"_s;
    QTest::newRow("two that are ready") << QList<qint64>{1, 3} << two;
    QTest::newRow("two, one with an earlier result") << QList<qint64>{1, 2} << two;
    QTest::newRow("one with an earlier result") << QList<qint64>{2} << one;
    QTest::newRow("one without") << QList<qint64>{1} << QString();
    QTest::newRow("three") << QList<qint64>{1, 2, 3} << QString();
    QTest::newRow("one is not ready") << QList<qint64>{1, 4} << QString();
    QTest::newRow("two of three are ready") << QList<qint64>{1, 2, 4} << QString();
    QTest::newRow("one that failed") << QList<qint64>{4} << QString();
}

void TestRunCompare::menuOffersIt() {
    QFETCH(QList<qint64>, selected);
    QFETCH(QString, words);
    Fixture f(someRuns());
    f.pane.setEarlierResult(hasEarlier);
    f.select(selected);
    QMenu *menu = f.openMenu(selected.first());
    QVERIFY(menu);
    QAction *compare = menu->findChild<QAction *>(u"compareRuns"_s);
    QCOMPARE(compare ? compare->text().remove(u'&') : QString(), words);
    if (compare) {
        compare->trigger();
        QCOMPARE(f.requested.size(), 1);
        QCOMPARE(f.requested.first().at(0).value<ui::Deed>(), ui::Deed::Compare);
        QCOMPARE(f.requested.first().at(1).value<QList<qint64>>(), selected);
    }
    menu->close();
}

void TestRunCompare::keysAskForIt() {
    Fixture f(someRuns());
    const auto press = [&] {
        QTest::keyClick(f.list(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    };
    f.list()->setFocus();
    f.select({2});
    press(); // nobody knows of an earlier one
    QCOMPARE(f.requested.size(), 0);
    f.pane.setEarlierResult(hasEarlier);
    press();
    QCOMPARE(f.requested.size(), 1);
    // Not by select(): to the list, the keys of press() are still held.
    f.list()->selectionModel()->select(f.at(3), QItemSelectionModel::ClearAndSelect);
    f.list()->selectionModel()->select(f.at(1), QItemSelectionModel::Select);
    press();
    QCOMPARE(f.requested.last().at(1).value<QList<qint64>>(), (QList<qint64>{1, 3})); // the older first
}
