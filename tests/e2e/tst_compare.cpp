// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_compare.h"

#include "app/runs/runsmodel.h"
#include "tests/support/workbench.h"
#include "ui/comparedialog.h"

#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTreeView>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;

namespace {

const QString profile = u"https://api.anyformat.ai"_s;

Run run(const QString &name, const QString &hash, RunState state = RunState::Ready) {
    Run run;
    run.profile = profile;
    run.workflowId = u"w1"_s;
    run.workflowName = u"Invoices"_s;
    run.versionId = u"V"_s + name.left(1);
    run.name = name;
    run.contentHash = hash;
    run.state = state;
    run.createdAt = QDateTime::currentMSecsSinceEpoch();
    return run;
}

QByteArray body(const QByteArray &fields) {
    return "{\"extractions\":[{\"fields\":" + fields + "}]}";
}

/// Runs 1, 2 … with these results.
struct Window {
    QTemporaryDir data;
    std::optional<support::Workbench> work;

    Window(QList<Run> runs, const QList<QByteArray> &bodies) {
        {
            runs::RunStore store(data.path() + u"/ledger.sqlite"_s);
            QCOMPARE(store.open(), QString());
            QCOMPARE(store.insert(runs, {}), QString());
            for (int i = 0; i < bodies.size(); ++i)
                QCOMPARE(store.updateWithResult(runs.at(i), bodies.at(i)), QString());
        }
        open();
    }
    void open() {
        work.emplace(data.path());
        work->settings.setProfile(settings::Profile::Service);
        work->open();
        work->window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(work->window.get()));
    }
    QListView *list() const { return work->window->findChild<QListView *>(u"runsList"_s); }
    void select(const QList<qint64> &ids) const {
        list()->clearSelection();
        for (int row = 0; row < list()->model()->rowCount(); ++row) {
            const QModelIndex index = list()->model()->index(row, 0);
            if (ids.contains(index.data(runs::RunsModel::IdRole).toLongLong()))
                list()->selectionModel()->select(index, QItemSelectionModel::Select);
        }
    }
    void press(const QList<qint64> &ids) const {
        work->window->activateWindow(); // a comparison may have been in front
        QVERIFY(QTest::qWaitForWindowActive(work->window.get()));
        list()->setFocus();
        select(ids);
        QTest::keyClick(list(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    }
    QList<ui::CompareDialog *> dialogs() const { return work->window->findChildren<ui::CompareDialog *>(); }
    ui::CompareDialog *dialog() const { return dialogs().value(0); }
    QString summary() const { return dialog()->findChild<QLabel *>(u"compareSummary"_s)->text(); }
    QString notices() const { return dialog()->findChild<QLabel *>(u"compareNotices"_s)->text(); }
    QString title(int column) const {
        return dialog()
            ->findChild<QTreeView *>(u"compareView"_s)
            ->model()
            ->headerData(column, Qt::Horizontal)
            .toString();
    }
};

} // namespace

void TestCompare::findsTheEarlierResult() {
    Run linked = run(u"6.pdf"_s, {});
    linked.linkedRun = 2;
    Run linkedToFailed = run(u"7.pdf"_s, u"h1"_s);
    linkedToFailed.linkedRun = 4;
    Run elsewhere = run(u"5.pdf"_s, u"h1"_s);
    elsewhere.profile = u"sandbox"_s;
    runs::RunStore store(u":memory:"_s);
    QCOMPARE(store.open(), QString());
    QList<Run> all{run(u"1.pdf"_s, u"h1"_s), run(u"2.pdf"_s, u"h2"_s), run(u"3.pdf"_s, u"h1"_s),
        run(u"4.pdf"_s, u"h1"_s, RunState::Failed), elsewhere, linked, linkedToFailed, run(u"8.pdf"_s, {})};
    QCOMPARE(store.insert(all, {}), QString());
    QList<qint64> found;
    for (const Run &run : std::as_const(all))
        found << store.history().earlierResult(run);
    QCOMPARE(found, (QList<qint64>{0, 0, 1, 3, 0, 2, 3, 0}));
}

void TestCompare::comparesTwoRuns() {
    const Window w({run(u"a.pdf"_s, u"h1"_s), run(u"b.pdf"_s, u"h2"_s)},
        {body(R"({"no":"1","sum":"12,50"})"), body(R"({"no":"2","sum":12.5})")});
    w.press({2, 1});
    QTRY_VERIFY(w.dialog());
    QTRY_COMPARE(w.summary(), u"1 equal after normalising, 1 changed"_s);
    QVERIFY2(w.title(2).startsWith(u"a.pdf\n"_s) && w.title(2).endsWith(u"Invoices · version Va"_s),
        qPrintable(w.title(2)));
    QVERIFY(w.title(3).startsWith(u"b.pdf\n"_s));
    QVERIFY(!w.dialog()->isModal());
    QVERIFY(w.work->window->isEnabled());
}

void TestCompare::comparesWithTheEarlierResult() {
    const Window w({run(u"a.pdf"_s, u"h1"_s), run(u"b.pdf"_s, u"h2"_s), run(u"c.pdf"_s, u"h1"_s)},
        {body(R"({"no":1})"), body(R"({"no":2})"), body(R"({"no":1})")});
    w.press({2}); // its document was not submitted before
    QVERIFY(!w.dialog());
    w.select({3});
    emit w.list()->customContextMenuRequested(w.list()->visualRect(w.list()->model()->index(0, 0)).center());
    auto *menu = w.work->window->findChild<QWidget *>(u"runsPane"_s)->findChild<QMenu *>(u"runMenu"_s);
    QVERIFY(menu);
    auto *compare = menu->findChild<QAction *>(u"compareRuns"_s);
    QVERIFY(compare);
    compare->trigger();
    menu->close();
    QTRY_VERIFY(w.dialog());
    QTRY_COMPARE(w.summary(), u"1 equal"_s);
    QVERIFY(w.title(2).startsWith(u"a.pdf\n"_s));
}

void TestCompare::swapsAndAligns() {
    const Window w({run(u"a.pdf"_s, u"h1"_s), run(u"b.pdf"_s, u"h1"_s)},
        {body(R"({"t":[{"k":1,"v":"apples"},{"k":2,"v":"pears"}],"x":1})"),
            body(R"({"t":[{"k":2,"v":"apples"},{"k":1,"v":"pears"}]})")});
    w.press({1, 2});
    QTRY_VERIFY(w.dialog());
    QTRY_COMPARE(w.summary(), u"2 equal, 2 changed, 1 only left"_s);
    auto *key = w.dialog()->findChild<QComboBox *>(u"compareKey"_s);
    key->setFocus();
    QTest::keyClick(key, Qt::Key_Down);
    QCOMPARE(key->currentText(), u"k"_s);
    QTRY_COMPARE(key->currentText(), u"k"_s);
    w.dialog()->findChild<QPushButton *>(u"compareSwap"_s)->click();
    QTRY_COMPARE(w.summary(), u"2 equal, 2 changed, 1 only right"_s);
    QVERIFY(w.title(2).startsWith(u"b.pdf\n"_s));
    QVERIFY(w.title(3).startsWith(u"a.pdf\n"_s));
    QCOMPARE(key->currentText(), u"k"_s); // it holds for the swapped sides
}

void TestCompare::exportsAsCsv() {
    const Window w({run(u"a.pdf"_s, u"h1"_s), run(u"b.pdf"_s, u"h1"_s)},
        {body(R"({"no":"=1+1"})"), body(R"({"no":-12.50})")});
    w.press({1, 2});
    QTRY_VERIFY(w.dialog());
    QTRY_COMPARE(w.summary(), u"1 changed"_s);
    const auto saveTo = [&](const QString &path) {
        w.dialog()->findChild<QPushButton *>(u"compareExport"_s)->click();
        auto *files = w.dialog()->findChild<QFileDialog *>(u"exportCsvDialog"_s);
        QVERIFY(files);
        emit files->fileSelected(path);
        files->close();
    };
    const auto outcome = [&] {
        return w.dialog()->findChild<QLabel *>(u"compareOutcome"_s)->text();
    };
    const QString path = w.data.filePath(u"out.csv"_s);
    saveTo(path);
    QTRY_COMPARE(outcome(), u"Saved "_s + path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    QVERIFY(written.startsWith("\xEF\xBB\xBFGroup,Field,"));
    QVERIFY2(written.contains(",no,,,,changed,'=1+1,-12.50,"), written.constData());
    saveTo(u"/nowhere/out.csv"_s);
    QTRY_VERIFY(outcome().startsWith(u"Not saved to /nowhere/out.csv: "_s));
}

void TestCompare::outlivesItsRuns() {
    Window w(
        {run(u"a.pdf"_s, u"h1"_s), run(u"b.pdf"_s, u"h1"_s)}, {body(R"({"no":1})"), body(R"({"no":2})")});
    w.press({1, 2});
    QTRY_VERIFY(w.dialog());
    QTRY_COMPARE(w.summary(), u"1 changed"_s);
    QVERIFY(w.work->service.remove(1));
    QVERIFY(w.notices().contains(u"on the left was removed"_s));
    w.dialog()->findChild<QPushButton *>(u"compareSwap"_s)->click();
    QTRY_VERIFY(w.title(3).startsWith(u"a.pdf\n"_s));
    QVERIFY(w.notices().contains(u"on the right was removed"_s)); // it goes with its side
    QVERIFY(w.work->service.remove(2));
    QVERIFY(w.notices().contains(u"on the left was removed"_s));
    QCOMPARE(w.summary(), u"1 changed"_s);
    w.dialog()->close();
    QTRY_VERIFY(!w.dialog());
}

void TestCompare::tellsWhatIsMissing() {
    const Window w({run(u"a.pdf"_s, u"h1"_s), run(u"b.pdf"_s, u"h1"_s), run(u"c.pdf"_s, u"h1"_s)},
        {body(R"({"no":1})"), "<html>502 Bad Gateway</html>"}); // the third has none in the ledger
    w.press({1, 2});
    QTRY_VERIFY(w.dialog());
    QTRY_COMPARE(w.summary(), u"1 only left"_s);
    QVERIFY2(w.notices().startsWith(u"Right: its body is not complete JSON"_s), qPrintable(w.notices()));
    delete w.dialog();
    w.press({1, 3});
    QTRY_VERIFY(w.dialog());
    QTRY_COMPARE(w.summary(), u"1 only left"_s);
    QVERIFY2(w.notices().contains(u"not in the ledger"_s), qPrintable(w.notices()));
}

void TestCompare::opensOnceAndKeepsItsSize() {
    Window w({run(u"a.pdf"_s, u"h1"_s), run(u"b.pdf"_s, u"h1"_s), run(u"c.pdf"_s, u"h1"_s)},
        {body(R"({"no":1})"), body(R"({"no":2})"), body(R"({"no":3})")});
    w.press({1, 2});
    QTRY_COMPARE(w.dialogs().size(), 1);
    w.press({1, 2});
    QCOMPARE(w.dialogs().size(), 1); // it is raised
    w.press({1, 3});
    QCOMPARE(w.dialogs().size(), 2);
    for (ui::CompareDialog *dialog : w.dialogs()) {
        dialog->resize(733, 555);
        dialog->close();
    }
    QTRY_COMPARE(w.dialogs().size(), 0);
    w.press({1, 2});
    QTRY_VERIFY(w.dialog());
    QCOMPARE(w.dialog()->size(), QSize(733, 555));
    // The program may end while one is open.
    w.dialog()->resize(744, 566);
    w.work.reset();
    w.open();
    w.press({1, 2});
    QTRY_VERIFY(w.dialog());
    QCOMPARE(w.dialog()->size(), QSize(744, 566));
}
