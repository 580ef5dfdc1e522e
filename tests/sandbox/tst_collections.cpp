// SPDX-License-Identifier: MIT
#include "tests/sandbox/tst_collections.h"

#include "app/sandbox/collections.h"
#include "app/sandbox/sandboxserver.h"
#include "tests/sandbox/httpprobe.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using support::Answer;
using support::ask;
using support::Invoices;

namespace {

class Server : public sandbox::SandboxServer {
public:
    explicit Server(std::chrono::milliseconds processing)
        : SandboxServer(options(processing)) {
        const QString error = start();
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
    }

    QByteArray submit(const QByteArray &text) {
        support::HttpProbe probe(port());
        probe.send(support::runRequest(Invoices, "form-data; name=text", text));
        return probe.receive().json()["id"_L1].toString().toUtf8();
    }

    Answer results(const QByteArray &id, const QByteArray &workflow = Invoices) {
        return ask(port(), "GET", "/v2/workflows/" + workflow + "/files/" + id + "/results/");
    }

    QJsonArray list(const QByteArray &what) {
        return ask(port(), "GET", "/v2/workflows/" + Invoices + '/' + what + '/')
            .json()["results"_L1]
            .toArray();
    }

private:
    static sandbox::SandboxOptions options(std::chrono::milliseconds processing) {
        sandbox::SandboxOptions options;
        options.key = QString::fromLatin1(support::Key);
        options.processing = processing;
        options.requestsPerMinute = 1'000'000; // the states are asked for without a pause
        return options;
    }
};

const sandbox::Workflow &invoices() {
    return *sandbox::findWorkflow(QString::fromLatin1(Invoices));
}

QByteArray longText() {
    return QByteArray("Label: some value with $ 5.00 on 2024-01-02 here\n").repeated(4000);
}

} // namespace

void CollectionsTest::passesThroughItsStates() {
    Server server(600ms);
    const QByteArray id = server.submit("Total: 5.00");
    QStringList states;
    QString lastUpdate;
    const auto done = [&] {
        const QJsonValue run = server.list("runs")[0];
        const QString state = run["status"_L1].toString();
        const QString update = run["updated_at"_L1].toString();
        if (states.isEmpty() || states.last() != state)
            states << state;
        if (update < lastUpdate)
            states << u"time went back"_s;
        lastUpdate = update;
        return state == "processed"_L1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(done(), 20'000);
    QCOMPARE(states, QStringList({u"pending"_s, u"queued"_s, u"in_progress"_s, u"processed"_s}));
    const QJsonValue run = server.list("runs")[0];
    const QDateTime created = QDateTime::fromString(run["created_at"_L1].toString(), Qt::ISODateWithMs);
    const QDateTime updated = QDateTime::fromString(run["updated_at"_L1].toString(), Qt::ISODateWithMs);
    QCOMPARE(created.timeSpec(), Qt::UTC);
    QVERIFY(std::abs(created.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QVERIFY(created.msecsTo(updated) >= 600);
    QCOMPARE(server.results(id).status, 200);
}

void CollectionsTest::neverReadyBeforeItsTime() {
    Server server(1h);
    const QByteArray id = server.submit("Total: 5.00");
    const Answer answer = server.results(id);
    QCOMPARE(answer.status, 412);
    QCOMPARE(answer.json()["error_code"_L1].toString(), u"PRECONDITION_FAILED"_s);
    QCOMPARE(answer.json()["retryable"_L1].toBool(), true);
}

void CollectionsTest::results() {
    Server server(0ms);
    QFile file(QStringLiteral(SAMPLES_DIR "/invoice-0847.pdf"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray id = support::submit(server.port(), Invoices, "invoice.pdf", file.readAll());
    Answer answer;
    QTRY_VERIFY_WITH_TIMEOUT((answer = server.results(id)).status != 412, 20'000);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
    QVERIFY(answer.body.contains("\"total_amount\":{\"value\":4087.50,\"value_override\":null,"));
    QCOMPARE(answer.json()["collection_id"_L1], server.list("files")[0]["id"_L1]);
    QCOMPARE(answer.json()["extractions"_L1][0]["fields"_L1]["line_items"_L1].toArray().size(), 15);
}

void CollectionsTest::failures_data() {
    QTest::addColumn<QByteArray>("fileName");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("words");
    QTest::newRow("picture") << QByteArray("a.png") << QByteArray("\x89PNG") << u"reads text only"_s;
    QTest::newRow("broken PDF") << QByteArray("a.pdf") << QByteArray("%PDF-1.4 oops") << u"broken"_s;
    QTest::newRow("white space") << QByteArray("a.txt") << QByteArray(" \n ") << u"no text"_s;
    QTest::newRow("much text") << QByteArray("a.txt") << QByteArray(5'000'000, 'x') << u"at most 4 MB"_s;
}

void CollectionsTest::failures() {
    QFETCH(QByteArray, fileName);
    QFETCH(QByteArray, content);
    QFETCH(QString, words);
    Server server(0ms);
    const QByteArray id = support::submit(server.port(), Invoices, fileName, content);
    Answer answer;
    QTRY_VERIFY_WITH_TIMEOUT((answer = server.results(id)).status != 412, 20'000);
    QCOMPARE(answer.status, 422);
    QCOMPARE(answer.json()["error_code"_L1].toString(), u"EXTRACTION_FAILED"_s);
    QVERIFY2(answer.json()["detail"_L1].toString().contains(words), answer.body.constData());
    QCOMPARE(server.list("runs")[0]["status"_L1].toString(), u"error"_s);
}

void CollectionsTest::textIsNeverAFormat() {
    Server server(0ms);
    const QByteArray id = server.submit("%PDF-1.4 is how it begins\nTotal: 5.00");
    Answer answer;
    QTRY_VERIFY_WITH_TIMEOUT((answer = server.results(id)).status != 412, 20'000);
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body.contains("\"total_amount\":{\"value\":5.00,"));
}

void CollectionsTest::otherWorkflow() {
    Server server(0ms);
    const QByteArray id = server.submit("Total: 5.00");
    QTRY_COMPARE(server.results(id).status, 200);
    QCOMPARE(server.results(id, support::Contacts).status, 404);
    QCOMPARE(server.results(id.toUpper()).status, 200);
}

void CollectionsTest::newestFirst() {
    Server server(1h);
    QByteArrayList ids;
    for (const char *text : {"one", "two", "three"})
        ids.prepend(server.submit(text));
    for (const char *what : {"runs", "files"}) {
        QByteArrayList listed;
        for (const QJsonValue item : server.list(what)) {
            listed << item["id"_L1].toString().toUtf8();
            QCOMPARE(item.toObject().contains("name"_L1), qstrcmp(what, "files") == 0);
        }
        QCOMPARE(listed, ids);
    }
}

void CollectionsTest::deletion() {
    Server server(0ms);
    const QByteArray id = server.submit("Total: 5.00");
    QTRY_COMPARE(server.results(id).status, 200);
    support::HttpProbe probe(server.port());
    probe.send(support::request("DELETE", "/v2/files/" + id.toUpper() + '/'));
    const Answer gone = probe.receive();
    QCOMPARE(gone.status, 204);
    QVERIFY(!gone.headers.contains("content-length"));
    probe.send(support::request("DELETE", "/v2/files/" + id + '/'));
    QCOMPARE(probe.receive().status, 404);
    QCOMPARE(server.results(id).status, 404);
    QVERIFY(server.list("runs").isEmpty());
}

void CollectionsTest::deletionWhileItIsRead() {
    Server server(1h);
    const QByteArray id = server.submit("Total: 5.00");
    QCOMPARE(ask(server.port(), "DELETE", "/v2/files/" + id + '/').status, 204);
    QCOMPARE(server.results(id).status, 404);
    QVERIFY(server.list("files").isEmpty());
}

void CollectionsTest::stopsWhileReading() {
    auto collections = std::make_unique<sandbox::Collections>(0ms);
    const QString first = collections->add(invoices(), {{}, false, {}, longText()});
    QString last;
    for (int i = 0; i < 50; ++i)
        last = collections->add(invoices(), {{}, false, {}, longText()});
    const auto statusOf = [&collections](const QString &id) {
        return collections->find(invoices().id, id)->status;
    };
    const auto isBegun = [&] {
        const QString status = statusOf(first); // it may be through before it is looked at
        return status == "in_progress"_L1 || status == "processed"_L1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isBegun(), 20'000);
    QVERIFY(statusOf(last) != "processed"_L1);
    QElapsedTimer timer;
    timer.start();
    collections.reset(); // gives up the fifty that wait
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
}
