// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspecttimeline.h"

#include "tests/support/accessibility.h"
#include "tests/ui/inspectdata.h"
#include "ui/resultpane.h"
#include "ui/timelinemodel.h"
#include "ui/timelinetext.h"
#include "ui/timelineview.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using runs::Event;
using runs::Run;
using runs::RunState;
using runs::TimelineEntry;
using testdata::child;
using testdata::start;
using ui::TimelineModel;

namespace {

TimelineEntry entry(Event::Kind kind, qint64 afterStart, const QString &words = {}) {
    TimelineEntry entry;
    entry.kind = kind;
    entry.at = entry.lastAt = start() + afterStart;
    entry.words = words;
    return entry;
}

QList<TimelineEntry> timeline() {
    TimelineEntry accepted = entry(Event::Accepted, 1200);
    accepted.httpStatus = 202;
    accepted.requestId = u"00112233445566778899aabbccddeeff"_s;
    accepted.duration = 412;
    TimelineEntry asked = entry(Event::StillRunning, 8000, u"in_progress"_s);
    asked.times = 14;
    asked.lastAt = start() + 68'000;
    asked.httpStatus = 412;
    return {entry(Event::UploadStarted, 800), accepted, asked};
}

QString cell(const TimelineModel &model, int row, int column) {
    return model.index(row, column).data().toString();
}

} // namespace

void InspectTimelineTest::everyEventHasWords() {
    QSet<QString> words;
    for (int kind = Event::UploadStarted; kind <= Event::PutOff; ++kind) {
        const QString said = ui::eventWords(Event::Kind(kind));
        QVERIFY2(!said.isEmpty() && !said.contains(u"does not know"_s), qPrintable(QString::number(kind)));
        words << said;
    }
    QCOMPARE(words.size(), Event::PutOff + 1);                    // no two alike
    QVERIFY(ui::eventWords(Event::Kind(999)).contains(u"999"_s)); // of a newer program
}

void InspectTimelineTest::entriesInWords() {
    const QList<TimelineEntry> entries = timeline();
    const qint64 now = start() + 100'000;
    QCOMPARE(ui::eventText(entries.at(0), now), u"Upload began"_s);
    QCOMPARE(ui::eventText(entries.at(2), now), u"Asked: still running ×14 until 14:03:13 · in_progress"_s);
    const QStringList lines = ui::timelineAsText(entries).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(start() + 1200);
    QVERIFY2(lines.at(1).startsWith(at.toOffsetFromUtc(at.offsetFromUtc()).toString(Qt::ISODateWithMs)),
        qPrintable(lines.at(1)));
    QVERIFY(lines.at(1).endsWith(
        u"Accepted by the service | HTTP 202 | 412 ms | request 00112233445566778899aabbccddeeff"_s));
    QVERIFY2(lines.at(2).contains(u"×14 until "_s), qPrintable(lines.at(2)));
}

void InspectTimelineTest::modelKeepsItsRows() {
    TimelineModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy reset(&model, &TimelineModel::modelReset);
    QSignalSpy inserted(&model, &TimelineModel::rowsInserted);
    QList<TimelineEntry> entries = timeline();
    model.setEntries(entries, start());
    entries.last().times = 15; // once more the same
    model.setEntries(entries, start());
    entries << entry(Event::ResultArrived, 70'000);
    model.setEntries(entries, start());
    QCOMPARE(reset.size(), 0);
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(model.rowCount(), 4);
    QVERIFY(cell(model, 2, TimelineModel::EventColumn).contains(u"×15 until 14:03:13"_s));
    model.setEntries({entry(Event::NotSent, 900)}, start()); // another run
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 1);
    model.setEntries({}, start());
    QCOMPARE(model.rowCount(), 0);
}

void InspectTimelineTest::tableTellsTheCells() {
    TimelineModel model;
    model.setEntries(timeline(), start());
    QCOMPARE(cell(model, 1, TimelineModel::TimeColumn), u"14:02:06"_s);
    QCOMPARE(cell(model, 1, TimelineModel::EventColumn), u"Accepted by the service"_s);
    QCOMPARE(cell(model, 1, TimelineModel::StatusColumn), u"202"_s);
    QCOMPARE(cell(model, 1, TimelineModel::DurationColumn), u"412 ms"_s);
    QCOMPARE(cell(model, 1, TimelineModel::RequestColumn), u"00112233445566778899aabbccddeeff"_s);
    QCOMPARE(cell(model, 0, TimelineModel::StatusColumn), QString());
    QCOMPARE(cell(model, 0, TimelineModel::DurationColumn), QString());
    QVERIFY(model.index(1, 0).data(Qt::AccessibleTextRole).toString().contains(u"Accepted by the service"_s));
    for (int column = 0; column < TimelineModel::ColumnCount; ++column)
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
}

void InspectTimelineTest::wordsOfTheCurrentRow() {
    ui::TimelineView view(ui::TimelineView::Size::Whole);
    view.show();
    QVERIFY(child<QLabel>(view, "timelineEmpty").isVisible());
    QVERIFY(!child(view, "timelineTable").isVisible());
    view.setEntries(timeline(), start());
    QVERIFY(!child<QLabel>(view, "timelineEmpty").isVisible());
    const auto &words = child<QLabel>(view, "timelineWords");
    QVERIFY(words.text().contains(u"in_progress"_s)); // where it stands
    auto &table = child<QTreeView>(view, "timelineTable");
    table.setCurrentIndex(table.model()->index(1, 0));
    QVERIFY2(words.text().contains(u"request 00112233445566778899aabbccddeeff"_s), qPrintable(words.text()));
    view.setEntries(timeline() << entry(Event::ResultArrived, 90'000), start());
    QCOMPARE(table.currentIndex().row(), 1); // a person reads there
    QVERIFY(words.text().contains(u"request 0011"_s));
    QCOMPARE(support::namelessControls(&view), QStringList());
}

void InspectTimelineTest::copies() {
    ui::TimelineView view(ui::TimelineView::Size::Whole);
    view.setEntries(timeline(), start());
    QTest::keyClick(&child<QPushButton>(view, "timelineCopyAll"), Qt::Key_Space);
    QCOMPARE(QGuiApplication::clipboard()->text(), ui::timelineAsText(timeline()));
    auto &table = child<QTreeView>(view, "timelineTable");
    table.setCurrentIndex(table.model()->index(1, 0));
    view.findChild<QAction *>(u"timelineCopyRequest"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"00112233445566778899aabbccddeeff"_s);
    view.findChild<QAction *>(u"timelineCopyLine"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), ui::entryAsText(timeline().at(1)));
}

void InspectTimelineTest::isShownForEveryRun_data() {
    QTest::addColumn<int>("state");
    for (int state = int(RunState::Queued); state <= int(RunState::Unconfirmed); ++state)
        QTest::addRow("%d", state) << state;
}

void InspectTimelineTest::isShownForEveryRun() {
    QFETCH(int, state);
    ui::ResultPane pane;
    pane.resize(900, 700);
    pane.show();
    pane.showRun(testdata::run(RunState(state)));
    pane.setTimeline(timeline());
    pane.setView(ui::ResultPane::Timeline);
    auto &table = child<QTreeView>(pane, "timelineTable");
    QVERIFY(table.isVisible());
    QCOMPARE(table.model()->rowCount(), 3);
    QCoreApplication::processEvents();
    if (RunState(state) != RunState::Ready) // on a page that scrolls, all rows are in sight
        QVERIFY(table.viewport()->rect().contains(table.visualRect(table.model()->index(2, 0)).center()));
    // Another run has another one.
    pane.showRun(testdata::run(RunState(state), 8));
    pane.setTimeline({entry(Event::UploadStarted, 900)});
    QCOMPARE(table.model()->rowCount(), 1);
}

void InspectTimelineTest::shortcutGoesThere() {
    ui::ResultPane pane;
    pane.resize(900, 600);
    pane.show();
    pane.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&pane));
    pane.showRun(testdata::run(RunState::Failed));
    pane.setTimeline(timeline());
    pane.goToView(ui::ResultPane::Timeline);
    QCOMPARE(QApplication::focusWidget(), &child(pane, "timelineTable"));
    // The next result is still shown as its fields.
    pane.showRun(testdata::run(RunState::Ready));
    QCOMPARE(child<QTabWidget>(pane, "resultTabs").currentIndex(), int(ui::ResultPane::Fields));
    pane.setTimeline(timeline());
    pane.goToView(ui::ResultPane::Timeline);
    QCOMPARE(child<QTabWidget>(pane, "resultTabs").currentIndex(), int(ui::ResultPane::Timeline));
    QVERIFY(QApplication::focusWidget());
    QCOMPARE(QApplication::focusWidget()->objectName(), u"timelineTable"_s);
}

void InspectTimelineTest::narrowLeavesOutColumns() {
    ui::TimelineView view(ui::TimelineView::Size::Whole);
    view.setEntries(timeline(), start());
    view.resize(900, 300);
    view.show();
    QHeaderView *header = child<QTreeView>(view, "timelineTable").header();
    QTRY_VERIFY(!header->isSectionHidden(TimelineModel::RequestColumn));
    view.resize(440, 300);
    QTRY_VERIFY(header->isSectionHidden(TimelineModel::RequestColumn));
    QVERIFY(!header->isSectionHidden(TimelineModel::DurationColumn));
    QVERIFY(header->sectionSize(TimelineModel::EventColumn) >= 200);
}

void InspectTimelineTest::strangeWordsStayText() {
    const QString evil = u"<img src=\"http://127.0.0.1:9/x.png\">\n<b>bold</b>"_s;
    TimelineEntry strange = entry(Event::QuestionFailed, 900, evil);
    strange.requestId = evil;
    ui::TimelineView view(ui::TimelineView::Size::Whole);
    view.setEntries({strange}, start());
    const auto &words = child<QLabel>(view, "timelineWords");
    QVERIFY(words.text().contains(u"<b>"_s));
    QCOMPARE(words.textFormat(), Qt::PlainText);
    QCOMPARE(ui::timelineAsText({strange}).count(u'\n'), 2); // the request id is as it is
}

void InspectTimelineTest::linkedRunIsShown() {
    ui::ResultPane pane;
    pane.resize(900, 600);
    pane.show();
    Run run = testdata::run(RunState::Waiting);
    run.linkedRun = 3;
    pane.showRun(run);
    auto &link = child<QPushButton>(pane, "runLinked");
    QVERIFY(!link.isVisible()); // the other one may be gone
    Run former = testdata::run(RunState::Failed, 3);
    pane.setLinkedRun(former);
    QVERIFY(link.isVisible());
    QCOMPARE(link.text(), u"Submitted again from the run of 14:02"_s);
    QCOMPARE(link.accessibleName(), link.text());
    QSignalSpy wanted(&pane, &ui::ResultPane::runRequested);
    QTest::keyClick(&link, Qt::Key_Space);
    QCOMPARE(wanted, QList<QVariantList>{{qint64(3)}});
    pane.setLinkedRun({});
    QVERIFY(!link.isVisible());
}

void InspectTimelineTest::deletingIsOffered_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("offered");
    QTest::newRow("queued") << int(RunState::Queued) << false; // the service does not have it
    QTest::newRow("waiting") << int(RunState::Waiting) << true;
    QTest::newRow("ready") << int(RunState::Ready) << true;
    QTest::newRow("stopped") << int(RunState::Stopped) << true;
    QTest::newRow("unconfirmed") << int(RunState::Unconfirmed) << false;
}

void InspectTimelineTest::deletingIsOffered() {
    QFETCH(int, state);
    QFETCH(bool, offered);
    ui::ResultPane pane;
    pane.showRun(testdata::run(RunState(state), 5));
    auto *action = pane.findChild<QAction *>(u"runDeleteThere"_s);
    QCOMPARE(action->isVisible(), offered);
    if (!offered)
        return;
    QSignalSpy wanted(&pane, &ui::ResultPane::deleteAtServiceRequested);
    action->trigger();
    QCOMPARE(wanted, QList<QVariantList>{{qint64(5)}});
}
