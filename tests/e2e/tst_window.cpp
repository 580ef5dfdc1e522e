// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_window.h"

#include "app/results/jsontreemodel.h"
#include "tests/e2e/windowbench.h"
#include "tests/support/accessibility.h"
#include "ui/demo.h"
#include "ui/maintoolbar.h"
#include "ui/submitpane.h"
#include "ui/workflowpicker.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QPlainTextEdit>
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
using windowbench::allEnded;
using windowbench::Bench;
using windowbench::serviceAt;
using windowbench::serviceWith;
using windowbench::waitForResult;

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
        {m_documents.write(u"one.txt"_s, "Total: 1.00"), m_documents.write(u"two.txt"_s, "Total: 2.00")});
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

void TestWindow::everyControlHasNames() {
    Bench bench;
    bench.window->openSettings();
    const QStringList nameless = support::namelessControls(bench.window);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
}
