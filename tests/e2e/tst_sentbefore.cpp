// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_sentbefore.h"

#include "app/runs/runinput.h"
#include "tests/support/answer.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/workbench.h"
#include "ui/submitpane.h"

#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;
using support::Answer;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;

namespace {

const QByteArray document = "Invoice number: N-9\nTotal: 12.50";

/// A service that has each result ready, and a window in front of it; with an earlier run of the same bytes.
struct Bench {
    QTemporaryDir data;
    int posts = 0;
    ScriptedServer server{[this](const ScriptedRequest &request) {
        if (request.method == "POST")
            return ScriptedReply::json(
                202, "{\"id\":\"c-" + QByteArray::number(++posts) + R"(","status":"pending"})");
        if (request.path.contains("/results/"))
            return ScriptedReply::json(200, R"({"extractions":[]})");
        if (request.path.contains("/files/"))
            return ScriptedReply::json(200, R"({"count":0,"results":[]})");
        return ScriptedReply::json(200, R"({"count":1,"results":[{"id":"w1","name":"Invoices"}]})");
    }};
    std::optional<support::Workbench> work;
    ui::MainWindow *window = nullptr;

    explicit Bench(const QList<RunState> &earlier) {
        QProcessEnvironment environment;
        environment.insert(u"ANYFORMAT_BASE_URL"_s, server.url().toString());
        environment.insert(u"ANYFORMAT_API_KEY"_s, u"af_environment_key_1"_s);
        {
            runs::RunStore store(data.path() + u"/ledger.sqlite"_s);
            QString error = store.open();
            QList<Run> list;
            QStringList texts;
            for (RunState state : earlier) {
                Run run = runs::runOf(QString::fromUtf8(document));
                run.profile = settings::origin(server.url());
                run.workflowId = u"w1"_s;
                run.workflowName = u"Invoices"_s;
                run.state = state;
                run.createdAt = QDateTime::currentMSecsSinceEpoch() - 3'600'000;
                run.uploadStartedAt = run.endedAt = run.createdAt;
                list << run;
                texts << QString::fromUtf8(document);
            }
            if (error.isEmpty())
                error = store.insert(list, texts);
            if (!error.isEmpty())
                qFatal("%s", qPrintable(error));
        }
        work.emplace(data.path(), environment);
        work->open();
        window = work->window.get();
    }
    QPushButton *submit() const { return window->findChild<QPushButton *>(u"submitButton"_s); }
    void stage(const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(document) != document.size())
            qFatal("%s cannot be written", qPrintable(path));
        file.close();
        window->stageFiles({path});
    }
};

} // namespace

void TestSentBefore::aTextIsLinkedToItsEarlierRun() {
    Bench bench({RunState::Ready});
    ui::SubmitPane *pane = bench.window->submitPane();
    pane->setPane(ui::SubmitPane::Text);
    pane->setText(QString::fromUtf8(document));
    QTRY_VERIFY(bench.submit()->isEnabled());
    bench.window->submit(); // without a question: it is known what became of the first
    QTRY_COMPARE(bench.posts, 1);
    QCOMPARE(bench.work->service.find(2)->linkedRun, 1);
    QCOMPARE(pane->text(), QString());
    pane->setText(QString::fromUtf8(document) + u" and more"_s);
    QTRY_VERIFY(bench.submit()->isEnabled());
    bench.window->submit();
    QTRY_COMPARE(bench.posts, 2);
    QCOMPARE(bench.work->service.find(3)->linkedRun, 0);
}

void TestSentBefore::anUnconfirmedFileAsksFirst() {
    Bench bench({RunState::Unconfirmed});
    bench.stage(m_documents.filePath(u"lost.txt"_s));
    QTRY_COMPARE(bench.window->stagedFiles()->tally().repeated, 1);
    const runs::IntakeItem item = bench.window->stagedFiles()->items().first();
    QVERIFY2(item.repeats.startsWith("sent before, answer lost: "_L1), qPrintable(item.repeats));
    QCOMPARE(item.repeatsRun, 1);
    QTRY_VERIFY(bench.submit()->isEnabled());
    Answer no(false);
    bench.window->submit();
    QVERIFY2(no.words.contains(u"paying twice"_s) && no.words.contains(u"lost.txt"_s), qPrintable(no.words));
    QCOMPARE(bench.window->stagedFiles()->rowCount(), 1); // it stays on the list
    QCOMPARE(bench.work->service.history().counts().value(RunState::Unconfirmed), 1);
    QVERIFY(!bench.work->service.find(2));
    Answer yes(true);
    bench.window->submit();
    QVERIFY(!yes.words.isEmpty());
    QTRY_COMPARE(bench.posts, 1);
    QCOMPARE(bench.work->service.find(2)->linkedRun, 1);
    QCOMPARE(bench.work->service.find(1)->state, RunState::Unconfirmed); // stays what it is
}

void TestSentBefore::anUnconfirmedTextAsksFirst() {
    Bench bench({RunState::Unconfirmed});
    ui::SubmitPane *pane = bench.window->submitPane();
    pane->setPane(ui::SubmitPane::Text);
    pane->setText(QString::fromUtf8(document));
    const auto *earlier = pane->findChild<QPushButton *>(u"textEarlier"_s);
    QTRY_VERIFY(earlier->isVisible());
    QVERIFY2(earlier->text().startsWith("sent before, answer lost: "_L1), qPrintable(earlier->text()));
    QTRY_VERIFY(bench.submit()->isEnabled());
    Answer no(false);
    bench.window->submit();
    QVERIFY2(no.words.contains(u"paying twice"_s), qPrintable(no.words));
    QCOMPARE(pane->text(), QString::fromUtf8(document));
    QVERIFY(!bench.work->service.find(2));
    Answer yes(true);
    bench.window->submit();
    QTRY_COMPARE(bench.posts, 1);
    QCOMPARE(bench.work->service.find(2)->linkedRun, 1);
    QCOMPARE(pane->text(), QString());
}

/// The lost one was sent again, and that run is known: it is the one that counts.
void TestSentBefore::whatWasSettledAsksNothing() {
    Bench bench({RunState::Ready, RunState::Unconfirmed});
    bench.stage(m_documents.filePath(u"settled.txt"_s));
    QTRY_COMPARE(bench.window->stagedFiles()->tally().repeated, 1);
    QVERIFY(bench.window->stagedFiles()->items().first().repeats.startsWith("submitted before: ready"_L1));
    QTRY_VERIFY(bench.submit()->isEnabled());
    bench.window->submit();
    QTRY_COMPARE(bench.posts, 1);
    QCOMPARE(bench.work->service.find(3)->linkedRun, 1);
}
