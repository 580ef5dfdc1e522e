// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_secrets.h"

#include "tests/support/scriptedserver.h"
#include "tests/support/workbench.h"
#include "ui/submitpane.h"

#include <QAbstractButton>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;

namespace {

const QString key = u"af_live_Zx9-secret-value-41077"_s;

/// Every byte below the folder, file names included.
QByteArray everythingBelow(const QString &folder) {
    QByteArray all;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        all += file.fileName().toUtf8() + '\n';
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll() + '\n';
    }
    return all;
}

/// Every text a person could read in the window.
QString everythingShown(QWidget *window) {
    QString all;
    const auto widgets = window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        all += widget->toolTip() + widget->accessibleName() + widget->accessibleDescription() + u'\n';
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            all += label->text() + u'\n';
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            all += button->text() + u'\n';
        if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
            all += edit->text() + u'\n';
        if (const auto *edit = qobject_cast<const QPlainTextEdit *>(widget))
            all += edit->toPlainText() + u'\n';
    }
    return all;
}

QByteArray *logged = nullptr;
const api::Redactor *logRedactor = nullptr;

// What the program's own log handler would write, and what would be written without it.
void collectLog(QtMsgType, const QMessageLogContext &, const QString &message) {
    logged->append(logRedactor->clean(message).toUtf8() + '\n');
}

} // namespace

void TestSecrets::theKeyIsNowhereButInTheKeychain_data() {
    QTest::addColumn<QString>("source");
    QTest::newRow("in the keychain") << u"keychain"_s;
    QTest::newRow("from the environment") << u"environment"_s;
    QTest::newRow("this session only") << u"session"_s;
}

void TestSecrets::theKeyIsNowhereButInTheKeychain() {
    QFETCH(QString, source);
    // A service that repeats the key wherever it can: in words, ids and headers, of errors and of successes.
    int runs = 0;
    int questions = 0;
    ScriptedServer server([&](const ScriptedRequest &request) {
        const QByteArray echo = request.headers.value("authorization");
        if (request.path.startsWith("/v2/workflows/?"))
            return ScriptedReply::json(200, R"({"count":1,"results":[{"id":"w1","name":"Invoices"}]})");
        if (request.method == "POST" && ++runs == 1)
            return ScriptedReply::json(422,
                R"({"error":"no","detail":")" + echo + R"(","error_code":"VALIDATION_ERROR","request_id":")" +
                    key.toUtf8() + R"("})",
                "X-Request-ID: " + key.toUtf8() + "\r\n");
        if (request.method == "POST")
            return ScriptedReply::json(
                202, R"({"id":"c1","status":")" + echo + R"(","version_id":")" + key.toUtf8() + R"("})");
        ++questions;
        if (runs == 2)
            return ScriptedReply::of(404, "text/html", "<html><title>" + echo + "</title></html>");
        if (questions == 2)
            return ScriptedReply::json(
                412, R"({"error_code":"PRECONDITION_FAILED","status":")" + key.toUtf8() + R"("})");
        return ScriptedReply::json(422,
            R"({"error_code":"EXTRACTION_FAILED","error":"no","detail":")" + echo + R"("})",
            "X-Request-ID: " + key.toUtf8() + "\r\n");
    });

    QTemporaryDir data;
    QTemporaryDir temporary; // also what is written on the way is looked at
    const QByteArray temporaryBefore = qgetenv("TMPDIR");
    qputenv("TMPDIR", QFile::encodeName(temporary.path()));
    const auto restore = qScopeGuard([&] {
        if (temporaryBefore.isNull())
            qunsetenv("TMPDIR");
        else
            qputenv("TMPDIR", temporaryBefore);
    });
    QCOMPARE(QDir::tempPath(), temporary.path());
    QByteArray log;
    QProcessEnvironment environment;
    environment.insert(u"ANYFORMAT_BASE_URL"_s, server.url().toString());
    if (source == u"environment"_s)
        environment.insert(u"ANYFORMAT_API_KEY"_s, key);
    {
        support::Workbench bench(data.path(), environment);
        logged = &log;
        logRedactor = &bench.redactor;
        const auto before = qInstallMessageHandler(collectLog);
        QLoggingCategory::setFilterRules(u"qt.network*=true"_s);
        bench.redactor.addSecret(bench.settings.environmentKey());
        bench.open();
        QVERIFY(!bench.session.isSandbox());
        if (source == u"keychain"_s)
            bench.keys.store(key);
        else if (source == u"session"_s)
            bench.keys.useForSession(key);
        auto *submit = bench.window->findChild<QPushButton *>(u"submitButton"_s);
        bench.window->submitPane()->setPane(ui::SubmitPane::Text);
        bench.window->openSettings();
        bench.session.testKey();
        for (int i = 0; i < 3; ++i) {
            bench.window->submitPane()->setText(u"Total: 12.50"_s);
            QTRY_VERIFY(submit->isEnabled());
            bench.window->submit();
            QTRY_VERIFY(bench.service.runs().size() == i + 1 && !bench.lastRun()->isActive());
            QVERIFY(!everythingShown(bench.window.get()).contains(key));
        }
        // The service did get it, and echoed it: the test looks for something that was there.
        QCOMPARE(server.requests.last().headers.value("authorization"), "Bearer " + key.toUtf8());
        const auto all = bench.service.runs();
        QCOMPARE(all.first().state, runs::RunState::Failed);
        QCOMPARE(all.at(1).state, runs::RunState::Stopped);
        QCOMPARE(all.last().state, runs::RunState::Failed);
        QCOMPARE(all.last().attempts, 2); // a status word, then the end
        QVERIFY(all.last().detail.contains(u"[key removed]"_s));
        QVERIFY(all.first().detail.contains(u"[key removed]"_s));
        qWarning("a log line with %s in it", qUtf8Printable(key));
        qWarning() << QByteArray("Authorization: Bearer ") + key.toUtf8();
        bench.window->close();
        bench.window.reset();
        bench.settings.sync();
        QLoggingCategory::setFilterRules({});
        qInstallMessageHandler(before);
        if (source == u"keychain"_s)
            QCOMPARE(bench.keychain.secrets.values(), QStringList{key});
        else
            QVERIFY(bench.keychain.secrets.isEmpty());
    }
    QVERIFY(log.contains("[key removed]"));
    QVERIFY(!log.contains(key.toUtf8()));
    const QByteArray stored = everythingBelow(data.path()) + everythingBelow(temporary.path());
    QVERIFY(stored.contains("Invoices")); // the ledger was read
    QVERIFY(!stored.contains(key.toUtf8()));
    QVERIFY(!stored.contains(key.toUtf8().toBase64()));
    for (const QByteArray &part : {key.mid(3, 12).toUtf8(), key.right(12).toUtf8()})
        QVERIFY(!stored.contains(part));
}
