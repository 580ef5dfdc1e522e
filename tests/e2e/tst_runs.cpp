// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_runs.h"

#include "app/runs/runsmodel.h"
#include "tests/support/answer.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/workbench.h"
#include "ui/resultexport.h"
#include "ui/resultpane.h"
#include "ui/runspane.h"
#include "ui/statusline.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>
#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;
using support::Answer;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;
using ui::Deed;

namespace {

Run runOf(RunState state, const QString &name) {
    Run run;
    run.profile = u"https://api.anyformat.ai"_s;
    run.workflowId = u"w-1"_s;
    run.workflowName = u"Invoices"_s;
    run.name = name;
    run.kind = runs::InputKind::Text;
    run.state = state;
    run.createdAt = QDateTime::currentMSecsSinceEpoch();
    if (state != RunState::Queued && state != RunState::Unconfirmed)
        run.collectionId = u"c-"_s + name;
    if (!run.isActive())
        run.endedAt = run.createdAt;
    if (state == RunState::Waiting) {
        run.acceptedAt = run.createdAt;
        run.deadlineAt = run.createdAt + 60'000;
    }
    return run;
}

/// The window over a ledger with these runs (oldest first), at a service without a key unless `url` says
/// where it is.
struct Bench {
    QTemporaryDir data;
    std::optional<support::Workbench> work;
    ui::MainWindow *window = nullptr;

    explicit Bench(QList<Run> runs, const QUrl &url = {}, bool prepared = true) {
        QProcessEnvironment environment;
        if (!url.isEmpty()) {
            environment.insert(u"ANYFORMAT_BASE_URL"_s, url.toString());
            environment.insert(u"ANYFORMAT_API_KEY"_s, u"af_environment_key_1"_s);
            for (Run &run : runs)
                run.profile = settings::origin(url);
        }
        {
            runs::RunStore store(data.path() + u"/ledger.sqlite"_s);
            QString error = store.open();
            QStringList texts;
            for (const Run &run : std::as_const(runs))
                texts << u"text of "_s + run.name;
            if (error.isEmpty() && !runs.isEmpty())
                error = store.insert(runs, texts);
            for (const Run &run : std::as_const(runs)) {
                if (error.isEmpty() && run.state == RunState::Ready)
                    error = store.updateWithResult(run, resultOf(run.name));
            }
            if (!error.isEmpty())
                qFatal("%s", qPrintable(error));
        }
        work.emplace(data.path(), environment);
        if (!work->startError.isEmpty())
            qFatal("%s", qPrintable(work->startError));
        if (prepared)
            open();
    }
    void open() {
        work->open();
        window = work->window.get();
    }

    static QByteArray resultOf(const QString &name) {
        return R"({"extractions":[{"fields":{"of":{"value":")" + name.toUtf8() + R"("}}}]})";
    }
    ui::RunsPane *pane() const { return window->findChild<ui::RunsPane *>(u"runsPane"_s); }
    QListView *list() const { return window->findChild<QListView *>(u"runsList"_s); }
    QString status() const { return window->findChild<QLabel *>(u"statusRuns"_s)->text(); }
    QString heading() const {
        const auto *name = window->findChild<QLabel *>(u"runName"_s);
        return name && name->isVisible() ? name->text() : QString();
    }
    void search(const QString &text) const {
        auto *edit = window->findChild<QLineEdit *>(u"runsFilter"_s);
        edit->setText(text);
        QTest::keyClick(edit, Qt::Key_Return);
        awaitSearch();
    }
    /// Another thread reads what is searched for; fails the test when it never answers.
    void awaitSearch() const {
        const auto *model = qobject_cast<const runs::RunsModel *>(list()->model());
        QVERIFY(model);
        QTRY_VERIFY(!model->isSearching());
    }
    QStringList shown() const {
        QStringList names;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            names << list()->model()->index(row, 0).data().toString();
        return names;
    }
    void selectRows(int first, int last) const {
        list()->setCurrentIndex(list()->model()->index(first, 0));
        list()->selectionModel()->select(
            {list()->model()->index(first, 0), list()->model()->index(last, 0)}, QItemSelectionModel::Select);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const {
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window));
        list()->setFocus();
        QTest::keyClick(list(), key, modifiers);
    }
    int countOf(RunState state) { return work->service.history().counts().value(state); }
};

QList<Run> readyRuns(int count) {
    QList<Run> runs;
    for (int i = 1; i <= count; ++i)
        runs << runOf(RunState::Ready, u"run %1"_s.arg(i));
    return runs;
}

QByteArray contentOf(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

} // namespace

void TestRuns::aLongHistoryOpensWithAPage() {
    QList<Run> runs;
    for (int i = 1; i <= 250; ++i)
        runs << runOf(RunState::Failed, u"run %1"_s.arg(i));
    const Bench bench(runs);
    QCOMPARE(bench.shown().size(), 100);
    QCOMPARE(bench.shown().first(), u"run 250"_s);
    QTRY_COMPARE(bench.window->findChild<QLabel *>(u"runsCount"_s)->text(), u"250"_s);
    QTRY_COMPARE(bench.status(), u"Nothing running · 250 failed"_s);
    bench.search(u"\"run 7\""_s);
    QCOMPARE(bench.shown().size(), 11);
}

void TestRuns::totalsFollowTheRuns() {
    Bench bench({runOf(RunState::Stopped, u"stopped"_s), runOf(RunState::Unconfirmed, u"unclear"_s),
        runOf(RunState::Waiting, u"waiting"_s), runOf(RunState::Queued, u"queued"_s)});
    QTRY_COMPARE(bench.status(), u"1 running · 1 queued · 2 unsettled"_s);
    bench.work->service.stop(3);
    QTRY_COMPARE(bench.status(), u"1 queued · 3 unsettled"_s);
    bench.work->service.cancel(4);
    QVERIFY(bench.work->service.remove(1));
    QTRY_COMPARE(bench.status(), u"Nothing running · 2 unsettled"_s);
    bench.work->service.askAgain(3);
    QTRY_COMPARE(bench.status(), u"1 running · 1 unsettled"_s);
}

void TestRuns::searchGoesOnWhileRunsChange() {
    Bench bench({runOf(RunState::Waiting, u"acme 1"_s), runOf(RunState::Waiting, u"other"_s),
        runOf(RunState::Waiting, u"acme 2"_s)});
    bench.search(u"acme"_s);
    QCOMPARE(bench.shown(), (QStringList{u"acme 2"_s, u"acme 1"_s}));
    bench.work->service.stop(1);
    bench.work->service.stop(2);
    const runs::Target target{u"https://api.anyformat.ai"_s, u"w-1"_s, u"Invoices"_s};
    QCOMPARE(bench.work->service.submitText(target, u"acme 3"_s), QString());
    QCOMPARE(bench.work->service.submitText(target, u"not this one"_s), QString());
    QCOMPARE(bench.shown(), (QStringList{u"acme 3"_s, u"acme 2"_s, u"acme 1"_s}));
    QVERIFY(bench.work->service.remove(1));
    QCOMPARE(bench.shown(), (QStringList{u"acme 3"_s, u"acme 2"_s}));
    bench.window->findChild<QComboBox *>(u"runsState"_s)->setCurrentText(u"Active"_s);
    bench.awaitSearch();
    bench.work->service.stop(3);
    QCOMPARE(bench.shown(), QStringList{u"acme 3"_s});
}

/// And its end, with how many there are.
void TestRuns::aLongSearchIsTold() {
    const Bench bench({runOf(RunState::Failed, u"first"_s), runOf(RunState::Failed, u"second"_s)});
    const auto *count = bench.window->findChild<QLabel *>(u"runsCount"_s);
    auto *model = qobject_cast<runs::RunsModel *>(bench.list()->model());
    bench.search(u"first"_s);
    const QString found = count->text();
    QVERIFY2(found.contains(u'1'), qPrintable(found));
    // As the model tells it; how long a search takes is the disk's affair.
    emit model->searchingChanged(true);
    QCOMPARE(count->text(), found); // most are over before anybody could read it
    QTRY_COMPARE(count->text(), u"Searching…"_s);
    emit model->searchingChanged(false);
    QCOMPARE(count->text(), found);
}

/// By keyboard alone; the list is gone to with what was found in it, not with the rows of before.
void TestRuns::downGoesToWhatIsFound() {
    const Bench bench({runOf(RunState::Failed, u"first"_s), runOf(RunState::Failed, u"second"_s)});
    bench.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(bench.window));
    auto *edit = bench.window->findChild<QLineEdit *>(u"runsFilter"_s);
    const auto *model = qobject_cast<const runs::RunsModel *>(bench.list()->model());
    edit->setFocus();
    QTest::keyClicks(edit, u"first"_s);
    QTest::keyClick(edit, Qt::Key_Down);
    QVERIFY(model->isSearching());
    QCOMPARE(QApplication::focusWidget(), edit);
    bench.awaitSearch();
    QCOMPARE(QApplication::focusWidget(), bench.list());
    QCOMPARE(bench.heading(), u"first"_s);
}

void TestRuns::typingOnStaysWithTheWords_data() {
    QTest::addColumn<QString>("more");
    QTest::addRow("another letter") << u"o"_s;
    QTest::addRow("nothing any more") << QString();
}

/// Between Down and the answer.
void TestRuns::typingOnStaysWithTheWords() {
    QFETCH(QString, more);
    const Bench bench({runOf(RunState::Failed, u"second"_s), runOf(RunState::Failed, u"first"_s)});
    bench.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(bench.window));
    auto *edit = bench.window->findChild<QLineEdit *>(u"runsFilter"_s);
    edit->setFocus();
    QTest::keyClicks(edit, u"sec"_s);
    QTest::keyClick(edit, Qt::Key_Down);
    if (more.isEmpty())
        edit->clear();
    else
        QTest::keyClicks(edit, more);
    bench.awaitSearch();
    QCOMPARE(QApplication::focusWidget(), edit);
    QTRY_COMPARE(bench.shown().size(), more.isEmpty() ? 2 : 1);
    QCOMPARE(QApplication::focusWidget(), edit);
}

void TestRuns::hiddenRunsAreStillShown() {
    Bench bench({runOf(RunState::Failed, u"first"_s), runOf(RunState::Waiting, u"second"_s)});
    bench.window->showRun(2);
    QCOMPARE(bench.heading(), u"second"_s);
    bench.search(u"first"_s);
    QCOMPARE(bench.heading(), u"second"_s);
    bench.work->service.stop(2); // its page goes on
    QTRY_VERIFY(bench.window->findChild<QPushButton *>(u"endingAskAgainButton"_s)->isVisible());
    QVERIFY(bench.work->service.remove(2));
    QCOMPARE(bench.heading(), QString());
}

void TestRuns::removesSeveral() {
    Bench bench(readyRuns(6));
    bench.window->showRun(4);
    bench.selectRows(1, 3); // 5, 4, 3
    Answer no(false);
    bench.press(Qt::Key_Delete);
    QVERIFY2(no.words.contains(u"Remove 3 runs from the list?"_s), qPrintable(no.words));
    QCOMPARE(bench.shown().size(), 6);
    QSignalSpy shown(bench.pane(), &ui::RunsPane::currentRunChanged);
    Answer yes(true);
    bench.press(Qt::Key_Delete);
    QVERIFY(!yes.words.isEmpty()); // one question for all
    QTRY_COMPARE(bench.shown(), (QStringList{u"run 6"_s, u"run 2"_s, u"run 1"_s}));
    QCOMPARE(shown.size(), 1);
    QCOMPARE(bench.heading(), u"run 2"_s);
    QCOMPARE(bench.countOf(RunState::Ready), 3);
    QTRY_COMPARE(bench.status(), u"Nothing running · 3 ready"_s);
}

void TestRuns::removalIsOfTheSelectedOnly() {
    Bench bench({runOf(RunState::Unconfirmed, u"unclear"_s), runOf(RunState::Waiting, u"waiting"_s),
        runOf(RunState::Ready, u"ready"_s), runOf(RunState::Ready, u"other"_s)});
    bench.selectRows(1, 3);
    Answer yes(true);
    bench.press(Qt::Key_Delete);
    QVERIFY2(yes.words.contains(u"2 runs"_s), qPrintable(yes.words)); // the waiting one is under way
    QVERIFY2(yes.words.contains(u"nobody knows yet how they ended: 1"_s), qPrintable(yes.words));
    QTRY_COMPARE(bench.shown(), (QStringList{u"other"_s, u"waiting"_s}));
}

void TestRuns::submitsSeveralAgain() {
    Bench bench({runOf(RunState::Unconfirmed, u"unclear"_s), runOf(RunState::Stopped, u"stopped"_s),
        runOf(RunState::Ready, u"ready"_s), runOf(RunState::Waiting, u"waiting"_s)});
    bench.selectRows(0, 3);
    Answer no(false);
    bench.press(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY2(no.words.contains(u"Submit 3 documents again?"_s), qPrintable(no.words));
    QVERIFY2(no.words.contains(u"2 of them may be running at the service already"_s), qPrintable(no.words));
    QCOMPARE(bench.countOf(RunState::Queued), 0);
    Answer yes(true);
    bench.press(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(bench.countOf(RunState::Queued), 3);
    QList<qint64> linked;
    for (qint64 id = 5; id <= 7; ++id)
        linked << bench.work->service.find(id)->linkedRun;
    QCOMPARE(linked, (QList<qint64>{1, 2, 3})); // in the order in which they were submitted first
    QCOMPARE(bench.work->service.textOf(7), u"text of ready"_s);
}

/// What is not selected goes on, and what has ended stays as it is.
void TestRuns::stopsSeveral() {
    Bench bench({runOf(RunState::Waiting, u"one"_s), runOf(RunState::Ready, u"ready"_s),
        runOf(RunState::Waiting, u"two"_s), runOf(RunState::Unconfirmed, u"unclear"_s),
        runOf(RunState::Waiting, u"not selected"_s)});
    bench.selectRows(1, 4);
    bench.press(Qt::Key_Period, Qt::ControlModifier); // without a question: nothing is lost by it
    QTRY_COMPARE(bench.countOf(RunState::Stopped), 2);
    QCOMPARE(bench.work->service.find(1)->state, RunState::Stopped);
    QCOMPARE(bench.work->service.find(3)->state, RunState::Stopped);
    QCOMPARE(bench.work->service.find(5)->state, RunState::Waiting);
    QCOMPARE(bench.countOf(RunState::Ready), 1);
    QCOMPARE(bench.countOf(RunState::Unconfirmed), 1);
    QTRY_COMPARE(bench.status(), u"1 running · 1 ready · 3 unsettled"_s);
    // Their timelines have it once, however often it is asked for.
    bench.press(Qt::Key_Period, Qt::ControlModifier);
    const QList<runs::TimelineEntry> timeline = bench.work->service.timeline(3);
    QCOMPARE(std::count_if(timeline.cbegin(), timeline.cend(),
                 [](const runs::TimelineEntry &entry) { return entry.kind == runs::Event::StopRequested; }),
        1);
}

/// One pair of keys for both: each is done to the runs that it applies to.
void TestRuns::stopsAndCancelsTogether() {
    Bench bench({runOf(RunState::Queued, u"queued 1"_s), runOf(RunState::Waiting, u"waiting"_s),
        runOf(RunState::Queued, u"queued 2"_s), runOf(RunState::Failed, u"failed"_s),
        runOf(RunState::Queued, u"not selected"_s)});
    bench.selectRows(1, 4);
    bench.press(Qt::Key_Period, Qt::ControlModifier);
    QTRY_COMPARE(bench.countOf(RunState::Cancelled), 2);
    QTRY_COMPARE(bench.countOf(RunState::Stopped), 1);
    QCOMPARE(bench.work->service.find(2)->state, RunState::Stopped);
    QCOMPARE(bench.work->service.find(5)->state, RunState::Queued);
    QCOMPARE(bench.countOf(RunState::Failed), 1);
    QCOMPARE(bench.work->service.find(1)->collectionId, QString());
}

void TestRuns::asksAgainForSeveral() {
    Run never = runOf(RunState::Stopped, u"never accepted"_s);
    never.collectionId.clear();
    Bench bench({runOf(RunState::Stopped, u"one"_s), never, runOf(RunState::Stopped, u"two"_s),
        runOf(RunState::Failed, u"failed"_s)});
    bench.selectRows(0, 3);
    bench.press(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(bench.countOf(RunState::Waiting), 2);
    QCOMPARE(bench.work->service.find(2)->state, RunState::Stopped);
    QVERIFY(bench.work->service.find(1)->deadlineAt > QDateTime::currentMSecsSinceEpoch());
}

void TestRuns::manyStopsLeaveTheWindowAlive() {
    QList<Run> runs;
    for (int i = 1; i <= 400; ++i)
        runs << runOf(i % 2 ? RunState::Waiting : RunState::Queued, u"run %1"_s.arg(i));
    Bench bench(runs);
    while (bench.list()->model()->canFetchMore({}))
        bench.list()->model()->fetchMore({});
    bench.list()->selectAll();
    bench.press(Qt::Key_Period, Qt::ControlModifier);
    QVERIFY(bench.countOf(RunState::Waiting) > 0); // not all in one go
    QTRY_COMPARE(bench.countOf(RunState::Stopped), 200);
    QTRY_COMPARE(bench.countOf(RunState::Cancelled), 200);
}

void TestRuns::manyDeedsLeaveTheWindowAlive() {
    QList<Run> runs;
    for (int i = 1; i <= 400; ++i)
        runs << runOf(RunState::Failed, u"run %1"_s.arg(i));
    Bench bench(runs);
    while (bench.list()->model()->canFetchMore({}))
        bench.list()->model()->fetchMore({});
    bench.window->showRun(1);
    bench.list()->selectAll();
    int turns = 0;
    QTimer turn;
    connect(&turn, &QTimer::timeout, this, [&] { ++turns; });
    Answer yes(true);
    QSignalSpy shown(bench.pane(), &ui::RunsPane::currentRunChanged);
    bench.press(Qt::Key_Delete);
    turn.start(0);
    QVERIFY(bench.countOf(RunState::Failed) > 0); // not all in one go
    QTRY_COMPARE(bench.countOf(RunState::Failed), 0);
    QVERIFY(turns > 1);
    QTRY_COMPARE(bench.status(), u"Nothing running"_s);
    QCOMPARE(shown.size(), 1); // no other run was opened on the way
}

void TestRuns::exportsSeveral() {
    Bench bench(readyRuns(3));
    const QTemporaryDir folder;
    bench.list()->selectAll();
    bench.press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QPointer<QFileDialog> dialog = bench.window->findChild<QFileDialog *>(u"exportDialog"_s);
    QVERIFY(dialog);
    emit dialog->fileSelected(folder.path());
    dialog->close();
    QTRY_COMPARE(bench.status(), u"3 results were exported to %1."_s.arg(folder.path()));
    for (int i = 1; i <= 3; ++i)
        QCOMPARE(contentOf(folder.filePath(u"run %1.json"_s.arg(i))), Bench::resultOf(u"run %1"_s.arg(i)));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 3);
}

/// Of several in mixed states.
void TestRuns::exportsWhatIsReady() {
    Bench bench({runOf(RunState::Ready, u"one"_s), runOf(RunState::Failed, u"failed"_s),
        runOf(RunState::Waiting, u"waiting"_s), runOf(RunState::Ready, u"two"_s),
        runOf(RunState::Unconfirmed, u"unclear"_s)});
    const QTemporaryDir folder;
    bench.list()->selectAll();
    bench.press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QPointer<QFileDialog> dialog = bench.window->findChild<QFileDialog *>(u"exportDialog"_s);
    QVERIFY(dialog);
    emit dialog->fileSelected(folder.path());
    dialog->close();
    QTRY_COMPARE(bench.status(), u"2 results were exported to %1."_s.arg(folder.path()));
    QCOMPARE(
        QDir(folder.path()).entryList(QDir::Files, QDir::Name), (QStringList{u"one.json"_s, u"two.json"_s}));
    QCOMPARE(contentOf(folder.filePath(u"two.json"_s)), Bench::resultOf(u"two"_s));
}

void TestRuns::outcomeStandsWhereItWasAskedFor() {
    const Bench bench(readyRuns(1));
    const QTemporaryDir folder;
    bench.list()->setCurrentIndex(bench.list()->model()->index(0, 0));
    QTRY_COMPARE(bench.heading(), u"run 1"_s);
    auto *page = bench.window->findChild<ui::ResultPane *>();
    const auto words = [&bench](const QString &label) {
        return bench.window->findChild<QLabel *>(label)->text();
    };
    const auto exportTo = [&](const QString &path, ui::ResultPane::View viewMeanwhile) {
        page->setView(ui::ResultPane::Table);
        QTRY_VERIFY(bench.window->findChild<QPushButton *>(u"tableExport"_s));
        auto *button = bench.window->findChild<QPushButton *>(u"tableExport"_s);
        QTRY_VERIFY(button->isEnabled());
        button->click();
        QPointer<QFileDialog> dialog = bench.window->findChild<QFileDialog *>(u"exportCsvDialog"_s);
        QVERIFY(dialog);
        page->setView(viewMeanwhile);
        emit dialog->fileSelected(path);
        dialog->close();
        QTRY_VERIFY(!dialog);
    };
    const QString path = folder.filePath(u"table.csv"_s);
    exportTo(path, ui::ResultPane::Tree);
    QTRY_COMPARE(words(u"tableNote"_s), u"Saved "_s + path);
    QCOMPARE(words(u"treeNote"_s), QString());
    QCOMPARE(bench.status(), u"Saved "_s + path); // the table is not on show
    QVERIFY(!contentOf(path).isEmpty());

    const QString nowhere = folder.filePath(u"not there/table.csv"_s);
    exportTo(nowhere, ui::ResultPane::Table);
    QTRY_VERIFY(words(u"tableNote"_s).startsWith(u"Not saved to "_s + nowhere));
    QVERIFY(!bench.status().startsWith(u"Not saved"_s));
}

void TestRuns::exportNeverOverwrites() {
    const QTemporaryDir folder;
    QFile mine(folder.filePath(u"same.json"_s));
    QVERIFY(mine.open(QIODevice::WriteOnly));
    mine.write("mine");
    mine.close();
    QList<ui::ExportItem> items;
    const QByteArrayList bodies{"1", "2", "3"};
    for (const QByteArray &bytes : bodies)
        items << ui::ExportItem{u"same.pdf"_s, [bytes] {
                                    return results::ByteSource::fromBytes(bytes);
                                }};
    ui::ResultExport work(folder.path(), items);
    QSignalSpy finished(&work, &ui::ResultExport::finished);
    work.start();
    QVERIFY(finished.wait());
    QCOMPARE(finished.first().at(0).toInt(), 3);
    QCOMPARE(finished.first().at(1).toStringList(), QStringList());
    QCOMPARE(contentOf(mine.fileName()), QByteArray("mine"));
    for (int i = 1; i <= 3; ++i)
        QCOMPARE(contentOf(folder.filePath(u"same (%1).json"_s.arg(i + 1))), QByteArray::number(i));
}

void TestRuns::exportTellsWhatWentWrong() {
    const QTemporaryDir folder;
    QList<ui::ExportItem> items{{u"gone.pdf"_s,
                                    [] {
                                        return results::ByteSourcePtr();
                                    }},
        {u"good.pdf"_s, [] {
             return results::ByteSource::fromBytes("good");
         }}};
    ui::ResultExport work(folder.path(), items);
    QSignalSpy finished(&work, &ui::ResultExport::finished);
    work.start();
    QVERIFY(finished.wait());
    QCOMPARE(finished.first().at(0).toInt(), 1);
    QCOMPARE(finished.first().at(1).toStringList(),
        QStringList{u"gone.pdf: the result is not in the ledger any more"_s});
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"good.json"_s});

    ui::ResultExport nowhere(folder.filePath(u"not there"_s), items);
    QSignalSpy ended(&nowhere, &ui::ResultExport::finished);
    nowhere.start();
    QVERIFY(ended.wait());
    QCOMPARE(ended.first().at(0).toInt(), 0);
    QCOMPARE(ended.first().at(1).toStringList().size(), 2);

    // In the window, each failure is told by name.
    Bench bench(readyRuns(2));
    bench.list()->selectAll();
    bench.press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = bench.window->findChild<QFileDialog *>(u"exportDialog"_s);
    QVERIFY(dialog);
    emit dialog->fileSelected(folder.filePath(u"not there"_s));
    dialog->close();
    QTRY_VERIFY(bench.window->findChild<QMessageBox *>(u"errorsBox"_s));
    auto *box = bench.window->findChild<QMessageBox *>(u"errorsBox"_s);
    QVERIFY2(
        box->text().contains(u"run 1: "_s) && box->text().contains(u"run 2: "_s), qPrintable(box->text()));
    box->close();
}

void TestRuns::exportNames_data() {
    QTest::addColumn<QString>("document");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"invoice 0847.pdf"_s << u"invoice 0847"_s;
    QTest::newRow("two endings") << u"a.tar.gz"_s << u"a.tar"_s;
    QTest::newRow("a path") << u"../../etc/passwd"_s << u"passwd"_s;
    QTest::newRow("letters that files may not have")
        << u"a:b*c?d\"e<f>g|h\\i.pdf"_s << u"a_b_c_d_e_f_g_h_i"_s;
    QTest::newRow("line breaks") << u"one\ntwo.pdf"_s << u"one two"_s;
    QTest::newRow("hidden") << u"..hidden.pdf"_s << u"hidden"_s;
    QTest::newRow("nothing left") << u"...."_s << u"result"_s;
    QTest::newRow("nothing") << QString() << u"result"_s;
    QTest::newRow("long") << QString(300, u'n') + u".pdf"_s << QString(80, u'n');
    QTest::newRow("emoji") << u"receipt 😀.pdf"_s << u"receipt 😀"_s;
}

void TestRuns::exportNames() {
    QFETCH(QString, document);
    QTEST(ui::fileNameFor(document), "name");
}

void TestRuns::pausesAndResumes() {
    int posts = 0;
    ScriptedServer server([&](const ScriptedRequest &request) {
        if (request.method == "POST") {
            ++posts;
            return ScriptedReply::json(202, R"({"id":"c1","status":"pending","version_id":"v7"})");
        }
        if (request.path.contains("/results/"))
            return ScriptedReply::json(200, R"({"extractions":[]})");
        return ScriptedReply::json(200, R"({"count":0,"results":[]})");
    });
    Bench bench({}, server.url());
    auto *pause = bench.window->findChild<QToolButton *>(u"runsPause"_s);
    QTest::mouseClick(pause, Qt::LeftButton);
    QVERIFY(bench.work->service.isPaused());
    QVERIFY(pause->isChecked());
    const runs::Target target{settings::origin(server.url()), u"w-1"_s, u"Invoices"_s};
    QCOMPARE(bench.work->service.submitText(target, u"one"_s), QString());
    QCOMPARE(bench.work->service.submitText(target, u"two"_s), QString());
    auto *words = bench.window->findChild<QLabel *>(u"runsPausedWords"_s);
    QTRY_COMPARE(words->text(), u"Paused: 2 documents wait here"_s);
    QVERIFY(words->isVisible());
    QCOMPARE(posts, 0);
    QTest::mouseClick(bench.window->findChild<QPushButton *>(u"runsResume"_s), Qt::LeftButton);
    QTRY_COMPARE(bench.countOf(RunState::Ready), 2);
    QVERIFY(!words->isVisible());
}

void TestRuns::movesToTheFront() {
    QList<QByteArray> sent;
    ScriptedServer server([&](const ScriptedRequest &request) {
        if (request.method == "POST") {
            sent << request.body;
            return ScriptedReply::json(202, R"({"id":"c)" + QByteArray::number(sent.size()) +
                                                R"(","status":"pending","version_id":"v7"})");
        }
        if (request.path.contains("/results/"))
            return ScriptedReply::json(200, R"({"extractions":[]})");
        return ScriptedReply::json(200, R"({"count":0,"results":[]})");
    });
    QList<Run> runs;
    for (int i = 1; i <= 9; ++i)
        runs << runOf(RunState::Queued, u"run %1"_s.arg(i));
    Bench bench(runs, server.url(), false);
    bench.work->service.setPaused(true);
    bench.open();
    bench.selectRows(0, 1); // 9 and 8, the last ones
    bench.press(Qt::Key_Home, Qt::AltModifier);
    bench.work->service.setPaused(false);
    QTRY_COMPARE(sent.size(), 9);
    QSet<int> first;
    for (int i = 0; i < 2; ++i) {
        for (int run = 1; run <= 9; ++run) {
            if (sent.at(i).contains("text of run " + QByteArray::number(run)))
                first << run;
        }
    }
    QCOMPARE(first, (QSet<int>{8, 9}));
}

void TestRuns::givesMoreTime() {
    Bench bench({runOf(RunState::Waiting, u"one"_s), runOf(RunState::Waiting, u"two"_s)});
    const qint64 before = bench.work->service.find(1)->deadlineAt;
    bench.window->showRun(1);
    auto *more = bench.window->findChild<QPushButton *>(u"factDeadlineMore"_s);
    QVERIFY(more && more->isVisible());
    QTest::mouseClick(more, Qt::LeftButton);
    QCOMPARE(bench.work->service.find(1)->deadlineAt, before + 30 * 60'000);
    bench.list()->selectAll();
    bench.press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(bench.work->service.find(1)->deadlineAt, before + 60 * 60'000); // in turns
    QTRY_VERIFY(bench.work->service.find(2)->deadlineAt > before + 29 * 60'000);
}

void TestRuns::deletesAtTheService() {
    ScriptedServer server([&](const ScriptedRequest &request) {
        if (request.method == "DELETE")
            return ScriptedReply::of(204, "text/plain", {});
        return ScriptedReply::json(200, R"({"count":0,"results":[]})");
    });
    Bench bench(readyRuns(1), server.url());
    const auto deleted = [&] {
        return std::count_if(server.requests.cbegin(), server.requests.cend(),
            [](const ScriptedRequest &request) { return request.method == "DELETE"; });
    };
    bench.window->showRun(1);
    auto *action = bench.window->findChild<QAction *>(u"runDeleteThere"_s);
    Answer no(false);
    action->trigger();
    QVERIFY2(no.words.contains(u"for good"_s) && no.words.contains(u"stays here"_s), qPrintable(no.words));
    Answer yes(true);
    action->trigger();
    QVERIFY(!yes.words.isEmpty());
    QTRY_COMPARE(deleted(), 1);
    const auto *timeline = bench.window->findChild<QTreeView *>(u"timelineTable"_s);
    QTRY_COMPARE(timeline->model()->rowCount(), 1);   // the window heard of it
    QCOMPARE(bench.shown(), QStringList{u"run 1"_s}); // removing it here is another deed
    QCOMPARE(bench.work->service.result(1).value(), Bench::resultOf(u"run 1"_s));
}

void TestRuns::choosesACandidate() {
    const QByteArray time = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toUtf8();
    const auto listed = [&](const QByteArray &id) {
        return R"({"id":")" + id +
               R"(","workflow_id":"w-1","name":"scan.pdf","status":"processing","created_at":")" + time +
               R"("})";
    };
    ScriptedServer server([&](const ScriptedRequest &request) {
        if (request.path.endsWith("/results/"))
            return ScriptedReply::json(200, R"({"extractions":[]})");
        if (request.path.contains("/files/") || request.path.contains("/runs/"))
            return ScriptedReply::json(200, R"({"count":2,"page":1,"page_size":100,"results":[)" +
                                                listed("c-a") + ',' + listed("c-b") + "]}");
        return ScriptedReply::json(200, R"({"count":0,"results":[]})");
    });
    Run unclear = runOf(RunState::Unconfirmed, u"scan.pdf"_s);
    unclear.kind = runs::InputKind::File;
    unclear.uploadStartedAt = unclear.createdAt - 10'000;
    unclear.endedAt = unclear.createdAt - 9'000;
    Bench bench({unclear}, server.url());
    bench.window->showRun(1);
    auto *list = bench.window->findChild<QTreeWidget *>(u"candidatesList"_s);
    QTRY_COMPARE_WITH_TIMEOUT(list->topLevelItemCount(), 2, 15'000);
    QVERIFY(list->isVisible());
    list->setCurrentItem(list->topLevelItem(1));
    const QString chosen = list->topLevelItem(1)->text(3);
    QTest::mouseClick(bench.window->findChild<QPushButton *>(u"candidatesAdopt"_s), Qt::LeftButton);
    QCOMPARE(bench.work->service.find(1)->collectionId, chosen);
    QTRY_COMPARE(bench.work->service.find(1)->state, RunState::Ready);
    for (const ScriptedRequest &request : server.requests)
        QVERIFY(request.method != "POST"); // nothing was sent again
}

void TestRuns::timelineIsOneShortcutAway() {
    Bench bench({runOf(RunState::Waiting, u"one"_s)});
    bench.window->showRun(1);
    bench.work->service.stop(1);
    bench.work->service.askAgain(1);
    const auto *table = bench.window->findChild<QTreeView *>(u"timelineTable"_s);
    QCOMPARE(table->model()->rowCount(), 2);
    QVERIFY(table->model()->index(0, 1).data().toString().startsWith(u"Waiting stopped here"_s));
    bench.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(bench.window));
    QTest::keyClick(bench.window, Qt::Key_6, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), table);
}

void TestRuns::goesToTheLinkedRun() {
    Bench bench({runOf(RunState::Failed, u"one"_s)});
    bench.window->showRun(1);
    QTest::mouseClick(bench.window->findChild<QPushButton *>(u"endingSendAgainButton"_s), Qt::LeftButton);
    QCOMPARE(bench.work->service.find(2)->linkedRun, 1);
    QCOMPARE(bench.pane()->currentRun(), 2); // the new one is watched
    auto *link = bench.window->findChild<QPushButton *>(u"runLinked"_s);
    QVERIFY(link->isVisible());
    bench.search(u"nothing like this"_s); // also while the filter hides it
    QTest::mouseClick(link, Qt::LeftButton);
    QCOMPARE(bench.heading(), u"one"_s);
    QVERIFY(!link->isVisible());
    bench.window->showRun(2);
    QVERIFY(link->isVisible());
    QVERIFY(bench.work->service.remove(1));
    QVERIFY(!link->isVisible());
}
