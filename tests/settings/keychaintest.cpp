// SPDX-License-Identifier: MIT
#include "tests/settings/keychaintest.h"

#include "app/settings/apikeys.h"
#include "app/settings/keychaincredentialstore.h"
#include "tests/settings/credentialprobe.h"
#include "tests/settings/secretservicecontrol.h"

#include <memory>

using namespace Qt::StringLiterals;
using namespace settings;

namespace {

const QString service = u"AnyFormat Desktop test"_s;
const QString account = u"https://api.anyformat.ai"_s;

/// A store and short calls that return the answer.
struct Keychain {
    explicit Keychain(
        const QString &name = service, std::chrono::milliseconds watchdog = std::chrono::seconds(10))
        : store(name, watchdog) {}

    CredentialResult read(const QString &of = account) {
        return probe.ask([&](auto context, auto done) { store.read(of, context, done); });
    }
    CredentialStatus write(const QString &secret, const QString &to = account) {
        return probe.ask([&](auto context, auto done) { store.write(to, secret, context, done); }).status;
    }
    CredentialStatus remove(const QString &of = account) {
        return probe.ask([&](auto context, auto done) { store.remove(of, context, done); }).status;
    }

    KeychainCredentialStore store;
    CredentialProbe probe;
};

} // namespace

void KeychainTest::initTestCase() {
    const QByteArray situation = qgetenv("ANYFORMAT_TEST_KEYRING");
    if (situation == "not-installed")
        QSKIP("gnome-keyring is not installed");
    QVERIFY2(situation == "unlocked", "start this program with tests/support/with-keyring");
}

void KeychainTest::cleanup() {
    QVERIFY(secretservice::unlockDefaultCollection("test"));
    QCOMPARE(Keychain().remove(), CredentialStatus::Ok);
}

void KeychainTest::secretsSurvive_data() {
    QTest::addColumn<QString>("secret");
    QTest::newRow("usual") << u"af_0123456789abcdef"_s;
    QTest::newRow("unicode") << u"schlüssel-鍵-🔑"_s;
    QTest::newRow("long") << QString(16384, u'x');
    QTest::newRow("looks like base64") << u"YWZfMQ=="_s;
    QTest::newRow("markup") << u"<&\"'%1\\>"_s;
}

void KeychainTest::secretsSurvive() {
    QFETCH(QString, secret);
    QCOMPARE(Keychain().write(secret), CredentialStatus::Ok);
    const CredentialResult result = Keychain().read();
    QCOMPARE(result.status, CredentialStatus::Ok);
    QCOMPARE(result.secret, secret);
}

void KeychainTest::missingEntry() {
    const CredentialResult result = Keychain().read(u"https://nobody.example"_s);
    QCOMPARE(result.status, CredentialStatus::NotFound);
    QCOMPARE(result.secret, QString());
    QCOMPARE(Keychain().remove(u"https://nobody.example"_s), CredentialStatus::Ok);
}

void KeychainTest::replaced() {
    Keychain keychain;
    QCOMPARE(keychain.write(u"af_old"_s), CredentialStatus::Ok);
    QCOMPARE(keychain.write(u"af_new"_s), CredentialStatus::Ok);
    QCOMPARE(keychain.read().secret, u"af_new"_s);
    QCOMPARE(keychain.remove(), CredentialStatus::Ok);
    QCOMPARE(keychain.read().status, CredentialStatus::NotFound); // the old one does not come back
}

void KeychainTest::accountsAndServicesAreApart() {
    Keychain keychain;
    Keychain other(u"Another program"_s);
    QCOMPARE(keychain.write(u"af_1"_s), CredentialStatus::Ok);
    QCOMPARE(other.write(u"theirs"_s), CredentialStatus::Ok);
    QCOMPARE(keychain.read(u"https://api.anyformat.ai:8443"_s).status, CredentialStatus::NotFound);
    QCOMPARE(keychain.read().secret, u"af_1"_s);
    QCOMPARE(keychain.remove(), CredentialStatus::Ok);
    QCOMPARE(other.read().secret, u"theirs"_s);
    QCOMPARE(other.remove(), CredentialStatus::Ok);
}

void KeychainTest::removed() {
    Keychain keychain;
    QCOMPARE(keychain.write(u"af_1"_s), CredentialStatus::Ok);
    QCOMPARE(keychain.remove(), CredentialStatus::Ok);
    QCOMPARE(keychain.probe.answers.size(), size_t(1));
    QCOMPARE(keychain.read().status, CredentialStatus::NotFound);
}

void KeychainTest::callsKeepTheirOrder() {
    KeychainCredentialStore store(service);
    CredentialProbe probe;
    store.write(account, u"af_1"_s, &probe, probe.callback());
    store.read(account, &probe, probe.callback());
    store.write(account, u"af_2"_s, &probe, probe.callback());
    store.read(account, &probe, probe.callback());
    store.remove(account, &probe, probe.callback());
    store.read(account, &probe, probe.callback());
    QTRY_COMPARE(probe.answers.size(), size_t(6));
    QCOMPARE(probe.answers[1].secret, u"af_1"_s);
    QCOMPARE(probe.answers[3].secret, u"af_2"_s);
    QCOMPARE(probe.answers[5].status, CredentialStatus::NotFound);
}

void KeychainTest::deadContextHearsNothing() {
    Keychain keychain;
    bool called = false;
    auto context = std::make_unique<QObject>();
    keychain.store.write(account, u"af_1"_s, context.get(), [&](const CredentialResult &) { called = true; });
    context.reset();
    QCOMPARE(keychain.read().secret, u"af_1"_s); // asked for is done, though nobody listens
    QVERIFY(!called);
}

void KeychainTest::deadStoreCallsNobody() {
    CredentialProbe probe;
    KeychainCredentialStore(service).read(account, &probe, probe.callback());
    QCOMPARE(Keychain().read().status, CredentialStatus::NotFound);
    QVERIFY(probe.answers.empty());
}

void KeychainTest::locked() {
    Keychain keychain;
    QCOMPARE(keychain.write(u"af_1"_s), CredentialStatus::Ok);
    QVERIFY(secretservice::lockDefaultCollection());

    QCOMPARE(keychain.read().status, CredentialStatus::Locked);
    QCOMPARE(keychain.write(u"af_2"_s), CredentialStatus::Locked);
    QCOMPARE(keychain.remove(), CredentialStatus::Locked);
    QCOMPARE(keychain.read(u"https://nobody.example"_s).status, CredentialStatus::Locked);

    QVERIFY(secretservice::unlockDefaultCollection("test"));
    QCOMPARE(keychain.read().secret, u"af_1"_s);
    QCOMPARE(keychain.read(u"https://nobody.example"_s).status, CredentialStatus::NotFound);
}

void KeychainTest::apiKeysAfterUnlocking() {
    KeychainCredentialStore store(service);
    ApiKeys keys(&store, {});
    QSignalSpy finished(&keys, &ApiKeys::finished);
    keys.setBaseUrl(QUrl(account));
    QTRY_COMPARE(keys.state(), KeyState::None);
    keys.store(u"af_1"_s);
    QVERIFY(finished.wait());
    QCOMPARE(keys.state(), KeyState::Stored);

    QVERIFY(secretservice::lockDefaultCollection());
    keys.refresh();
    QTRY_COMPARE(keys.state(), KeyState::Locked);
    QCOMPARE(keys.key(), QString());
    QVERIFY(secretservice::unlockDefaultCollection("test"));
    keys.refresh();
    QTRY_COMPARE(keys.state(), KeyState::Stored);
    QCOMPARE(keys.key(), u"af_1"_s);
}

void KeychainTest::frozenServiceIsUnavailable() {
    Keychain keychain(service, std::chrono::milliseconds(300));
    QCOMPARE(keychain.write(u"af_1"_s), CredentialStatus::Ok);

    secretservice::Freezer freezer;
    QVERIFY(freezer.frozen());
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(keychain.read().status, CredentialStatus::Unavailable);
    QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));

    clock.restart();
    QCOMPARE(keychain.read().status, CredentialStatus::Unavailable); // the first job still hangs
    QVERIFY2(clock.elapsed() < 300, qPrintable(QString::number(clock.elapsed())));

    freezer.thaw();
    QTRY_COMPARE(keychain.read().status, CredentialStatus::Ok);
}

void KeychainTest::nothingIsDoneLateForARefusedCall() {
    Keychain keychain(service, std::chrono::milliseconds(300));
    QCOMPARE(keychain.write(u"af_1"_s), CredentialStatus::Ok);
    {
        secretservice::Freezer freezer;
        QVERIFY(freezer.frozen());
        CredentialProbe probe;
        keychain.store.read(account, &probe, probe.callback());
        keychain.store.write(account, u"af_2"_s, &probe, probe.callback());
        keychain.store.remove(account, &probe, probe.callback());
        QTRY_COMPARE(probe.answers.size(), size_t(3));
        for (const CredentialResult &answer : probe.answers)
            QCOMPARE(answer.status, CredentialStatus::Unavailable);
    }
    QTRY_COMPARE(keychain.read().status, CredentialStatus::Ok);
    QCOMPARE(keychain.read().secret, u"af_1"_s);
}
