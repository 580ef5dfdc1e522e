// SPDX-License-Identifier: MIT
#include "tests/ui/tst_runselection.h"

#include "tests/ui/runsfixture.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace testruns;

void TestRunSelection::tellsWhichRunIsCurrent() {
    Fixture f;
    QCOMPARE(f.pane.currentRun(), 0);
    QTest::mouseClick(f.list()->viewport(), Qt::LeftButton, {}, f.list()->visualRect(f.at(6)).center());
    QCOMPARE(f.pane.currentRun(), 6);
    QTest::keyClick(f.list(), Qt::Key_Down);
    QCOMPARE(f.pane.currentRun(), 5);
    f.pane.setCurrentRun(2);
    QCOMPARE(f.marked(), 2);
    f.pane.setCurrentRun(2);
    QCOMPARE(f.current, (QList<QVariantList>{{qint64(6)}, {qint64(5)}, {qint64(2)}}));
    f.pane.setCurrentRun(0);
    QCOMPARE(f.marked(), 0);
    QCOMPARE(f.current.last(), QVariantList{qint64(0)});
}

void TestRunSelection::currentRunSurvivesTheFilter() {
    Fixture f;
    f.pane.setCurrentRun(6);
    f.current.clear();
    f.states()->setCurrentText(u"Active"_s);
    QCOMPARE(f.marked(), 6);
    f.change(run(6, RunState::Ready, u"waiting.pdf"_s)); // the filter takes it out of sight
    QCOMPARE(f.shown(), (QList<qint64>{8, 7}));
    QCOMPARE(f.marked(), 0); // and its neighbour is not opened instead
    QCOMPARE(f.pane.currentRun(), 6);
    f.search(u"queued"_s);
    f.filter()->clear();
    f.states()->setCurrentText(u"Ready"_s);
    QCOMPARE(f.marked(), 6);
    QCOMPARE(f.current.size(), 0);
}

void TestRunSelection::currentRunSurvivesChanges() {
    Fixture f;
    f.pane.setCurrentRun(6);
    f.current.clear();
    f.change(run(6, RunState::Ready, u"waiting.pdf"_s));
    f.add(run(9, RunState::Queued, u"new.pdf"_s));
    f.remove(8);
    QCOMPARE(f.marked(), 6);
    QCOMPARE(f.current.size(), 0);
}

void TestRunSelection::removedRunIsLeft() {
    Fixture f;
    f.pane.setCurrentRun(6);
    f.current.clear();
    f.remove(6);
    QCOMPARE(f.current.size(), 1);
    QCOMPARE(f.pane.currentRun(), f.marked());
    QCOMPARE(f.pane.currentRun(), 7); // its neighbour
    QCOMPARE(f.pane.selectedRuns(), QList<qint64>{7});
    while (f.model.rowCount() > 0)
        f.remove(f.model.at(0).id);
    QCOMPARE(f.pane.currentRun(), 0);
    QCOMPARE(f.current.last(), QVariantList{qint64(0)});
}

void TestRunSelection::hiddenRunIsRemoved() {
    Fixture f;
    f.pane.setCurrentRun(6);
    f.states()->setCurrentText(u"Ready"_s);
    f.current.clear();
    f.remove(7); // another one
    QCOMPARE(f.current.size(), 0);
    f.remove(6);
    QCOMPARE(f.pane.currentRun(), 0);
    QCOMPARE(f.current, QList<QVariantList>{{qint64(0)}});
}

void TestRunSelection::severalAreSelected() {
    Fixture f;
    QTest::mouseClick(f.list()->viewport(), Qt::LeftButton, {}, f.list()->visualRect(f.at(8)).center());
    QTest::mouseClick(
        f.list()->viewport(), Qt::LeftButton, Qt::ShiftModifier, f.list()->visualRect(f.at(6)).center());
    QCOMPARE(f.pane.selectedRuns(), (QList<qint64>{6, 7, 8}));
    QCOMPARE(f.pane.currentRun(), 6); // the page shows this one
    QTest::mouseClick(
        f.list()->viewport(), Qt::LeftButton, Qt::ControlModifier, f.list()->visualRect(f.at(7)).center());
    QCOMPARE(f.pane.selectedRuns(), (QList<qint64>{6, 8}));
    QTest::keyClick(f.list(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(f.pane.selectedRuns().size(), 8);
}

void TestRunSelection::selectionSurvivesChanges() {
    Fixture f;
    f.select({7, 5, 2});
    f.current.clear();
    f.change(run(7, RunState::Waiting, u"uploading.pdf"_s));
    f.add(run(9, RunState::Queued, u"new.pdf"_s));
    f.remove(6);
    QCOMPARE(f.pane.selectedRuns(), (QList<qint64>{2, 5, 7}));
    QCOMPARE(f.pane.currentRun(), 7);
    f.search(u"pdf"_s); // all of them again
    QCOMPARE(f.pane.selectedRuns(), (QList<qint64>{2, 5, 7}));
    f.states()->setCurrentText(u"Ready"_s);
    QCOMPARE(f.pane.selectedRuns(), QList<qint64>{5});
    QCOMPARE(f.pane.currentRun(), 7);
    f.states()->setCurrentText(u"All"_s);
    QCOMPARE(f.pane.selectedRuns(), (QList<qint64>{5, 7}));
    // The filter takes one of the selected away: the others stay, and so does what is shown.
    f.states()->setCurrentText(u"Active"_s);
    f.select({7, 8});
    f.change(run(7, RunState::Ready, u"uploading.pdf"_s));
    QCOMPARE(f.pane.selectedRuns(), QList<qint64>{8});
    QCOMPARE(f.pane.currentRun(), 7);
    QCOMPARE(f.current.size(), 0);
}

void TestRunSelection::leavesWhatGoes() {
    Fixture f;
    f.pane.setCurrentRun(5);
    f.current.clear();
    f.pane.leave({1, 2});
    QCOMPARE(f.current.size(), 0);
    f.pane.leave({5, 4});
    QCOMPARE(f.pane.currentRun(), 3);
    f.pane.leave({3, 2, 1}); // nothing below stays: the nearest above
    QCOMPARE(f.pane.currentRun(), 4);
    f.pane.leave({1, 2, 3, 4, 5, 6, 7, 8});
    QCOMPARE(f.pane.currentRun(), 0);
    QCOMPARE(f.current.size(), 3); // no other one was opened on the way
}

void TestRunSelection::menuFitsTheState_data() {
    QTest::addColumn<qint64>("id");
    QTest::addColumn<QStringList>("actions");
    QTest::addColumn<int>("deed"); // of the first action
    const QString copy = u"copyCollectionId"_s;
    const QString remove = u"removeRun"_s;
    const QString again = u"sendAgainRun"_s;
    QTest::newRow("queued") << qint64(8) << QStringList{u"cancelRun"_s, u"moveToFront"_s}
                            << int(ui::Deed::Cancel);
    QTest::newRow("uploading") << qint64(7) << QStringList{u"cancelRun"_s} << int(ui::Deed::Cancel);
    QTest::newRow("waiting") << qint64(6) << QStringList{u"stopRun"_s, u"moreTime"_s, copy}
                             << int(ui::Deed::Stop);
    QTest::newRow("ready") << qint64(5) << QStringList{again, u"exportRuns"_s, remove, copy}
                           << int(ui::Deed::SendAgain);
    QTest::newRow("failed") << qint64(4) << QStringList{again, remove, copy} << int(ui::Deed::SendAgain);
    QTest::newRow("cancelled") << qint64(3) << QStringList{again, remove, copy} << int(ui::Deed::SendAgain);
    QTest::newRow("stopped") << qint64(2) << QStringList{u"askAgain"_s, again, remove, copy}
                             << int(ui::Deed::AskAgain);
    QTest::newRow("unconfirmed") << qint64(1) << QStringList{again, remove} << int(ui::Deed::SendAgain);
}

void TestRunSelection::menuFitsTheState() {
    QFETCH(qint64, id);
    QFETCH(int, deed);
    Fixture f;
    QTEST(f.menuOf(id), "actions");
    auto *menu = f.pane.findChild<QMenu *>(u"runMenu"_s);
    menu->actions().first()->trigger();
    QCOMPARE(f.requested.size(), 1);
    QCOMPARE(f.requested.first().at(0).value<ui::Deed>(), ui::Deed(deed));
    QCOMPARE(f.requested.first().at(1).value<QList<qint64>>(), QList<qint64>{id});
    QCOMPARE(f.pane.currentRun(), id); // what the menu is about is marked
    menu->close();
}

void TestRunSelection::menuCountsTheSelection() {
    Fixture f;
    f.select({8, 7, 6, 5, 4});
    QCOMPARE(f.menuOf(6), (QStringList{u"cancelRun"_s, u"moveToFront"_s, u"stopRun"_s, u"moreTime"_s,
                              u"sendAgainRun"_s, u"exportRuns"_s, u"removeRun"_s}));
    auto *menu = f.pane.findChild<QMenu *>(u"runMenu"_s);
    QAction *remove = menu->findChild<QAction *>(u"removeRun"_s);
    QCOMPARE(remove->text().remove(u'&'), u"Remove from the list (2)…"_s);
    QCOMPARE(menu->findChild<QAction *>(u"stopRun"_s)->text().remove(u'&'), u"Stop waiting"_s);
    remove->trigger();
    QCOMPARE(f.requested.first().at(1).value<QList<qint64>>(), (QList<qint64>{4, 5}));
    QCOMPARE(f.pane.selectedRuns().size(), 5); // the menu leaves the selection as it is
    menu->close();
}

void TestRunSelection::keysActOnTheSelection_data() {
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<QList<int>>("deeds");
    QTest::addColumn<QList<qint64>>("last"); // the runs of the last of them
    const int ctrl = int(Qt::ControlModifier);
    const int both = int(Qt::ControlModifier | Qt::ShiftModifier);
    QTest::newRow("remove") << int(Qt::Key_Delete) << 0 << QList<int>{int(ui::Deed::Remove)}
                            << QList<qint64>{1, 2, 3, 4, 5};
    QTest::newRow("cancel, stop") << int(Qt::Key_Period) << ctrl
                                  << QList<int>{int(ui::Deed::Cancel), int(ui::Deed::Stop)}
                                  << QList<qint64>{6};
    QTest::newRow("ask again") << int(Qt::Key_A) << both << QList<int>{int(ui::Deed::AskAgain)}
                               << QList<qint64>{2};
    QTest::newRow("more time") << int(Qt::Key_T) << both << QList<int>{int(ui::Deed::MoreTime)}
                               << QList<qint64>{6};
    QTest::newRow("submit again") << int(Qt::Key_R) << both << QList<int>{int(ui::Deed::SendAgain)}
                                  << QList<qint64>{1, 2, 3, 4, 5};
    QTest::newRow("export") << int(Qt::Key_S) << both << QList<int>{int(ui::Deed::Export)}
                            << QList<qint64>{5};
    QTest::newRow("to the front") << int(Qt::Key_Home) << int(Qt::AltModifier)
                                  << QList<int>{int(ui::Deed::MoveToFront)} << QList<qint64>{8};
}

void TestRunSelection::keysActOnTheSelection() {
    QFETCH(int, key);
    QFETCH(int, modifiers);
    Fixture f;
    f.list()->setFocus();
    f.list()->selectAll();
    QTest::keyClick(f.list(), Qt::Key(key), Qt::KeyboardModifiers(modifiers));
    QList<int> deeds;
    for (const QVariantList &request : f.requested)
        deeds << int(request.at(0).value<ui::Deed>());
    QTEST(deeds, "deeds");
    QTEST(f.requested.last().at(1).value<QList<qint64>>(), "last");
    f.requested.clear();
    f.list()->clearSelection();
    QTest::keyClick(f.list(), Qt::Key(key), Qt::KeyboardModifiers(modifiers));
    QCOMPARE(f.requested.size(), 0);
}

void TestRunSelection::keyboardOpensTheMenu() {
    Fixture f;
    f.list()->setFocus();
    f.select({5, 4});
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QApplication::sendEvent(f.list(), &event);
    auto *menu = f.pane.findChild<QMenu *>(u"runMenu"_s);
    QVERIFY(menu && menu->isVisible());
    QVERIFY(menu->findChild<QAction *>(u"removeRun"_s));
    menu->close();
}

void TestRunSelection::menuCopiesTheCollectionId() {
    Fixture f;
    QMenu *menu = f.openMenu(5);
    QVERIFY(menu);
    menu->findChild<QAction *>(u"copyCollectionId"_s)->trigger();
    QCOMPARE(QApplication::clipboard()->text(), u"0198c0de-0000-7000-8000-000000000005"_s);
    menu->close();
    emit f.list()->customContextMenuRequested(QPoint(5, f.list()->viewport()->height() - 2));
    QVERIFY(
        !f.pane.findChild<QMenu *>(u"runMenu"_s) || !f.pane.findChild<QMenu *>(u"runMenu"_s)->isVisible());
}
