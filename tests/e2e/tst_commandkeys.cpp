// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_commandkeys.h"

#include "tests/e2e/commandprocess.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using support::CommandEnd;
using support::CommandPlace;
using support::CommandProcess;
using support::runToEnd;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;

namespace {

constexpr int patience = 20'000; // ms

bool hasKeyring() {
    return qgetenv("ANYFORMAT_TEST_KEYRING") == "unlocked";
}

/// A service for one key, and a place whose environment has the keychain but no key.
struct Bench {
    CommandPlace place;
    bool isReady = false;
    int questions = 0;
    ScriptedServer server{[this](const ScriptedRequest &request) {
        if (request.headers.value("authorization") != "Bearer " + place.key.toUtf8())
            return ScriptedReply::json(401, R"({"error_code":"AUTH_FAILED","error":"no"})");
        if (request.method == "POST")
            return ScriptedReply::json(202, R"({"id":"c-1"})");
        if (!request.path.contains("/results/"))
            return ScriptedReply::json(200, R"({"count":1,"results":[{"id":"w1","name":"Invoices"}]})");
        ++questions;
        return isReady ? ScriptedReply::json(200, R"({"extractions":[]})")
                       : ScriptedReply::json(412, R"({"error_code":"PRECONDITION_FAILED"})");
    }};

    Bench() {
        for (const char *name : {"DBUS_SESSION_BUS_ADDRESS", "HOME", "XDG_RUNTIME_DIR"})
            place.environment.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
        place.environment.insert(u"ANYFORMAT_BASE_URL"_s, server.url().toString());
    }
};

} // namespace

void TestCommandKeys::fromNothingAndBack() {
    if (!hasKeyring())
        QSKIP("gnome-keyring is not installed");
    Bench b;
    const CommandEnd none = runToEnd(b.place, {u"key"_s, u"test"_s});
    QVERIFY2(none.code == 3, none.errors.constData());
    QVERIFY(none.errors.contains("key set"));
    const CommandEnd set = runToEnd(b.place, {u"key"_s, u"set"_s}, b.place.key.toUtf8() + "\nmore\n");
    QVERIFY2(set.code == 0, set.errors.constData());
    const CommandEnd test = runToEnd(b.place, {u"key"_s, u"test"_s});
    QVERIFY2(test.code == 0, test.errors.constData());
    QVERIFY(test.errors.contains("the key works"));
    const CommandEnd workflows = runToEnd(b.place, {u"workflows"_s, u"--quiet"_s});
    QCOMPARE(workflows.out, QByteArray("w1\tInvoices\n"));
    QCOMPARE(workflows.errors, QByteArray());
    // A key of the environment wins.
    b.place.environment.insert(u"ANYFORMAT_API_KEY"_s, u"af_wrong_key_123456"_s);
    QCOMPARE(runToEnd(b.place, {u"key"_s, u"test"_s}).code, 3);
    b.place.environment.remove(u"ANYFORMAT_API_KEY"_s);
    const CommandEnd removed = runToEnd(b.place, {u"key"_s, u"remove"_s});
    QVERIFY2(removed.code == 0, removed.errors.constData());
    QCOMPARE(runToEnd(b.place, {u"workflows"_s}).code, 3);
    for (const CommandEnd &end : {none, set, test, workflows, removed})
        QVERIFY(!(end.out + end.errors).contains(b.place.key.toUtf8()));
    QVERIFY(!b.place.everything().contains(b.place.key.toUtf8()));
}

/// The key does not pass over the socket: the owner of the data folder reads the keychain again.
void TestCommandKeys::anOpenWindowHearsOfIt() {
    if (!hasKeyring())
        QSKIP("gnome-keyring is not installed");
    Bench b;
    QProcessEnvironment offscreen = b.place.environment;
    offscreen.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    CommandProcess window;
    window.startWith(offscreen, {u"--data-dir"_s, b.place.data()});
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(b.place.data() + u"/socket"_s), patience);
    QCOMPARE(runToEnd(b.place, {u"workflows"_s}).code, 3);
    QCOMPARE(runToEnd(b.place, {u"key"_s, u"set"_s}, b.place.key.toUtf8()).code, 0);
    const CommandEnd workflows = runToEnd(b.place, {u"workflows"_s});
    QVERIFY2(workflows.code == 0, workflows.errors.constData());
    QCOMPARE(runToEnd(b.place, {u"key"_s, u"remove"_s}).code, 0);
    QCOMPARE(runToEnd(b.place, {u"workflows"_s}).code, 3);
    window.kill();
    QTRY_VERIFY_WITH_TIMEOUT(window.hasEnded(), patience);
}

void TestCommandKeys::whatIsNoKey() {
    Bench b;
    for (const QByteArray &input : {QByteArray(), QByteArray("\n"), QByteArray("two words\n")}) {
        const CommandEnd end = runToEnd(b.place, {u"key"_s, u"set"_s}, input);
        QCOMPARE(end.code, 2);
        QCOMPARE(end.errors.count('\n'), 1);
    }
}
