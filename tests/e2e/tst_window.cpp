// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_window.h"

#include "app/commands/commandserver.h"
#include "app/commands/datafolder.h"
#include "app/results/jsontreemodel.h"
#include "tests/support/accessibility.h"
#include "tests/support/pauses.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/workbench.h"
#include "ui/demo.h"
#include "ui/maintoolbar.h"
#include "ui/resultpane.h"
#include "ui/runspane.h"
#include "ui/submitpane.h"
#include "ui/watchpanel.h"
#include "ui/windowprogram.h"
#include "ui/workflowpicker.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPointer>
#include <QProcess>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>
#include <QtTest>

using namespace Qt::StringLiterals;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;

namespace {

/// The window on a fresh data folder, in the sandbox, with its workflows listed.
struct Bench {
    QTemporaryDir data;
    support::Workbench work{data.path()};
    ui::MainWindow *window = nullptr;
    QPushButton *submit = nullptr;

    Bench() {
        work.open();
        window = work.window.get();
        submit = window->findChild<QPushButton *>(u"submitButton"_s);
    }
    bool isListed() { return work.session.catalog()->state() == runs::WorkflowCatalog::State::Loaded; }
    QAbstractItemModel *tree() const { return window->findChild<QTreeView *>(u"treeView"_s)->model(); }
    QString shownText() const {
        QString all;
        const auto labels = window->resultPane()->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->isVisible())
                all += label->text() + u'\n';
        }
        return all;
    }
};

/// True when a run stands for every submission and none is under way.
bool allEnded(const Bench &bench) {
    const QList<runs::Run> all = bench.work.service.runs();
    return !all.isEmpty() &&
           std::none_of(all.cbegin(), all.cend(), [](const auto &run) { return run.isActive(); });
}

bool waitForResult(const Bench &bench) {
    QSignalSpy shown(bench.window, &ui::MainWindow::resultShown);
    return shown.wait(30'000);
}

void drop(QWidget *window, QMimeData *data) {
    const QPoint at = window->rect().center();
    QDragEnterEvent enter(at, Qt::CopyAction | Qt::MoveAction, data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window, &enter);
    QVERIFY(enter.isAccepted());
    QCOMPARE(enter.dropAction(), Qt::CopyAction);
    QDropEvent event(at, Qt::CopyAction | Qt::MoveAction, data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window, &event);
    QVERIFY(event.isAccepted());
    QCOMPARE(event.dropAction(), Qt::CopyAction);
}

const QByteArray workflows = R"({"count":1,"results":[{"id":"w1","name":"Invoices"}]})";

/// A service that accepts everything and answers questions with `results`.
ScriptedServer::Handler serviceWith(std::function<ScriptedReply()> results) {
    return [results = std::move(results)](const ScriptedRequest &request) {
        if (request.method == "POST")
            return ScriptedReply::json(202, R"({"id":"c1","status":"pending","version_id":"v7"})");
        if (request.path.contains("/results/"))
            return results();
        return ScriptedReply::json(200, workflows);
    };
}

QProcessEnvironment serviceAt(const QUrl &url) {
    QProcessEnvironment environment;
    environment.insert(u"ANYFORMAT_BASE_URL"_s, url.toString());
    environment.insert(u"ANYFORMAT_API_KEY"_s, u"af_environment_key_1"_s);
    return environment;
}

} // namespace

QString TestWindow::writeFile(const QString &name, const QByteArray &content) {
    QFile file(m_documents.filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(content);
    return file.fileName();
}

void TestWindow::newcomerSubmitsASample() {
    Bench bench;
    QVERIFY(bench.work.session.isSandbox());
    auto *sample = bench.window->resultPane()->findChild<QPushButton *>(u"sampleInvoiceButton"_s);
    QVERIFY(sample && sample->isVisible());
    QTest::mouseClick(sample, Qt::LeftButton); // one click from the empty state
    QTRY_COMPARE(bench.window->stagedFiles()->rowCount(), 1);
    QTRY_COMPARE(bench.submit->text().remove(u'&'), u"Submit 1 file to Invoices"_s);
    QTest::mouseClick(bench.submit, Qt::LeftButton);
    QVERIFY(waitForResult(bench));

    const runs::Run *run = bench.work.lastRun();
    QCOMPARE(run->state, runs::RunState::Ready);
    QVERIFY(run->attempts >= 1);
    QVERIFY(!run->collectionId.isEmpty());
    const QByteArray bytes = bench.work.service.result(run->id).value();
    QVERIFY(bytes.contains("INV-2024-0847"));
    // Keys in the server's order, as the API documents it.
    QStringList keys;
    for (int row = 0; row < bench.tree()->rowCount(); ++row)
        keys << bench.tree()->index(row, results::JsonTreeModel::KeyColumn).data().toString();
    QCOMPARE(keys, (QStringList{u"collection_id"_s, u"verification_url"_s, u"parse"_s, u"classifications"_s,
                       u"splits"_s, u"extractions"_s, u"extraction"_s}));
    QCOMPARE(bench.window->stagedFiles()->rowCount(), 0);
}

void TestWindow::textByKeyboardAlone() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    bench.window->submitPane()->setPane(ui::SubmitPane::Text);
    auto *editor = bench.window->findChild<QPlainTextEdit *>(u"textEdit"_s);
    QVERIFY(editor);
    QGuiApplication::clipboard()->setText(u"Invoice number: T-1\nTotal: 12.50 EUR\n"_s);
    editor->setFocus();
    QTest::keyClick(editor, Qt::Key_V, Qt::ControlModifier);
    QVERIFY(editor->toPlainText().startsWith(u"Invoice number"_s));
    QTRY_VERIFY(bench.submit->isEnabled());
    QCOMPARE(bench.submit->text().remove(u'&'), u"Submit text to Invoices"_s);
    QTest::keyClick(bench.window, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(waitForResult(bench));
    QCOMPARE(bench.work.lastRun()->kind, runs::InputKind::Text);
    QCOMPARE(bench.work.lastRun()->name, u"Invoice number: T-1"_s);
    QVERIFY(bench.work.service.result(bench.work.lastRun()->id)->contains("T-1"));
    QVERIFY(editor->toPlainText().isEmpty());
}

void TestWindow::submitsOneOfTheTwo() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    bench.window->stageFiles(
        {writeFile(u"one.txt"_s, "Total: 1.00"), writeFile(u"two.txt"_s, "Total: 2.00")});
    QTRY_COMPARE(bench.window->stagedFiles()->submittable().size(), 2); // they have just been written
    bench.window->submitPane()->setText(u"Total: 3.00"_s);
    bench.window->submitPane()->setPane(ui::SubmitPane::Files);
    bench.window->submit();
    QCOMPARE(bench.work.service.runs().size(), 2);
    for (const runs::Run &run : bench.work.service.runs())
        QCOMPARE(run.kind, runs::InputKind::File);
    QCOMPARE(bench.window->submitPane()->text(), u"Total: 3.00"_s); // still there, not sent
    QTRY_VERIFY_WITH_TIMEOUT(allEnded(bench), 30'000);
    for (const runs::Run &run : bench.work.service.runs())
        QCOMPARE(run.state, runs::RunState::Ready);
}

void TestWindow::hoveringFolderIsNotWalked() {
    Bench bench;
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"deep/er"_s));
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(folder.path())});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(bench.window, &enter);
    QVERIFY(enter.isAccepted());
    auto *overlay = bench.window->findChild<QWidget *>(u"dropOverlay"_s);
    QTRY_COMPARE(overlay->accessibleName(), u"1 folder"_s);
    QCOMPARE(overlay->accessibleDescription(), u"What is in it is listed before it is added"_s);

    QList<QUrl> many;
    for (int i = 0; i < 10'000; ++i)
        many << QUrl::fromLocalFile(folder.filePath(QString::number(i)));
    mime.setUrls(many);
    QElapsedTimer since;
    since.start();
    QDragEnterEvent again(QPoint(300, 300), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    const double before = support::Pauses::worked();
    QApplication::sendEvent(bench.window, &again);
    const double work = support::Pauses::worked() - before;
    QVERIFY2(work < 50, qPrintable(QString::number(work)));
    QVERIFY2(since.elapsed() < 250, qPrintable(QString::number(since.elapsed())));
    QCOMPARE(overlay->accessibleName(), u"10,000 files"_s);
    QDragLeaveEvent leave;
    QApplication::sendEvent(bench.window, &leave);
    QVERIFY(!overlay->isVisible());
    QCOMPARE(bench.window->stagedFiles()->rowCount(), 0);
}

void TestWindow::watchesAFolder() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    const QTemporaryDir inbox;
    bench.window->openSettings();
    auto *panel = bench.window->findChild<ui::WatchPanel *>();
    QVERIFY(panel);
    panel->examine(inbox.path());
    auto *watchIt = panel->findChild<QPushButton *>(u"watchNewOnly"_s);
    QTRY_VERIFY(watchIt->isVisible());
    QTest::keyClick(watchIt, Qt::Key_Space);
    auto *words = panel->findChild<QLabel *>(u"watchWords"_s);
    QTRY_COMPARE(words->text(), u"Watched"_s);
    QFile file(inbox.filePath(u"new.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Invoice number: W-1\nTotal: 3.50");
    file.close();
    QTRY_COMPARE_WITH_TIMEOUT(bench.work.service.runs().size(), 1, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(allEnded(bench), 30'000);
    QCOMPARE(bench.work.service.runs().first().state, runs::RunState::Ready);
    QTRY_COMPARE(words->text(), u"Watched · 1 submitted since the start"_s);
    QTest::keyClick(panel->findChild<QPushButton *>(u"watchStop"_s), Qt::Key_Space);
    QVERIFY(!bench.work.watches.of(bench.work.service.runs().first().workflowId));
}

void TestWindow::takesTheFilesOfAFolder() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"2026/.git"_s));
    for (const auto &name :
        {u"a.txt"_s, u"2026/b.txt"_s, u"2026/.git/config"_s, u"2026/notes.xyz"_s, u"~$c.docx"_s}) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Total: 1.00, in " + name.toUtf8());
    }
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(folder.path())});
    drop(bench.window, &mime);
    QPointer<QDialog> dialog;
    QTRY_VERIFY((dialog = bench.window->findChild<QDialog *>(u"gatherDialog"_s)));
    auto *add = dialog->findChild<QPushButton *>(u"gatherAdd"_s);
    QTRY_VERIFY(add->isEnabled());
    QCOMPARE(add->text().remove(u'&'), u"Add 2 files"_s); // what the service does not list is left out
    QCOMPARE(bench.window->stagedFiles()->rowCount(), 0);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!dialog);
    QCOMPARE(bench.window->stagedFiles()->rowCount(), 2);
    QTRY_COMPARE(bench.window->stagedFiles()->submittable().size(), 2);
    bench.window->submit();
    QTRY_VERIFY_WITH_TIMEOUT(allEnded(bench), 30'000);
    QCOMPARE(bench.work.service.runs().size(), 2);

    drop(bench.window, &mime);
    QTRY_VERIFY((dialog = bench.window->findChild<QDialog *>(u"gatherDialog"_s)));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    QCOMPARE(bench.window->stagedFiles()->rowCount(), 0);
}

void TestWindow::offersTheResultOfTheSameBytes() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    const QString path = writeFile(u"twice.txt"_s, "Invoice number: N-2\nTotal: 12.50");
    bench.window->stageFiles({path});
    QTRY_VERIFY(bench.window->stagedFiles()->submittable().size() == 1 &&
                bench.window->stagedFiles()->items().first().inspected);
    bench.window->submit();
    QVERIFY(waitForResult(bench));
    const qint64 first = bench.work.lastRun()->id;
    QCOMPARE(bench.work.lastRun()->contentHash.size(), 64);

    const QString copy = writeFile(u"copy of twice.txt"_s, "Invoice number: N-2\nTotal: 12.50");
    bench.window->stageFiles({copy});
    QTRY_COMPARE(bench.window->stagedFiles()->tally().repeated, 1);
    const runs::IntakeItem item = bench.window->stagedFiles()->items().first();
    QVERIFY2(item.repeats.startsWith("submitted before: ready"_L1), qPrintable(item.repeats));
    QCOMPARE(item.repeatsRun, first);
    bench.window->showRun(0);
    auto *list = bench.window->findChild<QListView *>(u"stagedList"_s);
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(waitForResult(bench));
    QTRY_VERIFY(bench.submit->isEnabled()); // and a person may want it again
    bench.window->submit();
    QCOMPARE(bench.work.service.runs().size(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(allEnded(bench), 30'000);
}

void TestWindow::offersTheResultOfTheSameText() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    const QString text = u"Invoice number: N-3\nTotal: 12.50"_s;
    ui::SubmitPane *pane = bench.window->submitPane();
    pane->setPane(ui::SubmitPane::Text);
    pane->setText(text);
    bench.window->submit();
    QVERIFY(waitForResult(bench));
    const qint64 first = bench.work.lastRun()->id;
    bench.window->showRun(0);
    const auto *earlier = pane->findChild<QPushButton *>(u"textEarlier"_s);
    QVERIFY(earlier->isHidden());
    pane->setText(text + u' ');
    pane->setText(text);
    QTRY_VERIFY(earlier->isVisible());
    QVERIFY2(earlier->text().startsWith("submitted before: ready"_L1), qPrintable(earlier->text()));
    QTest::mouseClick(const_cast<QPushButton *>(earlier), Qt::LeftButton);
    QVERIFY(waitForResult(bench));
    QCOMPARE(bench.work.service.runs().size(), 1);
    QTest::keyClicks(pane->findChild<QPlainTextEdit *>(u"textEdit"_s), u"!"_s);
    QVERIFY(earlier->isHidden()); // it is another text
    QCOMPARE(pane->text().size(), text.size() + 1);
    pane->setText(text);
    QTRY_VERIFY(earlier->isVisible());
    QVERIFY(bench.work.service.remove(first)); // the word goes with its run
    QTRY_VERIFY(earlier->isHidden());
}

void TestWindow::pastesWhatIsOnTheClipboard() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    QImage picture(64, 48, QImage::Format_RGB32);
    picture.fill(Qt::darkGreen);
    QGuiApplication::clipboard()->setImage(picture);
    bench.window->submitPane()->setPane(ui::SubmitPane::Files);
    bench.window->submitPane()->focusPane();
    QTest::keySequence(bench.window, QKeySequence::Paste);
    QTRY_COMPARE(bench.window->stagedFiles()->rowCount(), 1);
    const runs::IntakeItem item = bench.window->stagedFiles()->items().first();
    QVERIFY(item.name.startsWith("Pasted picture 20"_L1));
    QCOMPARE(item.mediaType, u"image/png"_s);
    QCOMPARE(int(item.verdict), int(runs::Verdict::Accepted));
    QVERIFY(item.path.startsWith(bench.data.path()));
    QCOMPARE(QImage(item.path).size(), picture.size());

    auto *files = new QMimeData;
    files->setData(u"x-special/gnome-copied-files"_s,
        "copy\n" + QUrl::fromLocalFile(writeFile(u"copied.txt"_s, "Total: 1")).toEncoded());
    QGuiApplication::clipboard()->setMimeData(files);
    QTest::keySequence(bench.window, QKeySequence::Paste);
    QTRY_COMPARE(bench.window->stagedFiles()->rowCount(), 2);

    QGuiApplication::clipboard()->setText(u"Total: 9.99"_s);
    QTest::keySequence(bench.window, QKeySequence::Paste);
    QCOMPARE(bench.window->submitPane()->pane(), ui::SubmitPane::Text);
    QCOMPARE(bench.window->submitPane()->text(), u"Total: 9.99"_s);
    // An editor that has the keys takes it for itself, once.
    bench.window->submitPane()->focusPane();
    QTest::keySequence(QApplication::focusWidget(), QKeySequence::Paste);
    QCOMPARE(bench.window->submitPane()->text(), u"Total: 9.99Total: 9.99"_s);
    QGuiApplication::clipboard()->clear();
}

void TestWindow::fileNamesArriveIntact_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("spaces") << u"my  invoice 1.txt"_s;
    QTest::newRow("quotes") << u"the \"big\" one's.txt"_s;
    QTest::newRow("umlauts") << u"Rechnung ünïcode Äß.txt"_s;
    QTest::newRow("emoji") << u"receipt 😀🧾.txt"_s;
    QTest::newRow("right to left") << u"חשבונית.txt"_s;
    QTest::newRow("ampersand and percent") << u"a&b 100%.txt"_s;
    QTest::newRow("long") << QString(120, u'n') + u".txt"_s;
}

void TestWindow::fileNamesArriveIntact() {
    QFETCH(QString, name);
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    bench.window->stageFiles({writeFile(name, "Invoice number: N-1\nTotal: 12.50")});
    QTRY_COMPARE(bench.window->stagedFiles()->submittable().size(), 1);
    QTRY_VERIFY(bench.submit->isEnabled());
    bench.window->submit();
    QVERIFY(waitForResult(bench));
    QCOMPARE(bench.work.lastRun()->name, name);
    QCOMPARE(bench.work.lastRun()->state, runs::RunState::Ready);
}

void TestWindow::refusedFilesStayInSight() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    const QString empty = writeFile(u"empty.pdf"_s, {});
    const QString large = writeFile(u"large.pdf"_s, "x");
    QVERIFY(QFile::resize(large, 25'000'000));
    const QString vanished = writeFile(u"vanished.txt"_s, "Total: 1.00");
    const QString good = writeFile(u"good.txt"_s, "Total: 1.00");
    const QString odd = writeFile(u"odd.xyz"_s, "Total: 1.00");
    bench.window->stageFiles(
        {empty, large, vanished, good, u"/dev/null"_s, m_documents.filePath(u"none.pdf"_s), odd});
    QTRY_COMPARE(bench.window->stagedFiles()->rowCount(), 7);
    QTRY_COMPARE(bench.window->stagedFiles()->tally().unsettled, 0); // they have just been written
    QHash<QString, runs::Verdict> verdicts;
    for (const runs::IntakeItem &item : bench.window->stagedFiles()->items()) {
        verdicts.insert(item.path, item.verdict);
        QCOMPARE(item.reason.isEmpty(), item.verdict == runs::Verdict::Accepted);
    }
    QCOMPARE(verdicts.value(good), runs::Verdict::Accepted);
    QCOMPARE(verdicts.value(vanished), runs::Verdict::Accepted);
    QCOMPARE(verdicts.value(odd), runs::Verdict::Doubtful);
    QCOMPARE(verdicts.values().count(runs::Verdict::Refused), 4);
    QTRY_COMPARE(bench.submit->text().remove(u'&'), u"Submit 3 files to Invoices"_s);
    // It vanishes between staging and sending.
    QVERIFY(QFile::remove(vanished));
    bench.window->submit();
    QCOMPARE(bench.window->stagedFiles()->rowCount(), 4);
    QCOMPARE(bench.work.service.runs().size(), 3);
    QTRY_VERIFY_WITH_TIMEOUT(allEnded(bench), 30'000);
    for (const runs::Run &run : bench.work.service.runs()) {
        if (run.path == vanished) {
            QCOMPARE(run.state, runs::RunState::Failed);
            QVERIFY2(run.message.contains(u"Not sent, nothing billed"_s), qPrintable(run.message));
            QVERIFY(!run.remedy.isEmpty());
        } else if (run.path == good) {
            QCOMPARE(run.state, runs::RunState::Ready);
        }
    }
}

void TestWindow::megabyteOfText() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    QString text = u"Invoice number: BIG-1\n"_s;
    while (text.size() < 1'000'000)
        text += u"The quick brown fox jumps over the lazy dog, again and again.\n"_s;
    bench.window->submitPane()->setPane(ui::SubmitPane::Text);
    bench.window->submitPane()->setText(text);
    QTRY_VERIFY(bench.submit->isEnabled());
    bench.window->submit();
    QVERIFY(waitForResult(bench));
    QCOMPARE(bench.work.lastRun()->size, text.size());
    QVERIFY(bench.work.service.result(bench.work.lastRun()->id)->contains("BIG-1"));
}

void TestWindow::dropsAnywhere() {
    Bench bench;
    const QString file = writeFile(u"dropped.txt"_s, "Total: 1.00");
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(file), QUrl(u"https://example.com/x.pdf"_s)});
    drop(bench.window, &files);
    QTRY_COMPARE(bench.window->stagedFiles()->rowCount(), 1);
    QCOMPARE(bench.window->submitPane()->pane(), ui::SubmitPane::Files);

    QMimeData text;
    text.setText(u"Total: 2.00"_s);
    drop(bench.window, &text);
    QCOMPARE(bench.window->submitPane()->pane(), ui::SubmitPane::Text);
    QCOMPARE(bench.window->submitPane()->text(), u"Total: 2.00"_s);

    // A drag onto the editor is the window's as well: it must not type the file's path.
    const auto children = bench.window->findChildren<QWidget *>();
    for (const QWidget *child : children)
        QVERIFY2(!child->acceptDrops(), qPrintable(child->objectName()));
    QMimeData other;
    other.setData(u"application/x-unknown"_s, "x");
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &other, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QApplication::sendEvent(bench.window, &enter);
    QVERIFY(!enter.isAccepted());
}

void TestWindow::savesTheBytesReceived() {
    // Numbers, order, duplicates and white space that a JSON library would change.
    const QByteArray odd = "{ \"z\": 1.10,\r\n\"a\":12345678901234567890, \"a\" : 1e400,\t\"\\u00e9\":-0 }\n";
    ScriptedServer server(serviceWith([&] { return ScriptedReply::json(200, odd); }));
    QTemporaryDir data;
    support::Workbench work(data.path(), serviceAt(server.url()));
    work.open();
    work.window->submitPane()->setPane(ui::SubmitPane::Text);
    work.window->submitPane()->setText(u"x"_s);
    auto *submit = work.window->findChild<QPushButton *>(u"submitButton"_s);
    QTRY_VERIFY(submit->isEnabled());
    work.window->submit();
    QSignalSpy shown(work.window.get(), &ui::MainWindow::resultShown);
    QVERIFY(shown.wait(20'000));
    const auto *model = work.window->findChild<QTreeView *>(u"treeView"_s)->model();
    QStringList rows;
    for (int row = 0; row < model->rowCount(); ++row)
        rows << model->index(row, 0).data().toString() + u'=' + model->index(row, 1).data().toString();
    QCOMPARE(rows, (QStringList{u"z=1.10"_s, u"a=12345678901234567890"_s, u"a=1e400"_s, u"é=-0"_s}));

    emit work.window->resultPane()->saveRequested(work.lastRun()->id);
    auto *dialog = work.window->findChild<QFileDialog *>(u"saveResultDialog"_s);
    QVERIFY(dialog);
    const QString path = data.filePath(u"saved.json"_s);
    emit dialog->fileSelected(path);
    QFile saved(path);
    QTRY_VERIFY(saved.exists()); // another thread writes it, and it is there as a whole
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QCOMPARE(saved.readAll(), odd);
    dialog->close();
}

void TestWindow::remembersWindowAndWorkflow() {
    QTemporaryDir data;
    QSize size;
    QList<int> columns;
    QString chosen;
    {
        support::Workbench work(data.path());
        work.open();
        runs::WorkflowCatalog *catalog = work.session.catalog();
        QTRY_COMPARE(catalog->state(), runs::WorkflowCatalog::State::Loaded);
        auto *picker = work.window->findChild<ui::WorkflowPicker *>(u"workflowPicker"_s);
        QTRY_COMPARE(picker->workflowName(), u"Invoices"_s);
        for (int row = 0; row < catalog->rowCount(); ++row) {
            if (catalog->index(row).data().toString() == u"Contacts"_s)
                chosen = catalog->index(row).data(runs::WorkflowCatalog::IdRole).toString();
        }
        QVERIFY(!chosen.isEmpty());
        auto *box = picker->findChild<QComboBox *>(u"workflowCombo"_s);
        box->setCurrentIndex(catalog->rowOf(chosen));
        emit box->activated(catalog->rowOf(chosen)); // by hand
        work.window->resize(1100, 700);
        auto *splitter = work.window->findChild<QSplitter *>(u"columns"_s);
        splitter->setSizes({420, 680});
        size = work.window->size();
        columns = splitter->sizes();
        work.window->close();
    }
    support::Workbench work(data.path());
    work.open();
    QCOMPARE(work.window->size(), size);
    QCOMPARE(work.window->findChild<QSplitter *>(u"columns"_s)->sizes(), columns);
    auto *picker = work.window->findChild<ui::WorkflowPicker *>(u"workflowPicker"_s);
    QTRY_COMPARE(picker->workflowId(), chosen);
    QTRY_COMPARE(picker->workflowName(), u"Contacts"_s);
}

void TestWindow::switchesToTheServiceAndBack() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    bench.work.settings.setBaseUrl(QUrl(u"http://127.0.0.1:9"_s));
    bench.work.settings.setProfile(settings::Profile::Service);
    bench.window->stageFiles({writeFile(u"s.txt"_s, "Total: 1.00")});
    QTRY_COMPARE(bench.window->stagedFiles()->rowCount(), 1);
    QVERIFY(!bench.submit->isEnabled()); // no key
    QTRY_VERIFY(bench.work.keys.state() == settings::KeyState::None);
    QVERIFY(!bench.work.session.blockedReason().isEmpty());
    auto *key = bench.window->findChild<QPushButton *>(u"submitKeyButton"_s);
    QTRY_VERIFY(key->isVisible());
    QTest::mouseClick(key, Qt::LeftButton);
    auto *dialog = bench.window->findChild<QDialog *>(u"settingsDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->focusWidget()->objectName(), u"keyField"_s);
    dialog->close();
    bench.work.settings.setProfile(settings::Profile::Sandbox);
    QTRY_VERIFY(bench.submit->isEnabled());
    bench.window->submit();
    QVERIFY(waitForResult(bench));
}

/// A workflow of the sandbox is none of the service's: sent there it would be refused, or worse, somebody's.
void TestWindow::aWorkflowStaysWithItsService() {
    ScriptedServer server([](const ScriptedRequest &) {
        return ScriptedReply::json(
            200, R"({"count":2,"results":[{"id":"w1","name":"Invoices"},{"id":"w2","name":"Letters"}]})");
    });
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    auto *picker = bench.window->findChild<ui::WorkflowPicker *>(u"workflowPicker"_s);
    QTRY_COMPARE(picker->workflowName(), u"Invoices"_s);
    bench.work.keychain.secrets.insert(settings::origin(server.url()), u"af_key_1"_s);
    bench.work.settings.setBaseUrl(server.url());
    bench.work.settings.setProfile(settings::Profile::Service);
    QTRY_VERIFY(bench.isListed() && bench.work.session.catalog()->rowCount() == 2);
    QCOMPARE(picker->workflowId(), QString());
    auto *edit = picker->findChild<QLineEdit *>(u"workflowEdit"_s);
    QTest::keyClick(edit, Qt::Key_Return); // leaves the box empty; nothing of the sandbox comes back
    QCOMPARE(picker->workflowId(), QString());
    QCOMPARE(bench.work.settings.workflowId(bench.work.session.profileId()), QString());
    QTest::keyClicks(edit, u"Letters"_s);
    QCOMPARE(picker->workflowId(), u"w2"_s);
    QCOMPARE(bench.work.settings.workflowId(bench.work.session.profileId()), u"w2"_s);
    bench.work.settings.setProfile(settings::Profile::Sandbox);
    QTRY_COMPARE(picker->workflowName(), u"Invoices"_s);
}

/// Whatever is said in it and however narrow the window, all of the bar is there.
void TestWindow::theBarFitsAtEveryWidth() {
    ScriptedServer server([](const ScriptedRequest &) {
        return ScriptedReply::json(500, R"({"error":"out of order","error_code":"INTERNAL"})");
    });
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    auto *bar = bench.window->findChild<ui::MainToolBar *>(u"mainToolBar"_s);
    auto *box = bar->findChild<QComboBox *>(u"workflowCombo"_s);
    const auto check = [&] {
        for (const char *name :
            {"addFilesButton", "addFolderButton", "pasteButton", "profileButton", "settingsButton"}) {
            const auto *button = bar->findChild<QToolButton *>(QLatin1String(name));
            QVERIFY2(button && button->isVisible(), name);
            QVERIFY2(button->geometry().right() < bar->width(), name);
            QVERIFY2(button->width() >= button->sizeHint().width(), name);
        }
        QVERIFY(box->width() >= 220);
        QVERIFY(box->width() <= 340);
    };
    for (const bool service : {false, true}) {
        if (service) {
            bench.work.keychain.secrets.insert(settings::origin(server.url()), u"af_key_1"_s);
            bench.work.settings.setBaseUrl(server.url());
            bench.work.settings.setProfile(settings::Profile::Service);
            QTRY_COMPARE(bench.work.session.catalog()->state(), runs::WorkflowCatalog::State::Failed);
        }
        for (const int width : {100, 1920, 860, 1280}) {
            bench.window->resize(width, 520);
            QCoreApplication::processEvents();
            QVERIFY2(bench.window->width() <= qMax(width, 860),
                qPrintable(QString::number(bench.window->width())));
            check();
            // Where there is room, the commands have words.
            const auto *paste = bar->findChild<QToolButton *>(u"pasteButton"_s);
            QCOMPARE(paste->toolButtonStyle(),
                width >= 1280 ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
            if (width >= 1280)
                QCOMPARE(box->width(), 340); // with words beside it and without
        }
    }
    for (const QString &host :
        {u"api.anyformat.ai"_s, u"documents.of-a-rather-long-name.example.internal"_s}) {
        bar->showProfile(false, host, host);
        bench.window->resize(100, 520);
        QCoreApplication::processEvents();
        bench.window->resize(100, 520);
        QCoreApplication::processEvents();
        check();
    }
}

void TestWindow::keysMoveToTheView() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    bench.window->stageFiles({u":/samples/receipt.txt"_s});
    QTRY_VERIFY(bench.submit->isEnabled());
    bench.window->submit();
    QVERIFY(waitForResult(bench));
    bench.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(bench.window));
    const std::pair<Qt::Key, QString> views[] = {{Qt::Key_2, u"treeView"_s}, {Qt::Key_1, u"fieldsView"_s},
        {Qt::Key_3, u"tableView"_s}, {Qt::Key_4, u"rawView"_s}, {Qt::Key_5, u"markdownView"_s}};
    for (const auto &[key, name] : views) {
        QTest::keyClick(bench.window, key, Qt::ControlModifier);
        // What one shows is made by another thread; the keys are with its page until then.
        QTRY_VERIFY2(QApplication::focusWidget() && QApplication::focusWidget()->objectName() == name,
            qPrintable(name));
    }
}

/// To a workflow that is not there: the text comes back to be sent to another one.
void TestWindow::refusedTextComesBack() {
    ScriptedServer server([](const ScriptedRequest &request) {
        return request.method == "POST"
                   ? ScriptedReply::json(404, R"({"error":"Not found.","error_code":"NOT_FOUND"})")
                   : ScriptedReply::json(200, workflows);
    });
    QTemporaryDir data;
    support::Workbench work(data.path(), serviceAt(server.url()));
    work.open();
    work.window->submitPane()->setPane(ui::SubmitPane::Text);
    work.window->submitPane()->setText(u"Total: 3.00"_s);
    auto *submit = work.window->findChild<QPushButton *>(u"submitButton"_s);
    QTRY_VERIFY(submit->isEnabled());
    work.window->submit();
    QTRY_VERIFY(work.lastRun() && work.lastRun()->state == runs::RunState::Failed);
    QVERIFY2(work.lastRun()->message.contains(u"There is no such workflow at the service."_s),
        qPrintable(work.lastRun()->message));
    QCOMPARE(work.window->submitPane()->text(), QString());
    work.window->submitPane()->setPane(ui::SubmitPane::Files);
    auto *edit = work.window->resultPane()->findChild<QPushButton *>(u"endingEditButton"_s);
    QVERIFY(edit && edit->isVisible());
    QTest::mouseClick(edit, Qt::LeftButton);
    QCOMPARE(work.window->submitPane()->pane(), ui::SubmitPane::Text);
    QCOMPARE(work.window->submitPane()->text(), u"Total: 3.00"_s);
}

/// A demonstration that was not started leaves the window to the person.
void TestWindow::takesTheFilesOfASecondStart() {
    Bench bench;
    bench.window->submitPane()->setPane(ui::SubmitPane::Text);
    bench.window->showMinimized();
    bench.window->openFiles({writeFile(u"second.txt"_s, "Total: 5.00")}, true);
    QTRY_COMPARE(bench.window->stagedFiles()->rowCount(), 2);
    QVERIFY(!bench.window->isMinimized() && bench.window->isVisible());
    bench.window->openFiles({}, false); // nothing but the window is wanted
    QCOMPARE(bench.window->stagedFiles()->rowCount(), 2);
}

/// The program itself is started a second time, with names as a shell gives them.
void TestWindow::takesTheFilesOfASecondProcess() {
    Bench bench;
    commands::DataFolder folder(bench.data.path());
    QCOMPARE(folder.claim(), commands::DataFolder::Claim::Owned);
    commands::CommandServer server(
        {&bench.work.settings, &bench.work.keys, &bench.work.session, &bench.work.service, true});
    QCOMPARE(server.listen(folder.socketName()), QString());
    ui::takeWhatIsHandedOver(server, *bench.window);
    bench.window->showMinimized();
    const QString absolute = writeFile(u"one.txt"_s, "Total: 5.00");
    const QString relative = writeFile(u"two ü.txt"_s, "Total: 6.00");

    QProcess second;
    second.setWorkingDirectory(m_documents.path());
    second.start(QStringLiteral(DESKTOP_PROGRAM),
        {u"--data-dir"_s, bench.data.path(), absolute, QFileInfo(relative).fileName(), u"--stage-sample"_s});
    QTRY_COMPARE_WITH_TIMEOUT(second.state(), QProcess::NotRunning, 20'000);
    QVERIFY2(second.exitCode() == 0, second.readAllStandardError().constData());
    QTRY_COMPARE(bench.window->stagedFiles()->rowCount(), 3);
    QStringList paths;
    for (const runs::IntakeItem &item : bench.window->stagedFiles()->items())
        paths << item.path;
    paths.sort(); // each is looked for by itself
    QStringList expected{absolute, relative, u":/samples/invoice-0847.pdf"_s};
    expected.sort();
    QCOMPARE(paths, expected);
    QVERIFY(!bench.window->isMinimized() && bench.window->isVisible());
}

void TestWindow::demonstratesOnlyWhenStarted() {
    Bench bench;
    const ui::Demo demo(bench.window, &bench.work.service, bench.data.filePath(u"demo.png"_s));
    QTRY_VERIFY(bench.isListed());
    bench.window->stageFiles({u":/samples/receipt.txt"_s});
    QTRY_VERIFY(bench.submit->isEnabled());
    bench.window->submit();
    QVERIFY(waitForResult(bench));
    QCOMPARE(bench.window->findChild<QTabWidget *>(u"resultTabs"_s)->currentIndex(), 0);
    QVERIFY(!QFile::exists(bench.data.filePath(u"demo.png"_s)));
}

void TestWindow::stopsAndAsksAgain() {
    bool ready = false;
    ScriptedServer server(serviceWith([&] {
        return ready ? ScriptedReply::json(200, R"({"extractions":[]})")
                     : ScriptedReply::json(
                           412, R"({"error_code":"PRECONDITION_FAILED","status":"in_progress"})");
    }));
    QTemporaryDir data;
    support::Workbench work(data.path(), serviceAt(server.url()));
    work.open();
    work.window->submitPane()->setPane(ui::SubmitPane::Text);
    work.window->submitPane()->setText(u"x"_s);
    auto *submit = work.window->findChild<QPushButton *>(u"submitButton"_s);
    QTRY_VERIFY(submit->isEnabled());
    work.window->submit();
    QTRY_VERIFY(work.lastRun() && work.lastRun()->attempts >= 1);
    QCOMPARE(work.lastRun()->statusWord, u"in_progress"_s);
    QVERIFY(work.lastRun()->nextAskAt > work.lastRun()->lastAskedAt);
    auto *stop = work.window->resultPane()->findChild<QPushButton *>(u"runStopButton"_s);
    QVERIFY(stop && stop->isVisible());
    QTest::mouseClick(stop, Qt::LeftButton);
    QCOMPARE(work.lastRun()->state, runs::RunState::Stopped);
    ready = true;
    auto *again = work.window->resultPane()->findChild<QPushButton *>(u"endingAskAgainButton"_s);
    QVERIFY(again && again->isVisible());
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_COMPARE(work.lastRun()->state, runs::RunState::Ready);
}

void TestWindow::showsWhyAQuestionStopped_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("state");
    QTest::newRow("401") << 401 << QByteArray("AUTH_FAILED") << int(runs::RunState::Stopped);
    QTest::newRow("403") << 403 << QByteArray("ACCESS_DENIED") << int(runs::RunState::Stopped);
    QTest::newRow("404") << 404 << QByteArray("NOT_FOUND") << int(runs::RunState::Stopped);
    QTest::newRow("failed") << 422 << QByteArray("EXTRACTION_FAILED") << int(runs::RunState::Failed);
    QTest::newRow("cancelled") << 422 << QByteArray("EXTRACTION_CANCELLED") << int(runs::RunState::Cancelled);
}

void TestWindow::showsWhyAQuestionStopped() {
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    QFETCH(int, state);
    ScriptedServer server(serviceWith([&] {
        return ScriptedReply::json(status, R"({"error":"the <b>service's</b> words","error_code":")" + code +
                                               R"(","request_id":"feedc0de00000000feedc0de00000000"})");
    }));
    QTemporaryDir data;
    support::Workbench work(data.path(), serviceAt(server.url()));
    work.open();
    work.window->submitPane()->setPane(ui::SubmitPane::Text);
    work.window->submitPane()->setText(u"x"_s);
    auto *submit = work.window->findChild<QPushButton *>(u"submitButton"_s);
    QTRY_VERIFY(submit->isEnabled());
    work.window->submit();
    QTRY_VERIFY(work.lastRun() && !work.lastRun()->isActive());
    QCOMPARE(int(work.lastRun()->state), state);
    QString shown;
    const auto labels = work.window->resultPane()->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (!label->isVisible())
            continue;
        shown += label->text() + u'\n';
        if (label->text().contains(u"<b>"_s))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    const auto editors = work.window->resultPane()->findChildren<QPlainTextEdit *>();
    for (const QPlainTextEdit *editor : editors) {
        if (editor->isVisible())
            shown += editor->toPlainText() + u'\n';
    }
    QVERIFY2(shown.contains(u"the <b>service's</b> words"_s), qPrintable(shown));
    QVERIFY2(shown.contains(u"feedc0de"_s), qPrintable(shown));
    QVERIFY2(shown.contains(work.lastRun()->message), qPrintable(shown));
    QVERIFY(shown.contains(work.lastRun()->remedy));
}

void TestWindow::everyControlHasNames() {
    Bench bench;
    bench.window->openSettings();
    const QStringList nameless = support::namelessControls(bench.window);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
}
