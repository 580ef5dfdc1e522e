// SPDX-License-Identifier: MIT
#include "tests/ui/tst_submitruns.h"

#include "app/runs/runsmodel.h"
#include "tests/support/accessibility.h"
#include "ui/runsfilter.h"
#include "ui/runspane.h"

#include "ui/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPaintEvent>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;

namespace {

Run run(qint64 id, RunState state, const QString &name, const QString &workflow = u"Invoices"_s) {
    Run run;
    run.id = id;
    run.state = state;
    run.name = name;
    run.workflowName = workflow;
    run.createdAt = QDateTime::currentMSecsSinceEpoch();
    run.acceptedAt = run.createdAt;
    if (state != RunState::Queued && state != RunState::Uploading && state != RunState::Unconfirmed)
        run.collectionId = u"0198c0de-0000-7000-8000-00000000000%1"_s.arg(id);
    return run;
}

QList<Run> oneOfEach() {
    return {run(8, RunState::Queued, u"queued.pdf"_s), run(7, RunState::Uploading, u"uploading.pdf"_s),
        run(6, RunState::Waiting, u"waiting.pdf"_s), run(5, RunState::Ready, u"Ready.pdf"_s),
        run(4, RunState::Failed, u"failed.pdf"_s), run(3, RunState::Cancelled, u"cancelled.pdf"_s),
        run(2, RunState::Stopped, u"stopped.pdf"_s, u"Contacts"_s),
        run(1, RunState::Unconfirmed, u"unconfirmed.pdf"_s)};
}

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

struct Fixture {
    runs::RunsModel model;
    ui::RunsPane pane{&model};
    QSignalSpy current{&pane, &ui::RunsPane::currentRunChanged};

    explicit Fixture(const QList<Run> &list = oneOfEach()) {
        model.reset(list);
        pane.resize(320, 700);
        pane.show();
        pane.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&pane));
    }

    QListView *list() const { return pane.findChild<QListView *>(u"runsList"_s); }
    QLineEdit *filter() const { return pane.findChild<QLineEdit *>(u"runsFilter"_s); }
    QComboBox *states() const { return pane.findChild<QComboBox *>(u"runsState"_s); }
    QString count() const { return pane.findChild<QLabel *>(u"runsCount"_s)->text(); }

    QList<qint64> shown() const {
        QList<qint64> ids;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            ids << list()->model()->index(row, 0).data(runs::RunsModel::IdRole).toLongLong();
        return ids;
    }
    QModelIndex at(qint64 id) const { return list()->model()->index(int(shown().indexOf(id)), 0); }
    qint64 marked() const { return list()->currentIndex().data(runs::RunsModel::IdRole).toLongLong(); }
    QMenu *openMenu(qint64 id) {
        emit list()->customContextMenuRequested(list()->visualRect(at(id)).center());
        return pane.findChild<QMenu *>(u"runMenu"_s);
    }
};

} // namespace

void TestSubmitRuns::filterIsAProperModel() {
    runs::RunsModel model;
    ui::RunsFilter filter;
    filter.setSourceModel(&model);
    const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::Fatal);
    filter.setGroup(ui::RunsFilter::Group::Active);
    model.reset(oneOfEach());
    QCOMPARE(filter.rowCount(), 3);
    model.put(run(6, RunState::Ready, u"waiting.pdf"_s));
    model.put(run(9, RunState::Queued, u"new.pdf"_s));
    model.remove(8);
    QCOMPARE(filter.rowCount(), 2);
    filter.setText(u"NEW"_s);
    QCOMPARE(filter.rowCount(), 1);
    QVERIFY(!filter.isOpen());
}

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
    f.filter()->setText(text);
    QTEST(f.shown(), "ids");
}

void TestSubmitRuns::filtersByState_data() {
    QTest::addColumn<QString>("choice");
    QTest::addColumn<QList<qint64>>("ids");
    QTest::newRow("all") << u"All"_s << QList<qint64>{8, 7, 6, 5, 4, 3, 2, 1};
    QTest::newRow("active") << u"Active"_s << QList<qint64>{8, 7, 6};
    QTest::newRow("ready") << u"Ready"_s << QList<qint64>{5};
    QTest::newRow("failed") << u"Failed"_s << QList<qint64>{4, 3};
    QTest::newRow("unsettled") << u"Unconfirmed/Stopped"_s << QList<qint64>{2, 1};
}

void TestSubmitRuns::filtersByState() {
    QFETCH(QString, choice);
    Fixture f;
    QVERIFY(f.states()->findText(choice) >= 0);
    f.states()->setCurrentText(choice);
    QTEST(f.shown(), "ids");
}

void TestSubmitRuns::countsWhatIsThere() {
    Fixture f;
    QCOMPARE(f.count(), u"8"_s);
    f.states()->setCurrentText(u"Failed"_s);
    QCOMPARE(f.count(), u"2 of 8"_s);
    f.model.put(run(9, RunState::Queued, u"new.pdf"_s)); // hidden by the filter, counted all the same
    QCOMPARE(f.count(), u"2 of 9"_s);
    f.model.remove(4);
    QCOMPARE(f.count(), u"1 of 8"_s);
    f.states()->setCurrentText(u"All"_s);
    QCOMPARE(f.count(), u"8"_s);
    f.model.reset({});
    QCOMPARE(f.count(), QString());
}

void TestSubmitRuns::saysWhenThereIsNothing() {
    Fixture f(QList<Run>{});
    auto *empty = f.pane.findChild<QLabel *>(u"runsEmpty"_s);
    QVERIFY(empty->isVisible());
    QVERIFY(empty->text().startsWith(u"No runs yet"_s));
    f.model.put(run(1, RunState::Queued, u"a.pdf"_s));
    QVERIFY(!empty->isVisible());
    QVERIFY(f.list()->isVisible());
    f.filter()->setText(u"zzz"_s);
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->text(), u"No run matches the filter."_s);
}

void TestSubmitRuns::tellsWhichRunIsCurrent() {
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

void TestSubmitRuns::currentRunSurvivesTheFilter() {
    Fixture f;
    f.pane.setCurrentRun(6);
    f.current.clear();
    f.states()->setCurrentText(u"Active"_s);
    QCOMPARE(f.marked(), 6);
    f.model.put(run(6, RunState::Ready, u"waiting.pdf"_s)); // the filter takes it out of sight
    QCOMPARE(f.shown(), (QList<qint64>{8, 7}));
    QCOMPARE(f.marked(), 0); // and its neighbour is not opened instead
    QCOMPARE(f.pane.currentRun(), 6);
    f.filter()->setText(u"queued"_s);
    f.filter()->clear();
    f.states()->setCurrentText(u"Ready"_s);
    QCOMPARE(f.marked(), 6);
    QCOMPARE(f.current.size(), 0);
}

void TestSubmitRuns::currentRunSurvivesChanges() {
    Fixture f;
    f.pane.setCurrentRun(6);
    f.current.clear();
    f.model.put(run(6, RunState::Ready, u"waiting.pdf"_s));
    f.model.put(run(9, RunState::Queued, u"new.pdf"_s));
    f.model.remove(8);
    QCOMPARE(f.marked(), 6);
    QCOMPARE(f.current.size(), 0);
}

void TestSubmitRuns::removedRunIsLeft() {
    Fixture f;
    f.pane.setCurrentRun(6);
    f.current.clear();
    f.model.remove(6);
    QCOMPARE(f.current.size(), 1);
    QCOMPARE(f.pane.currentRun(), f.marked());
    QVERIFY(f.pane.currentRun() != 6);
    while (f.model.rowCount() > 0)
        f.model.remove(f.model.index(0).data(runs::RunsModel::IdRole).toLongLong());
    QCOMPARE(f.pane.currentRun(), 0);
    QCOMPARE(f.current.last(), QVariantList{qint64(0)});
}

void TestSubmitRuns::resetKeepsOrDropsTheCurrentRun() {
    Fixture f;
    f.pane.setCurrentRun(6);
    f.current.clear();
    f.model.reset(oneOfEach());
    QCOMPARE(f.marked(), 6);
    QCOMPARE(f.current.size(), 0);
    f.model.reset({run(1, RunState::Ready, u"a.pdf"_s)});
    QCOMPARE(f.pane.currentRun(), 0);
    QCOMPARE(f.current, QList<QVariantList>{{qint64(0)}});
}

void TestSubmitRuns::menuFitsTheState_data() {
    QTest::addColumn<qint64>("id");
    QTest::addColumn<QStringList>("actions");
    QTest::addColumn<QByteArray>("signalName"); // of the first action
    const QString copy = u"copyCollectionId"_s;
    const QString remove = u"removeRun"_s;
    const QByteArray cancelled = SIGNAL(cancelRequested(qint64));
    const QByteArray removed = SIGNAL(removeRequested(qint64));
    QTest::newRow("queued") << qint64(8) << QStringList{u"cancelRun"_s} << cancelled;
    QTest::newRow("uploading") << qint64(7) << QStringList{u"cancelRun"_s} << cancelled;
    QTest::newRow("waiting") << qint64(6) << QStringList{u"stopRun"_s, copy}
                             << QByteArray(SIGNAL(stopRequested(qint64)));
    QTest::newRow("ready") << qint64(5) << QStringList{copy, remove} << QByteArray();
    QTest::newRow("failed") << qint64(4) << QStringList{copy, remove} << QByteArray();
    QTest::newRow("cancelled") << qint64(3) << QStringList{copy, remove} << QByteArray();
    QTest::newRow("stopped") << qint64(2) << QStringList{u"askAgain"_s, copy, remove}
                             << QByteArray(SIGNAL(askAgainRequested(qint64)));
    QTest::newRow("unconfirmed") << qint64(1) << QStringList{remove} << removed;
}

void TestSubmitRuns::menuFitsTheState() {
    QFETCH(qint64, id);
    QFETCH(QByteArray, signalName);
    Fixture f;
    QMenu *menu = f.openMenu(id);
    QVERIFY(menu);
    QStringList names;
    for (const QAction *action : menu->actions())
        names << action->objectName();
    QTEST(names, "actions");
    if (!signalName.isEmpty()) {
        QSignalSpy asked(&f.pane, signalName.constData());
        menu->actions().first()->trigger();
        QCOMPARE(asked, QList<QVariantList>{{id}});
    }
    menu->close();
}

void TestSubmitRuns::menuCopiesTheCollectionId() {
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

void TestSubmitRuns::escapeAndArrowInTheFilter() {
    Fixture f;
    f.pane.focusFilter();
    QTRY_VERIFY(f.filter()->hasFocus());
    QTest::keyClicks(f.filter(), u"ready"_s);
    QCOMPARE(f.shown(), QList<qint64>{5});
    QTest::keyClick(f.filter(), Qt::Key_Down);
    QVERIFY(f.list()->hasFocus());
    QCOMPARE(f.pane.currentRun(), 5);
    f.pane.focusFilter();
    QCOMPARE(f.filter()->selectedText(), u"ready"_s);
    QTest::keyClick(f.filter(), Qt::Key_Escape);
    QCOMPARE(f.filter()->text(), QString());
    QCOMPARE(f.shown().size(), 8);
}

void TestSubmitRuns::ticksRepaintActiveRows() {
    Fixture f({run(2, RunState::Waiting, u"waiting.pdf"_s), run(1, RunState::Ready, u"ready.pdf"_s)});
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
        f.model.put(run(id, RunState::Queued, u"more.pdf"_s));
    QVERIFY(inSight());
    f.list()->scrollToTop();
    QVERIFY(!inSight());
    f.pane.setCurrentRun(1);
    QVERIFY(inSight());
    f.pane.resize(320, 260);
    QTRY_VERIFY(inSight());
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
