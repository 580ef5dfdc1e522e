// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_windowservice.h"

#include "tests/e2e/windowbench.h"
#include "ui/submitpane.h"
#include "ui/workflowpicker.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QtTest>

using namespace Qt::StringLiterals;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;
using windowbench::Bench;
using windowbench::serviceAt;
using windowbench::serviceWith;
using windowbench::waitForResult;
using windowbench::workflows;

void TestWindowService::switchesToTheServiceAndBack() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    bench.work.settings.setBaseUrl(QUrl(u"http://127.0.0.1:9"_s));
    bench.work.settings.setProfile(settings::Profile::Service);
    bench.window->stageFiles({m_documents.write(u"s.txt"_s, "Total: 1.00")});
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
void TestWindowService::aWorkflowStaysWithItsService() {
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

/// To a workflow that is not there: the text comes back to be sent to another one.
void TestWindowService::refusedTextComesBack() {
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

void TestWindowService::stopsAndAsksAgain() {
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

void TestWindowService::showsWhyAQuestionStopped_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("state");
    QTest::newRow("401") << 401 << QByteArray("AUTH_FAILED") << int(runs::RunState::Stopped);
    QTest::newRow("403") << 403 << QByteArray("ACCESS_DENIED") << int(runs::RunState::Stopped);
    QTest::newRow("404") << 404 << QByteArray("NOT_FOUND") << int(runs::RunState::Stopped);
    QTest::newRow("failed") << 422 << QByteArray("EXTRACTION_FAILED") << int(runs::RunState::Failed);
    QTest::newRow("cancelled") << 422 << QByteArray("EXTRACTION_CANCELLED") << int(runs::RunState::Cancelled);
}

void TestWindowService::showsWhyAQuestionStopped() {
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
