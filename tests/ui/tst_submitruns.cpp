// SPDX-License-Identifier: MIT
#include "tests/ui/tst_submitruns.h"

#include "tests/support/accessibility.h"
#include "tests/ui/runsfixture.h"
#include "ui/theme.h"

#include <QPaintEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace testruns;

namespace {

/// What is painted of a widget.
class PaintWatch : public QObject {
public:
    QRegion painted;

protected:
    bool eventFilter(QObject *, QEvent *event) override {
        if (event->type() == QEvent::Paint)
            painted += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

} // namespace

void TestSubmitRuns::filtersByText_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<qint64>>("ids");
    QTest::newRow("nothing") << QString() << QList<qint64>{8, 7, 6, 5, 4, 3, 2, 1};
    QTest::newRow("name, any case") << u"rEADy"_s << QList<qint64>{5};
    QTest::newRow("part of a name") << u"ing."_s << QList<qint64>{7, 6};
    QTest::newRow("workflow") << u"contacts"_s << QList<qint64>{2};
    QTest::newRow("collection id") << u"000000004"_s << QList<qint64>{4};
    QTest::newRow("spaces around") << u"  Ready.pdf "_s << QList<qint64>{5};
    QTest::newRow("no pattern") << u".*"_s << QList<qint64>{};
}

void TestSubmitRuns::filtersByText() {
    QFETCH(QString, text);
    Fixture f;
    f.search(text);
    QTEST(f.shown(), "ids");
}

void TestSubmitRuns::filtersByState_data() {
    QTest::addColumn<QString>("choice");
    QTest::addColumn<QList<qint64>>("ids");
    QTest::newRow("all") << u"All"_s << QList<qint64>{8, 7, 6, 5, 4, 3, 2, 1};
    QTest::newRow("active") << u"Active"_s << QList<qint64>{8, 7, 6};
    QTest::newRow("ready") << u"Ready"_s << QList<qint64>{5};
    QTest::newRow("failed") << u"Failed"_s << QList<qint64>{4, 3};
    QTest::newRow("unsettled") << u"Unsettled"_s << QList<qint64>{2, 1};
}

void TestSubmitRuns::filtersByState() {
    QFETCH(QString, choice);
    Fixture f;
    QVERIFY(f.states()->findText(choice) >= 0);
    f.states()->setCurrentText(choice);
    QTEST(f.shown(), "ids");
}

void TestSubmitRuns::typingIsWaitedFor() {
    Fixture f;
    QSignalSpy reset(&f.model, &QAbstractItemModel::modelReset);
    QTest::keyClicks(f.filter(), u"ready"_s);
    QCOMPARE(f.shown().size(), 8); // not after every letter
    QTRY_COMPARE(f.shown(), QList<qint64>{5});
    QCOMPARE(reset.size(), 1);
    f.filter()->clear(); // all is back at once
    QCOMPARE(f.shown().size(), 8);
}

void TestSubmitRuns::findsExtractedValues() {
    Fixture f;
    Run ready = run(5, RunState::Ready, u"Ready.pdf"_s);
    QCOMPARE(f.store.updateWithResult(
                 ready, R"({"extractions":[{"fields":{"seller":{"value":"Acme Corporation"}}}]})"),
        QString());
    f.search(u"acme"_s);
    QCOMPARE(f.shown(), QList<qint64>{5});
}

void TestSubmitRuns::ordersBothWays() {
    Fixture f;
    f.pane.setCurrentRun(6);
    auto *order = f.pane.findChild<QToolButton *>(u"runsOrder"_s);
    QCOMPARE(order->accessibleName(), u"Order of the runs: Newest first"_s);
    f.choose(u"order-oldest"_s);
    QCOMPARE(f.shown(), (QList<qint64>{1, 2, 3, 4, 5, 6, 7, 8}));
    QCOMPARE(order->accessibleName(), u"Order of the runs: Oldest first"_s);
    QCOMPARE(f.marked(), 6);
    f.add(run(9, RunState::Queued, u"new.pdf"_s));
    QCOMPARE(f.shown().last(), 9);
    f.choose(u"order-newest"_s);
    QCOMPARE(f.shown().first(), 9);
    QCOMPARE(f.current.size(), 1);
}

void TestSubmitRuns::ordersByMore_data() {
    QTest::addColumn<QString>("choice");
    QTest::addColumn<QList<qint64>>("shown");
    QTest::newRow("name") << u"name"_s << QList<qint64>{3, 4, 8, 5, 2, 1, 7, 6};
    QTest::newRow("name back") << u"name-backwards"_s << QList<qint64>{6, 7, 1, 2, 5, 8, 4, 3};
    QTest::newRow("state") << u"state"_s << QList<qint64>{1, 2, 4, 3, 7, 6, 8, 5};
    QTest::newRow("state back") << u"state-backwards"_s << QList<qint64>{5, 8, 6, 7, 3, 4, 2, 1};
    QTest::newRow("workflow") << u"workflow"_s << QList<qint64>{2, 8, 7, 6, 5, 4, 3, 1};
    QTest::newRow("workflow back") << u"workflow-backwards"_s << QList<qint64>{8, 7, 6, 5, 4, 3, 1, 2};
    QTest::newRow("size, all the same") << u"size"_s << QList<qint64>{8, 7, 6, 5, 4, 3, 2, 1};
    QTest::newRow("size back") << u"size-backwards"_s << QList<qint64>{1, 2, 3, 4, 5, 6, 7, 8};
}

void TestSubmitRuns::ordersByMore() {
    QFETCH(QString, choice);
    QFETCH(QList<qint64>, shown);
    Fixture f;
    QSignalSpy told(&f.pane, &ui::RunsPane::orderChanged);
    f.pane.setCurrentRun(6);
    f.choose(u"order-"_s + choice);
    QCOMPARE(f.shown(), shown);
    QCOMPARE(f.marked(), 6);
    QCOMPARE(told, QList<QVariantList>{{choice}});
    // As it was kept.
    Fixture next;
    QSignalSpy nothing(&next.pane, &ui::RunsPane::orderChanged);
    next.pane.setOrder(choice);
    QCOMPARE(next.shown(), shown);
    QCOMPARE(nothing.size(), 0);
    next.pane.setOrder(u"no such order"_s);
    QCOMPARE(next.shown(), (QList<qint64>{8, 7, 6, 5, 4, 3, 2, 1}));
}

void TestSubmitRuns::orderIsChosenWithKeys() {
    Fixture f;
    auto *order = f.pane.findChild<QToolButton *>(u"runsOrder"_s);
    order->setFocus(Qt::TabFocusReason);
    bool opened = false;
    QTimer::singleShot(0, order, [&] { // the menu has an event loop of its own
        auto *menu = order->menu();
        opened = menu->isVisible();
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
    });
    QTest::keyClick(order, Qt::Key_Space);
    QVERIFY(opened);
    QCOMPARE(f.shown().first(), 1);
    QCOMPARE(order->accessibleName(), u"Order of the runs: Oldest first"_s);
}

/// The run on screen moves with its state, stays chosen, and nothing else is opened.
void TestSubmitRuns::aRunMovesWithItsState() {
    Fixture f;
    f.choose(u"order-state"_s);
    f.pane.setCurrentRun(6);
    f.select({6, 7});
    const qsizetype before = f.current.size();
    Run done = run(6, RunState::Failed, u"waiting.pdf"_s);
    f.change(done);
    QCOMPARE(f.shown(), (QList<qint64>{1, 2, 6, 4, 3, 7, 8, 5}));
    QCOMPARE(f.pane.selectedRuns(), (QList<qint64>{6, 7}));
    QCOMPARE(f.marked(), 6);
    QCOMPARE(f.current.size(), before);
}

void TestSubmitRuns::saysThatASortedSearchIsCut() {
    Fixture f(readyRuns(1'100));
    f.choose(u"order-name"_s);
    QCOMPARE(f.count(), u"1,100"_s);
    f.search(u"run"_s);
    QCOMPARE(f.count(), u"100+ of the newest 1,000"_s);
    auto *order = f.pane.findChild<QToolButton *>(u"runsOrder"_s);
    QVERIFY2(order->toolTip().contains(u"the newest 1,000 runs"_s), qPrintable(order->toolTip()));
    f.search(u"\"run 11\""_s);
    QVERIFY2(f.count().endsWith(u" of 1,100"_s), qPrintable(f.count()));
}

void TestSubmitRuns::scrollingReadsOn() {
    Fixture f(readyRuns(250));
    QCOMPARE(f.list()->model()->rowCount(), 100);
    QCOMPARE(f.count(), u"250"_s);
    f.pane.setCurrentRun(250);
    f.list()->verticalScrollBar()->setValue(f.list()->verticalScrollBar()->maximum());
    QTRY_COMPARE(f.list()->model()->rowCount(), 200);
    // Reading on does not take a person back to the current run.
    QVERIFY(f.list()->verticalScrollBar()->value() > 0);
    const auto atTheEnd = [&] {
        f.list()->verticalScrollBar()->setValue(f.list()->verticalScrollBar()->maximum());
        return f.list()->model()->rowCount() == 250;
    };
    QTRY_VERIFY(atTheEnd());
    QCOMPARE(f.marked(), 250);
    f.search(u"run"_s);
    QVERIFY2(f.count().endsWith(u"+ of 250"_s), qPrintable(f.count())); // not all of them are read
}

void TestSubmitRuns::countsWhatIsThere() {
    Fixture f;
    QCOMPARE(f.count(), u"8"_s);
    f.states()->setCurrentText(u"Failed"_s);
    QCOMPARE(f.count(), u"2 of 8"_s);
    f.add(run(9, RunState::Queued, u"new.pdf"_s)); // hidden by the filter, counted all the same
    f.pane.setTotal(9);
    QCOMPARE(f.count(), u"2 of 9"_s);
    f.remove(4);
    f.pane.setTotal(8);
    QCOMPARE(f.count(), u"1 of 8"_s);
    f.states()->setCurrentText(u"All"_s);
    QCOMPARE(f.count(), u"8"_s);
    for (qint64 id : f.shown())
        f.remove(id);
    QCOMPARE(f.count(), QString());
}

void TestSubmitRuns::saysWhenThereIsNothing() {
    Fixture f(QList<Run>{});
    auto *empty = f.pane.findChild<QLabel *>(u"runsEmpty"_s);
    auto *clear = f.pane.findChild<QPushButton *>(u"runsClearFilter"_s);
    QVERIFY(empty->isVisible());
    QVERIFY(!clear->isVisible());
    QVERIFY(empty->text().startsWith(u"No runs yet"_s));
    f.add(run(1, RunState::Queued, u"a.pdf"_s));
    QVERIFY(!empty->isVisible());
    QVERIFY(f.list()->isVisible());
    f.search(u"<b>acme</b>"_s);
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->text(), u"No run contains “<b>acme</b>”."_s);
    QCOMPARE(empty->textFormat(), Qt::PlainText);
    f.states()->setCurrentText(u"Ready"_s);
    QCOMPARE(empty->text(), u"No run that is ready contains “<b>acme</b>”."_s);
    f.filter()->clear();
    QCOMPARE(empty->text(), u"No run is ready."_s);
    QTest::mouseClick(clear, Qt::LeftButton);
    QCOMPARE(f.shown(), QList<qint64>{1});
    QCOMPARE(f.states()->currentText(), u"All"_s);
    QVERIFY(f.list()->hasFocus());
}

void TestSubmitRuns::pausesTheQueue() {
    Fixture f;
    QSignalSpy wanted(&f.pane, &ui::RunsPane::pauseRequested);
    auto *pause = f.pane.findChild<QToolButton *>(u"runsPause"_s);
    auto *line = f.pane.findChild<QLabel *>(u"runsPausedWords"_s);
    auto *resume = f.pane.findChild<QPushButton *>(u"runsResume"_s);
    QCOMPARE(pause->accessibleName(), u"Pause the queue"_s);
    QVERIFY(!line->isVisible());
    QTest::keyClick(pause, Qt::Key_Space);
    QCOMPARE(wanted.takeFirst(), QVariantList{true});
    QVERIFY(!pause->isChecked()); // it is not paused before it is said to be
    f.pane.setPaused(true);
    QVERIFY(pause->isChecked());
    QCOMPARE(pause->accessibleName(), u"Resume the queue"_s);
    QVERIFY(line->isVisible());
    QCOMPARE(line->text(), u"Paused: nothing is sent"_s);
    f.pane.setQueued(1);
    QCOMPARE(line->text(), u"Paused: 1 document waits here"_s);
    f.pane.setQueued(12);
    QCOMPARE(line->text(), u"Paused: 12 documents wait here"_s);
    QTest::mouseClick(resume, Qt::LeftButton);
    QCOMPARE(wanted.takeFirst(), QVariantList{false});
    f.pane.setPaused(false);
    QVERIFY(!line->isVisible());
}

void TestSubmitRuns::escapeAndArrowInTheFilter() {
    Fixture f;
    f.pane.focusFilter();
    QTRY_VERIFY(f.filter()->hasFocus());
    QTest::keyClicks(f.filter(), u"ready"_s);
    QTest::keyClick(f.filter(), Qt::Key_Down); // does not wait
    QCOMPARE(f.shown(), QList<qint64>{5});
    QVERIFY(f.list()->hasFocus());
    QCOMPARE(f.pane.currentRun(), 5);
    f.pane.focusFilter();
    QCOMPARE(f.filter()->selectedText(), u"ready"_s);
    QTest::keyClick(f.filter(), Qt::Key_Escape);
    QCOMPARE(f.filter()->text(), QString());
    QCOMPARE(f.shown().size(), 8);
}

void TestSubmitRuns::ticksRepaintActiveRows() {
    Fixture f({run(1, RunState::Ready, u"ready.pdf"_s), run(2, RunState::Waiting, u"waiting.pdf"_s)});
    const qint64 start = f.model.find(2)->acceptedAt;
    const QRect waitingRow = f.list()->visualRect(f.at(2));
    const QRect readyRow = f.list()->visualRect(f.at(1));
    const auto waiting = [&] {
        return f.list()->viewport()->grab(waitingRow).toImage();
    };
    f.pane.tick(start + 1000);
    const QImage before = waiting();
    QCoreApplication::processEvents();

    PaintWatch watch;
    f.list()->viewport()->installEventFilter(&watch);
    f.pane.tick(start + 5000);
    QTRY_VERIFY(watch.painted.intersects(waitingRow));
    QVERIFY(!watch.painted.intersects(readyRow.adjusted(0, 1, 0, 0)));
    QVERIFY(waiting() != before);
}

/// Nobody knows how far a waiting run is, and a part of a bar would be read as that part of the work.
void TestSubmitRuns::waitingRowsHaveNoBar() {
    const auto barIn = [](RunState state) {
        Run one = run(1, state, u"a.pdf"_s);
        one.size = one.bytesTotal = 1000;
        one.bytesSent = 500;
        Fixture f({one});
        f.model.put(one); // progress is not in the ledger
        const QImage row = f.list()->viewport()->grab(f.list()->visualRect(f.at(1))).toImage();
        return row.pixelColor(row.width() / 4, row.height() - 4) == ui::lightColors().accent;
    };
    QVERIFY(barIn(RunState::Uploading));
    QVERIFY(!barIn(RunState::Waiting));
}

void TestSubmitRuns::theRunOnShowIsInSight() {
    Fixture f({run(1, RunState::Ready, u"first.pdf"_s)});
    f.pane.setCurrentRun(1);
    const auto inSight = [&] {
        return f.list()->viewport()->rect().contains(f.list()->visualRect(f.at(1)));
    };
    for (int id = 2; id < 60; ++id) // newer ones push it down
        f.add(run(id, RunState::Queued, u"more.pdf"_s));
    QTRY_VERIFY(inSight());
    f.list()->scrollToTop();
    QVERIFY(!inSight());
    f.pane.setCurrentRun(1);
    QVERIFY(inSight());
    f.pane.resize(320, 260);
    QTRY_VERIFY(inSight());
    // A person who scrolled away stays there.
    f.list()->scrollToTop();
    QVERIFY(!inSight());
    f.add(run(60, RunState::Queued, u"more.pdf"_s));
    QCoreApplication::processEvents();
    QVERIFY(!inSight());
}

void TestSubmitRuns::longNamesGiveWay() {
    Fixture f({run(1, RunState::Ready,
                   QString::fromUtf8(
                       "🧾 contract-berlin-2024-final-version-v3 (signed by everyone involved).pdf")),
        run(2, RunState::Uploading, QString::fromUtf8("חשבונית מס 2024-0847 סופית עם שם ארוך מאוד.pdf"))});
    QVERIFY2(f.pane.minimumSizeHint().width() <= 300, QByteArray::number(f.pane.minimumSizeHint().width()));
    f.pane.resize(300, 500);
    QTRY_COMPARE(f.pane.width(), 300);
    QCOMPARE(f.list()->visualRect(f.at(1)).width(), f.list()->viewport()->width());
    // Elided in the middle: the end of a name is in sight, so another end looks different.
    const QRect row = f.list()->visualRect(f.at(1));
    const auto withEnd = [&](const QString &end) {
        f.model.put(run(1, RunState::Ready, QString(80, u'm') + end));
        return f.list()->viewport()->grab(row).toImage();
    };
    QVERIFY(withEnd(u"-A.pdf"_s) != withEnd(u"-B.pdf"_s));
}

void TestSubmitRuns::everyControlHasAName() {
    const Fixture f;
    QCOMPARE(support::namelessControls(&f.pane).join(u", "_s), QString());
}
