// SPDX-License-Identifier: MIT
#include "tests/session/tst_session.h"

#include "app/session/session.h"
#include "tests/support/heldserver.h"
#include "tests/support/memorycredentialstore.h"
#include "tests/support/scriptedserver.h"

#include <QDateTime>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::RunState;
using settings::Profile;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;

namespace {

const QString key = u"af_first_key_0123456789"_s;

struct Bench {
    explicit Bench(const QString &folder, const QUrl &service, const QString &sessionKey = key)
        : settings(folder, {})
        , store(folder + u"/ledger.sqlite"_s) {
        settings.setBaseUrl(service);
        settings.setProfile(Profile::Service);
        QString error = store.open();
        if (error.isEmpty())
            error = runs.start();
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
        keys.setBaseUrl(service);
        if (!sessionKey.isEmpty())
            keys.useForSession(sessionKey);
    }

    qint64 submit() {
        const QString error = runs.submitText({session.profileId(), u"w-1"_s, u"Invoices"_s}, u"Total: 1"_s);
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
        return runs.runs().last().id;
    }

    api::Redactor redactor;
    support::MemoryCredentialStore keychain;
    settings::Settings settings;
    runs::RunStore store;
    runs::RunService runs{&store, [] {
                              return QDateTime::currentMSecsSinceEpoch();
                          }};
    settings::ApiKeys keys{&keychain, {}};
    session::Session session{&settings, &keys, &redactor, &runs};
};

ScriptedReply emptyList() {
    return ScriptedReply::json(200, R"({"count":0,"results":[]})");
}

} // namespace

void TestSession::uploadOutlivesWhatAPersonChanges() {
    support::HeldServer service("POST", emptyList().bytes);
    const QTemporaryDir folder;
    Bench b(folder.path(), service.url());
    b.session.start();
    QTRY_VERIFY(b.session.blockedReason().isEmpty());
    const qint64 id = b.submit();
    QTRY_COMPARE(service.held(), 1);
    // All of this while the service thinks about its 202.
    b.settings.setProfile(Profile::Sandbox);
    QTRY_COMPARE(b.session.catalog()->rowCount(), 3); // the sandbox is there, and in use
    b.settings.setProfile(Profile::Service);
    b.keys.useForSession(u"af_other_key_0123456789"_s);
    b.session.testKey();
    service.letGo(ScriptedReply::json(202, R"({"id":"c-7","status":"pending"})").bytes);
    QTRY_VERIFY(b.runs.find(id)->state != RunState::Uploading);
    QCOMPARE(int(b.runs.find(id)->state), int(RunState::Waiting));
    QCOMPARE(b.runs.find(id)->collectionId, u"c-7"_s);
    QCOMPARE(service.requests().size(), 1);
}

void TestSession::everyServiceGetsItsOwnKey() {
    ScriptedServer first([](const ScriptedRequest &) { return emptyList(); });
    ScriptedServer second([](const ScriptedRequest &) { return emptyList(); });
    const QTemporaryDir folder;
    Bench b(folder.path(), first.url());
    b.keychain.secrets.insert(settings::profileId(Profile::Service, second.url()), u"af_second_key"_s);
    b.session.start();
    QTRY_VERIFY(!first.requests.isEmpty());
    b.settings.setBaseUrl(second.url());
    QTRY_VERIFY(!second.requests.isEmpty());
    for (const ScriptedRequest &request : std::as_const(first.requests))
        QCOMPARE(request.headers.value("authorization"), "Bearer " + key.toUtf8());
    for (const ScriptedRequest &request : std::as_const(second.requests))
        QCOMPARE(request.headers.value("authorization"), "Bearer af_second_key");
}

void TestSession::aCommandUsesAService() {
    ScriptedServer service([](const ScriptedRequest &request) {
        return request.method == "POST" ? ScriptedReply::json(202, R"({"id":"c-1"})") : emptyList();
    });
    const QTemporaryDir folder;
    Bench b(folder.path(), service.url(), {});
    b.settings.setProfile(Profile::Sandbox); // what is on show is not asked
    b.keychain.secrets.insert(settings::profileId(Profile::Service, service.url()), key);
    b.keys.refresh(); // the bench has asked already
    QSignalSpy changed(&b.session, &session::Session::changed);
    const QString profile = settings::profileId(Profile::Service, service.url());
    QVERIFY(!b.session.reaches(profile));
    QVERIFY(b.session.use(Profile::Service));
    QTRY_VERIFY(b.session.reaches(profile));
    QVERIFY(!changed.isEmpty());
    QCOMPARE(b.session.blockedReason(Profile::Service), QString());
    QVERIFY(!b.session.isSandboxRunning());
    QVERIFY(service.requests.isEmpty()); // no list is loaded by itself
    QCOMPARE(b.runs.submitText({profile, u"w-1"_s, u"Invoices"_s}, u"Total: 1"_s), QString());
    QTRY_COMPARE(b.runs.runs().last().state, RunState::Waiting);
    QCOMPARE(service.requests.first().headers.value("authorization"), "Bearer " + key.toUtf8());
}

void TestSession::restingEndsWhatIsUnderWay() {
    support::HeldServer service("POST", emptyList().bytes);
    const QTemporaryDir folder;
    Bench b(folder.path(), service.url());
    b.session.use(Profile::Service);
    const qint64 under = b.submit();
    QTRY_COMPARE(service.held(), 1);
    b.session.rest();
    const qint64 later = b.submit();
    b.keys.refresh(); // nothing wakes it up
    b.session.use(Profile::Service);
    service.letGo(ScriptedReply::json(202, R"({"id":"c-7"})").bytes);
    QTRY_COMPARE(b.runs.find(under)->state, RunState::Waiting);
    QCOMPARE(b.runs.uploadsUnderWay(), 0);
    QCOMPARE(b.runs.find(later)->state, RunState::Queued);
    QCOMPARE(service.requests().size(), 1);
}

void TestSession::aCommandForgoesTheSandbox() {
    const QTemporaryDir folder;
    Bench b(folder.path(), QUrl(u"http://127.0.0.1:9"_s));
    b.settings.setProfile(Profile::Sandbox);
    b.session.forgoSandbox();
    b.session.use(Profile::Sandbox);
    QVERIFY(!b.session.isSandboxRunning());
    QVERIFY(!b.session.reaches(u"sandbox"_s));
    QVERIFY(b.session.blockedReason(Profile::Sandbox).contains(u"--data-dir"_s));
    QCOMPARE(b.runs.find(b.submit())->state, RunState::Queued);
}

void TestSession::sandboxRunsAreBroughtToAnEnd() {
    const QTemporaryDir folder;
    const QUrl nobody(u"http://127.0.0.1:9"_s);
    qint64 id = 0;
    {
        Bench b(folder.path(), nobody);
        b.settings.setProfile(Profile::Sandbox);
        b.session.start();
        id = b.submit();
        QTRY_VERIFY(b.runs.find(id)->state == RunState::Failed || b.runs.find(id)->acceptedAt > 0);
        if (b.runs.find(id)->state == RunState::Failed) // w-1 is none of the sandbox's workflows
            QCOMPARE(b.runs.find(id)->httpStatus, 404);
        runs::Run waiting = *b.runs.find(id);
        waiting.state = RunState::Waiting;
        waiting.collectionId = u"c-1"_s;
        waiting.endedAt = 0;
        waiting.deadlineAt = QDateTime::currentMSecsSinceEpoch() + 3'600'000;
        QCOMPARE(b.store.update(waiting), QString());
    }
    Bench b(folder.path(), nobody);
    QCOMPARE(int(b.settings.profile()), int(Profile::Service));
    QCOMPARE(int(b.runs.find(id)->state), int(RunState::Waiting));
    b.session.start(); // the service is on show, and the sandbox has forgotten the run
    QTRY_COMPARE(int(b.runs.find(id)->state), int(RunState::Stopped));
    QCOMPARE(b.runs.find(id)->httpStatus, 404);
}

void TestSession::sandboxIsNotStartedForNothing() {
    ScriptedServer service([](const ScriptedRequest &) { return emptyList(); });
    const QTemporaryDir folder;
    Bench b(folder.path(), service.url());
    b.session.start();
    QTRY_VERIFY(!service.requests.isEmpty());
    QVERIFY(!b.session.isSandboxRunning());
}
