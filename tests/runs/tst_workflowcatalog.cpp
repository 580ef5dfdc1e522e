// SPDX-License-Identifier: MIT
#include "tests/runs/tst_workflowcatalog.h"

#include "app/api/apiclient.h"
#include "app/api/redactor.h"
#include "app/runs/workflowcatalog.h"
#include "tests/support/heldserver.h"
#include "tests/support/scriptedserver.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QUrlQuery>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::WorkflowCatalog;
using State = runs::WorkflowCatalog::State;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;

Q_DECLARE_METATYPE(support::ScriptedReply)
Q_DECLARE_METATYPE(api::ErrorKind)

namespace {

struct Bench {
    api::Redactor redactor;
    api::ApiClient client{&redactor};
    WorkflowCatalog catalog;
    QAbstractItemModelTester tester{&catalog, QAbstractItemModelTester::FailureReportingMode::Fatal};
    QList<State> states;

    explicit Bench(const QUrl &url) {
        client.setEndpoint(url, u"af_test_key_0123456789"_s);
        QObject::connect(
            &catalog, &WorkflowCatalog::stateChanged, &catalog, [this](State state) { states << state; });
        catalog.setClient(&client);
        states.clear();
    }

    QString names() const {
        QStringList list;
        for (int row = 0; row < catalog.rowCount(); ++row)
            list << catalog.index(row).data().toString();
        return list.join(u' ');
    }
};

int pageOf(const ScriptedRequest &request) {
    const QUrlQuery query(QUrl(QString::fromLatin1(request.path)));
    return query.queryItemValue(u"page"_s).toInt();
}

QByteArray pageJson(int count, const QStringList &names) {
    QJsonArray items;
    for (const QString &name : names)
        items << QJsonObject{{u"id"_s, u"id-"_s + name}, {u"name"_s, name}};
    return QJsonDocument(
        QJsonObject{{u"count"_s, count}, {u"page"_s, 1}, {u"page_size"_s, 100}, {u"results"_s, items}})
        .toJson();
}

QStringList numbered(int from, int to) {
    QStringList names;
    for (int i = from; i <= to; ++i)
        names << u"w%1"_s.arg(i, 4, 10, QChar(u'0'));
    return names;
}

/// What a well-behaved service of `total` workflows answers.
ScriptedReply honest(const ScriptedRequest &request, int total) {
    const int page = pageOf(request);
    return ScriptedReply::json(200, pageJson(total, numbered((page - 1) * 100 + 1, qMin(page * 100, total))));
}

} // namespace

void TestWorkflowCatalog::readsAllPages() {
    ScriptedServer server([](const ScriptedRequest &request) { return honest(request, 250); });
    Bench b(server.url());
    QCOMPARE(int(b.catalog.state()), int(State::Idle));
    b.catalog.reload();
    QCOMPARE(int(b.catalog.state()), int(State::Loading));
    QTRY_COMPARE(int(b.catalog.state()), int(State::Loaded));
    QCOMPARE(b.catalog.rowCount(), 250);
    QCOMPARE(b.names(), numbered(1, 250).join(u' '));
    QCOMPARE(server.requests.size(), 3);
    QCOMPARE(pageOf(server.requests.last()), 3);
    QCOMPARE(b.states, (QList<State>{State::Loading, State::Loaded}));
}

void TestWorkflowCatalog::sortsByName() {
    ScriptedServer server([](const ScriptedRequest &) {
        return ScriptedReply::json(
            200, pageJson(5, {u"gamma"_s, u"Beta"_s, u"alpha"_s, u"Delta"_s, u"BETA2"_s}));
    });
    Bench b(server.url());
    b.catalog.reload();
    QTRY_COMPARE(b.names(), u"alpha Beta BETA2 Delta gamma"_s);
}

void TestWorkflowCatalog::takesEachOnce() {
    ScriptedServer server([](const ScriptedRequest &request) {
        // One was made between the two questions: the last of page 1 is the first of page 2.
        return ScriptedReply::json(
            200, pageOf(request) == 1 ? pageJson(4, {u"a"_s, u"b"_s}) : pageJson(4, {u"b"_s, u"c"_s}));
    });
    Bench b(server.url());
    b.catalog.reload();
    QTRY_COMPARE(b.names(), u"a b c"_s);
}

void TestWorkflowCatalog::countThatLies_data() {
    QTest::addColumn<QByteArray>("count");
    QTest::addColumn<int>("requests");
    QTest::newRow("too many") << QByteArray("1000000") << 3; // the empty third page ends it
    QTest::newRow("missing") << QByteArray("null") << 1;
    QTest::newRow("text") << QByteArray("\"many\"") << 1;
    QTest::newRow("zero") << QByteArray("0") << 1;
    QTest::newRow("negative") << QByteArray("-7") << 1;
    QTest::newRow("beyond an int") << QByteArray("99999999999999999999") << 1;
}

void TestWorkflowCatalog::countThatLies() {
    QFETCH(QByteArray, count);
    QFETCH(int, requests);
    ScriptedServer server([&](const ScriptedRequest &request) {
        const int page = pageOf(request);
        const QByteArray items = page > 2 ? QByteArray()
                                          : R"({"id":"i)" + QByteArray::number(page) + R"(","name":"n)" +
                                                QByteArray::number(page) + R"("})";
        return ScriptedReply::json(200, R"({"count":)" + count + R"(,"results":[)" + items + "]}");
    });
    Bench b(server.url());
    b.catalog.reload();
    QTRY_COMPARE(int(b.catalog.state()), int(State::Loaded));
    QCOMPARE(server.requests.size(), requests);
    QCOMPARE(b.catalog.index(0).data().toString(), u"n1"_s);
}

void TestWorkflowCatalog::endlessServiceIsLeft() {
    ScriptedServer server([](const ScriptedRequest &request) {
        return ScriptedReply::json(
            200, pageJson(2'000'000'000, numbered(pageOf(request) * 10, pageOf(request) * 10 + 9)));
    });
    Bench b(server.url());
    b.catalog.reload();
    QTRY_COMPARE_WITH_TIMEOUT(int(b.catalog.state()), int(State::Loaded), 30'000);
    QCOMPARE(server.requests.size(), 200);
    QCOMPARE(b.catalog.rowCount(), 2'000);
}

void TestWorkflowCatalog::empty() {
    ScriptedServer server([](const ScriptedRequest &) { return ScriptedReply::json(200, pageJson(0, {})); });
    Bench b(server.url());
    b.catalog.reload();
    QTRY_COMPARE(int(b.catalog.state()), int(State::Empty));
    QCOMPARE(b.catalog.rowCount(), 0);
}

void TestWorkflowCatalog::errorKeepsTheRows_data() {
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<api::ErrorKind>("kind");
    QTest::newRow("401") << ScriptedReply::json(401, R"({"error_code":"AUTH_FAILED"})")
                         << api::ErrorKind::Authentication;
    QTest::newRow("502 HTML") << ScriptedReply::of(502, "text/html", "<html>") << api::ErrorKind::Server;
    QTest::newRow("200 HTML") << ScriptedReply::of(200, "text/html", "<html>") << api::ErrorKind::Unreadable;
    QTest::newRow("other JSON") << ScriptedReply::json(200, R"({"results": 7})")
                                << api::ErrorKind::Unreadable;
    QTest::newRow("hang up") << ScriptedReply::hangUp() << api::ErrorKind::Network;
}

void TestWorkflowCatalog::errorKeepsTheRows() {
    QFETCH(ScriptedReply, reply);
    QFETCH(api::ErrorKind, kind);
    bool fail = false;
    ScriptedServer server([&](const ScriptedRequest &) {
        return fail ? reply : ScriptedReply::json(200, pageJson(1, {u"a"_s}));
    });
    Bench b(server.url());
    b.catalog.reload();
    QTRY_COMPARE(int(b.catalog.state()), int(State::Loaded));
    fail = true;
    b.catalog.reload();
    QTRY_COMPARE(int(b.catalog.state()), int(State::Failed));
    QCOMPARE(b.catalog.error().kind, kind);
    QCOMPARE(b.names(), u"a"_s);
    fail = false;
    b.catalog.reload();
    QVERIFY(!b.catalog.error().isError());
    QTRY_COMPARE(int(b.catalog.state()), int(State::Loaded));
}

void TestWorkflowCatalog::errorInTheMiddleKeepsTheRows() {
    int round = 0;
    ScriptedServer server([&](const ScriptedRequest &request) {
        if (round == 0)
            return ScriptedReply::json(200, pageJson(1, {u"old"_s}));
        return round == 1 && pageOf(request) == 2 ? ScriptedReply::json(500, {}) : honest(request, 150);
    });
    Bench b(server.url());
    b.catalog.reload();
    QTRY_COMPARE(int(b.catalog.state()), int(State::Loaded));
    round = 1;
    b.catalog.reload();
    QTRY_COMPARE(int(b.catalog.state()), int(State::Failed));
    QCOMPARE(b.names(), u"old"_s);
    round = 2;
    b.catalog.reload();
    QTRY_COMPARE(int(b.catalog.state()), int(State::Loaded));
    QCOMPARE(b.catalog.rowCount(), 150); // nothing of the half round is left
}

void TestWorkflowCatalog::reloadWhileLoading() {
    ScriptedServer server([](const ScriptedRequest &request) { return honest(request, 150); });
    Bench b(server.url());
    b.catalog.reload();
    b.catalog.reload();
    QTRY_COMPARE(int(b.catalog.state()), int(State::Loaded));
    QCOMPARE(server.requests.size(), 2);
    QCOMPARE(b.catalog.rowCount(), 150);
}

void TestWorkflowCatalog::newServiceDropsOldAnswers() {
    support::HeldServer old("GET");
    ScriptedServer fresh(
        [](const ScriptedRequest &) { return ScriptedReply::json(200, pageJson(1, {u"new"_s})); });
    Bench b(old.url());
    b.catalog.reload();
    QTRY_COMPARE(old.held(), 1);
    b.client.setEndpoint(fresh.url(), u"af_another_key_0123456789"_s);
    b.catalog.setClient(&b.client);
    b.catalog.reload();
    QTRY_COMPARE(int(b.catalog.state()), int(State::Loaded));
    QCOMPARE(b.names(), u"new"_s);
    QCOMPARE(b.states, (QList<State>{State::Loading, State::Idle, State::Loading, State::Loaded}));
    QCOMPARE(fresh.requests.first().headers.value("authorization"), "Bearer af_another_key_0123456789");
}

void TestWorkflowCatalog::newServiceForgetsTheRows() {
    ScriptedServer server([](const ScriptedRequest &request) { return honest(request, 3); });
    ScriptedServer bad([](const ScriptedRequest &) { return ScriptedReply::json(401, {}); });
    Bench b(server.url());
    b.catalog.reload();
    QTRY_COMPARE(b.catalog.rowCount(), 3);
    b.client.setEndpoint(bad.url(), u"af_another_key_0123456789"_s);
    b.catalog.setClient(&b.client);
    QCOMPARE(b.catalog.rowCount(), 0);
    b.catalog.reload();
    QTRY_COMPARE(int(b.catalog.state()), int(State::Failed));
    QCOMPARE(b.catalog.rowCount(), 0); // workflows of one service are never offered for another
    b.catalog.setClient(nullptr);
    QVERIFY(!b.catalog.error().isError());
}

void TestWorkflowCatalog::withoutAService() {
    WorkflowCatalog catalog;
    QSignalSpy changed(&catalog, &WorkflowCatalog::stateChanged);
    catalog.reload();
    QCOMPARE(int(catalog.state()), int(State::Idle));
    QCOMPARE(changed.size(), 0);
}

void TestWorkflowCatalog::destroyedWhileLoading() {
    ScriptedServer server([](const ScriptedRequest &request) { return honest(request, 3); });
    api::Redactor redactor;
    api::ApiClient client(&redactor);
    client.setEndpoint(server.url(), u"af_test_key_0123456789"_s);
    {
        WorkflowCatalog catalog;
        catalog.setClient(&client);
        catalog.reload();
        QTRY_COMPARE(server.requests.size(), 1);
    }
    bool answered = false;
    client.workflows(1, 1, this, [&](const auto &) { answered = true; });
    QTRY_VERIFY(answered); // and the answer that came before it did no harm
}

void TestWorkflowCatalog::namesAndRows() {
    ScriptedServer server([](const ScriptedRequest &) {
        return ScriptedReply::json(
            200, R"({"count":3,"results":[{"id":"ABC-1","name":"Zeta"},{"id":"x-2"},{"name":"no id"},7]})");
    });
    Bench b(server.url());
    b.catalog.reload();
    QTRY_COMPARE(int(b.catalog.state()), int(State::Loaded));
    QCOMPARE(b.names(), u"x-2 Zeta"_s); // what has no name is called by its id
    QCOMPARE(b.catalog.rowOf(u"abc-1"_s), 1);
    QCOMPARE(b.catalog.rowOf(u"other"_s), -1);
    QCOMPARE(b.catalog.nameOf(u"ABC-1"_s), u"Zeta"_s);
    QCOMPARE(b.catalog.nameOf(u"other"_s), u"other"_s);
    QCOMPARE(b.catalog.index(1).data(WorkflowCatalog::IdRole).toString(), u"ABC-1"_s);
}

void TestWorkflowCatalog::toolTipsAreNotTakenForMarkup() {
    ScriptedServer server([](const ScriptedRequest &) {
        return ScriptedReply::json(200, R"({"results":[{"id":"<img src='x'>","name":"a","description":""},)"
                                        R"({"id":"i","name":"b","description":"Tom & <b>Jerry</b>"}]})");
    });
    Bench b(server.url());
    b.catalog.reload();
    QTRY_COMPARE(b.catalog.rowCount(), 2);
    const QString first = b.catalog.index(0).data(Qt::ToolTipRole).toString();
    QVERIFY2(first.contains("&lt;img src="_L1) && !first.contains("<img"_L1), qPrintable(first));
    const QString second = b.catalog.index(1).data(Qt::ToolTipRole).toString();
    QVERIFY2(second.contains("Tom &amp; &lt;b&gt;Jerry"_L1), qPrintable(second));
    QVERIFY(second.startsWith(u'<')); // else the escapes themselves would be shown
    QCOMPARE(b.catalog.index(1).data(WorkflowCatalog::DescriptionRole).toString(), u"Tom & <b>Jerry</b>"_s);
}
