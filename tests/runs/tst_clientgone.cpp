// SPDX-License-Identifier: MIT
#include "tests/runs/tst_clientgone.h"

#include "app/runs/workflowcatalog.h"
#include "tests/runs/runbench.h"
#include "tests/support/heldserver.h"

#include <QAbstractEventDispatcher>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::RunState;
using support::Peer;
using support::RunBench;
using support::ScriptedReply;
using support::ScriptedServer;

void TestClientGone::whileSending() {
    Peer peer;
    peer.onSubmission = {ScriptedReply::silence(), ScriptedReply::silence(), ScriptedReply::silence()};
    RunBench b(peer.server.url());
    QList<qint64> ids;
    for (int i = 0; i < 5; ++i)
        ids << b.submitFile(b.write(QString::number(i) + u".pdf"_s));
    QTRY_COMPARE(peer.submissions(), 3);
    b.client.reset();
    for (int i = 0; i < 3; ++i) {
        QVERIFY(b.state(ids.at(i)) == RunState::Unconfirmed);
        QVERIFY(b.run(ids.at(i)).message.contains("may be billed"_L1));
    }
    QVERIFY(b.state(ids.at(4)) == RunState::Queued);
    QCOMPARE(b.service->uploadsUnderWay(), 0);

    // It rests, and does not ask itself all the time whether there is a client again.
    QSignalSpy changed(b.service.get(), &runs::RunService::runChanged);
    QSignalSpy awake(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake);
    QVERIFY(!changed.wait(150));
    QVERIFY2(awake.size() < 100, qPrintable(QString::number(awake.size())));

    b.client = b.makeClient(peer.server.url());
    b.jumps = true;
    b.setOnline(true);
    QTRY_VERIFY(b.state(ids.at(3)) == RunState::Ready && b.state(ids.at(4)) == RunState::Ready);
    QCOMPARE(peer.submissions(), 5);
}

void TestClientGone::whileAsking() {
    Peer peer;
    peer.onQuestion = {ScriptedReply::silence()};
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    b.advance(1'000);
    QTRY_COMPARE(peer.questions(), 1);
    b.client.reset();
    QVERIFY(b.state(id) == RunState::Waiting);
    b.service->askNow(id); // nobody to ask: nothing happens
    QSignalSpy changed(b.service.get(), &runs::RunService::runChanged);
    QSignalSpy awake(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake);
    QVERIFY(!changed.wait(150));
    QVERIFY2(awake.size() < 100, qPrintable(QString::number(awake.size())));
    b.client = b.makeClient(peer.server.url());
    b.setOnline(true);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
}

void TestClientGone::whileLoadingWorkflows() {
    support::HeldServer silent("GET");
    ScriptedServer server([](const support::ScriptedRequest &) {
        return ScriptedReply::json(200, R"({"results":[{"id":"a"}]})");
    });
    api::Redactor redactor;
    auto gone = std::make_unique<api::ApiClient>(&redactor);
    gone->setEndpoint(silent.url(), u"af_test_key_0123456789"_s);
    api::ApiClient client(&redactor);
    client.setEndpoint(server.url(), u"af_test_key_0123456789"_s);
    runs::WorkflowCatalog catalog;
    catalog.setClient(gone.get());
    catalog.reload();
    QTRY_COMPARE(silent.held(), 1);
    gone.reset();
    catalog.reload(); // nobody to ask
    catalog.setClient(&client);
    catalog.reload();
    QTRY_COMPARE(catalog.rowCount(), 1);
}
