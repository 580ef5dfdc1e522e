// SPDX-License-Identifier: MIT
#include "tests/settings/apikeystest.h"

#include "app/settings/apikeys.h"
#include "tests/settings/fakecredentialstore.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using settings::ApiKeys;
using settings::CredentialStatus;
using settings::KeyState;

namespace {

const QString account = u"https://api.anyformat.ai"_s;
const QUrl serviceUrl(account);
const QString otherAccount = u"https://eu.anyformat.ai"_s;
const QUrl otherUrl(otherAccount);

/// A key store, its keys, and spies on both signals.
struct Fixture {
    explicit Fixture(const QString &environmentKey = {})
        : keys(&store, environmentKey) {}

    /// The keys after the first look into the keychain.
    void start() {
        keys.setBaseUrl(serviceUrl);
        store.answer();
        changed.clear();
    }

    FakeCredentialStore store;
    ApiKeys keys;
    QSignalSpy changed{&keys, &ApiKeys::changed};
    QSignalSpy finished{&keys, &ApiKeys::finished};
};

} // namespace

void ApiKeysTest::refusedKeys_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("refused");

    QTest::newRow("usual") << u"af_0123456789abcdef"_s << false;
    QTest::newRow("one character") << u"x"_s << false;
    QTest::newRow("any letters") << u"schlüssel-鍵-🔑"_s << false;
    QTest::newRow("space around") << u" \taf_1\r\n"_s << false;
    QTest::newRow("empty") << QString() << true;
    QTest::newRow("blank") << u" \t\n"_s << true;
    QTest::newRow("space within") << u"af_1 af_2"_s << true;
    QTest::newRow("line break within") << u"af_1\nX-Evil: 1"_s << true;
    QTest::newRow("no-break space") << u"af\u00a01"_s << true;
    QTest::newRow("control") << u"af\u00071"_s << true;
    QTest::newRow("nul") << QString(u"af"_s + QChar(u'\0') + u"1"_s) << true;
    QTest::newRow("zero width space") << u"af_1\u200b"_s << true;
}

void ApiKeysTest::refusedKeys() {
    QFETCH(QString, key);
    QTEST(!ApiKeys::refuse(key).isEmpty(), "refused");
}

void ApiKeysTest::stateFollowsTheKeychain_data() {
    QTest::addColumn<CredentialStatus>("status");
    QTest::addColumn<QString>("entry");
    QTest::addColumn<KeyState>("state");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("remedy");

    const QString none;
    QTest::newRow("stored") << CredentialStatus::Ok << u"af_1"_s << KeyState::Stored << u"af_1"_s
                            << u"stored in the test keychain"_s << none;
    QTest::newRow("none") << CredentialStatus::Ok << none << KeyState::None << none << u"No API key"_s
                          << u"Paste your key"_s;
    QTest::newRow("locked") << CredentialStatus::Locked << u"af_1"_s << KeyState::Locked << none
                            << u"locked"_s << u"press Try again"_s;
    QTest::newRow("denied") << CredentialStatus::Denied << u"af_1"_s << KeyState::Denied << none
                            << u"The keychain refuses access"_s << u"Allow"_s;
    QTest::newRow("unavailable") << CredentialStatus::Unavailable << u"af_1"_s << KeyState::Unavailable
                                 << none << u"The keychain cannot be used"_s << u"for this session only"_s;
}

void ApiKeysTest::stateFollowsTheKeychain() {
    QFETCH(CredentialStatus, status);
    QFETCH(QString, entry);
    QFETCH(QString, words);
    QFETCH(QString, remedy);
    Fixture f;
    if (!entry.isEmpty())
        f.store.entries[account] = entry;
    f.store.failure = status;
    f.store.message = u"the keychain's\n own words"_s;
    f.keys.setBaseUrl(serviceUrl);
    QVERIFY(f.store.answer());

    QTEST(f.keys.state(), "state");
    QTEST(f.keys.key(), "key");
    QVERIFY2(f.keys.stateText().contains(words), qPrintable(f.keys.stateText()));
    // The keychain speaks of D-Bus paths: not in the words that everybody reads.
    QVERIFY(!f.keys.stateText().contains(u"own words"_s));
    QCOMPARE(f.keys.detail(), status == CredentialStatus::Ok ? QString() : u"the keychain's own words"_s);
    QVERIFY2(f.keys.remedy().contains(remedy), qPrintable(f.keys.remedy()));
    QCOMPARE(f.keys.remedy().isEmpty(), remedy.isEmpty());
    QCOMPARE(f.changed.count(), 2); // checking, and the answer
    QCOMPARE(f.finished.count(), 0);
}

void ApiKeysTest::checkingUntilAnswered() {
    Fixture f;
    f.store.entries[account] = u"af_1"_s;
    f.keys.setBaseUrl(serviceUrl);
    QCOMPARE(f.keys.state(), KeyState::Checking);
    QCOMPARE(f.keys.key(), QString());
    QVERIFY(f.keys.stateText().contains(f.keys.storeName()));
    QVERIFY(f.store.answer());
    QCOMPARE(f.keys.state(), KeyState::Stored);
}

void ApiKeysTest::readKeyIsCheckedToo() {
    Fixture f;
    f.store.entries[account] = u"af_1\nX-Evil: 1"_s;
    f.start();
    QCOMPARE(f.keys.state(), KeyState::None);
    QCOMPARE(f.keys.key(), QString());
}

void ApiKeysTest::tryAgainAfterUnlocking() {
    Fixture f;
    f.store.entries[account] = u"af_1"_s;
    f.store.failure = CredentialStatus::Locked;
    f.start();
    QCOMPARE(f.keys.state(), KeyState::Locked);

    f.store.failure = CredentialStatus::Ok;
    f.keys.refresh();
    QCOMPARE(f.keys.state(), KeyState::Checking);
    QVERIFY(f.store.answer());
    QCOMPARE(f.keys.state(), KeyState::Stored);
    QCOMPARE(f.keys.key(), u"af_1"_s);
}

void ApiKeysTest::sameOriginAsksOnce() {
    Fixture f;
    f.start();
    f.keys.setBaseUrl(QUrl(u"https://API.anyformat.ai:443/other/path"_s));
    QCOMPARE(f.store.reads, 1);
    QCOMPARE(f.changed.count(), 0);
}

void ApiKeysTest::otherOriginHasItsOwnKey() {
    Fixture f;
    f.store.entries[account] = u"af_1"_s;
    f.store.entries[otherAccount] = u"af_2"_s;
    f.start();
    f.keys.setBaseUrl(otherUrl);
    QCOMPARE(
        f.keys.key(), QString()); // the first origin's key must not go to the second while it is looked up
    QVERIFY(f.store.answer());
    QCOMPARE(f.keys.key(), u"af_2"_s);
}

void ApiKeysTest::lateAnswerForAnotherOriginIsDropped() {
    Fixture f;
    f.store.entries[account] = u"af_1"_s;
    f.keys.setBaseUrl(serviceUrl);
    f.keys.setBaseUrl(otherUrl);
    QVERIFY(f.store.answer()); // to the first question
    QCOMPARE(f.keys.state(), KeyState::Checking);
    QCOMPARE(f.keys.key(), QString());
    QVERIFY(f.store.answer());
    QCOMPARE(f.keys.state(), KeyState::None);
}

void ApiKeysTest::lateAnswerAfterSessionKeyIsDropped() {
    Fixture f;
    f.store.entries[account] = u"af_1"_s;
    f.keys.setBaseUrl(serviceUrl);
    f.keys.useForSession(u"af_session"_s);
    QVERIFY(f.store.answer());
    QCOMPARE(f.keys.state(), KeyState::SessionOnly);
    QCOMPARE(f.keys.key(), u"af_session"_s);
}

void ApiKeysTest::noAddressNoKey() {
    Fixture f;
    f.keys.setBaseUrl(QUrl(u"nonsense"_s));
    QCOMPARE(f.keys.state(), KeyState::None);
    QCOMPARE(f.store.reads, 0);
    QVERIFY(f.keys.stateText().contains(u"address"_s));
    f.keys.store(u"af_1"_s);
    f.keys.remove();
    QCOMPARE(f.finished.count(), 2);
    QVERIFY(f.finished[0][0].toString().contains(u"address"_s));
    QVERIFY(f.finished[1][0].toString().contains(u"address"_s));
    QVERIFY(f.store.entries.empty());
}

void ApiKeysTest::storeKeepsTheTrimmedKey() {
    Fixture f;
    f.start();
    f.keys.store(u"  af_new\n"_s);
    QCOMPARE(f.keys.state(), KeyState::None); // not before the keychain said so
    QCOMPARE(f.finished.count(), 0);
    QVERIFY(f.store.answer());
    QCOMPARE(f.store.entries[account], u"af_new"_s);
    QCOMPARE(f.keys.state(), KeyState::Stored);
    QCOMPARE(f.keys.key(), u"af_new"_s);
    QCOMPARE(f.changed.count(), 1);
    QCOMPARE(f.finished.count(), 1);
    QCOMPARE(f.finished[0][0].toString(), QString());
}

void ApiKeysTest::storeRefusesBadKeys() {
    Fixture f;
    f.store.entries[account] = u"af_old"_s;
    f.start();
    f.keys.store(u"two words"_s);
    QVERIFY(!f.store.answer());
    QCOMPARE(f.finished.count(), 1);
    QCOMPARE(f.finished[0][0].toString(), ApiKeys::refuse(u"two words"_s));
    QCOMPARE(f.keys.key(), u"af_old"_s);
}

void ApiKeysTest::storeFailing_data() {
    QTest::addColumn<CredentialStatus>("failure");
    QTest::addColumn<KeyState>("state");
    QTest::newRow("locked") << CredentialStatus::Locked << KeyState::Locked;
    QTest::newRow("denied") << CredentialStatus::Denied << KeyState::Denied;
    QTest::newRow("unavailable") << CredentialStatus::Unavailable << KeyState::Unavailable;
}

void ApiKeysTest::storeFailing() {
    QFETCH(CredentialStatus, failure);
    Fixture f;
    f.start();
    f.store.failure = failure;
    f.keys.store(u"af_new"_s);
    QVERIFY(f.store.answer());
    QTEST(f.keys.state(), "state");
    QCOMPARE(f.keys.key(), QString());
    QCOMPARE(f.finished.count(), 1);
    const QString error = f.finished[0][0].toString();
    QVERIFY2(error.startsWith(u"Not saved: "_s), qPrintable(error));
    QVERIFY(!error.contains(f.keys.remedy())); // which is on show already

    f.keys.useForSession(u"af_new"_s);
    QCOMPARE(f.keys.state(), KeyState::SessionOnly);
    QCOMPARE(f.keys.key(), u"af_new"_s);
    QVERIFY(f.store.entries.empty());
}

void ApiKeysTest::storeFailingKeepsSessionKey() {
    Fixture f;
    f.start();
    f.keys.useForSession(u"af_session"_s);
    f.store.failure = CredentialStatus::Locked;
    f.keys.store(u"af_session"_s);
    QVERIFY(f.store.answer());
    QVERIFY(!f.finished[0][0].toString().isEmpty());
    QCOMPARE(f.keys.state(), KeyState::SessionOnly);
    QCOMPARE(f.keys.key(), u"af_session"_s);
}

void ApiKeysTest::storeForFormerOriginStillEnds() {
    Fixture f;
    f.start();
    f.keys.store(u"af_1"_s);
    f.keys.setBaseUrl(otherUrl);
    QVERIFY(f.store.answer()); // the write
    QCOMPARE(f.finished.count(), 1);
    QCOMPARE(f.keys.state(), KeyState::Checking);
    QCOMPARE(f.keys.key(), QString());
    QVERIFY(f.store.answer()); // the read for the new origin
    QCOMPARE(f.keys.state(), KeyState::None);
    QCOMPARE(f.store.entries[account], u"af_1"_s);
    QVERIFY(!f.store.entries.count(otherAccount));
}

void ApiKeysTest::sessionKeyIsForgottenWithItsOrigin() {
    Fixture f;
    f.start();
    f.keys.useForSession(u"af_session"_s);
    f.keys.refresh();
    QVERIFY(!f.store.answer());
    QCOMPARE(f.keys.key(), u"af_session"_s);
    f.keys.setBaseUrl(otherUrl);
    QCOMPARE(f.keys.key(), QString());
    QVERIFY(f.store.answer());
    QCOMPARE(f.keys.state(), KeyState::None);
    QCOMPARE(f.keys.key(), QString());
}

void ApiKeysTest::sessionKeyRefused() {
    Fixture f;
    f.store.entries[account] = u"af_1"_s;
    f.start();
    f.keys.useForSession(u"two words"_s);
    QCOMPARE(f.finished.count(), 1);
    QVERIFY(!f.finished[0][0].toString().isEmpty());
    QCOMPARE(f.keys.state(), KeyState::Stored);
    QCOMPARE(f.keys.key(), u"af_1"_s);
}

void ApiKeysTest::removeForgetsEverywhere() {
    Fixture f;
    f.store.entries[account] = u"af_1"_s;
    f.store.entries[otherAccount] = u"af_2"_s;
    f.start();
    f.keys.remove();
    QVERIFY(f.store.answer());
    QCOMPARE(f.keys.state(), KeyState::None);
    QCOMPARE(f.keys.key(), QString());
    QCOMPARE(f.finished.count(), 1);
    QCOMPARE(f.finished[0][0].toString(), QString());
    QVERIFY(!f.store.entries.count(account));
    QVERIFY(f.store.entries.count(otherAccount));
}

void ApiKeysTest::removeFailing() {
    Fixture f;
    f.store.entries[account] = u"af_1"_s;
    f.start();
    f.store.failure = CredentialStatus::Locked;
    f.keys.remove();
    QVERIFY(f.store.answer());
    QCOMPARE(f.keys.state(), KeyState::Locked);
    QCOMPARE(f.keys.key(), QString());
    QVERIFY(f.finished[0][0].toString().contains(u"not removed from the test keychain"_s));
}

void ApiKeysTest::removeSessionKeyLooksAgain() {
    Fixture f;
    f.store.entries[account] = u"af_1"_s;
    f.start();
    f.keys.useForSession(u"af_session"_s);
    f.keys.remove();
    QCOMPARE(f.keys.key(), QString());
    QCOMPARE(f.finished.count(), 1);
    QVERIFY(f.store.answer());
    QCOMPARE(f.keys.state(), KeyState::Stored);
    QCOMPARE(f.keys.key(), u"af_1"_s);
}

void ApiKeysTest::environmentWins() {
    Fixture f(u" af_env "_s);
    f.store.entries[account] = u"af_1"_s;
    QCOMPARE(f.keys.state(), KeyState::Environment);
    f.keys.setBaseUrl(serviceUrl);
    f.keys.refresh();
    QCOMPARE(f.store.reads, 0);
    QCOMPARE(f.keys.key(), u"af_env"_s);
    QCOMPARE(f.keys.remedy(), QString());
    QVERIFY(f.keys.stateText().contains(u"ANYFORMAT_API_KEY"_s));

    f.keys.useForSession(u"af_session"_s);
    QVERIFY(f.finished[0][0].toString().contains(u"ANYFORMAT_API_KEY"_s));
    QCOMPARE(f.keys.key(), u"af_env"_s);

    f.keys.store(u"af_2"_s);
    QVERIFY(f.store.answer());
    QCOMPARE(f.store.entries[account], u"af_2"_s);
    f.keys.remove();
    QVERIFY(f.store.answer());
    QCOMPARE(f.keys.state(), KeyState::Environment);
    QCOMPARE(f.keys.key(), u"af_env"_s);
    QVERIFY(f.store.entries.empty());
}

void ApiKeysTest::environmentWithoutAKey() {
    Fixture f(u"af_env\r\nX-Evil: 1"_s);
    f.keys.setBaseUrl(serviceUrl);
    QCOMPARE(f.keys.state(), KeyState::Environment);
    QCOMPARE(f.keys.key(), QString());
    QVERIFY(f.keys.stateText().contains(u"does not hold a key"_s));
    QVERIFY(!f.keys.remedy().isEmpty());
}

void ApiKeysTest::noAnswerAfterItsEnd() {
    FakeCredentialStore store;
    store.entries[account] = u"af_1"_s;
    {
        ApiKeys keys(&store, {});
        keys.setBaseUrl(serviceUrl);
    }
    QVERIFY(store.answer()); // would use freed memory if it were delivered
}

void ApiKeysTest::textsNeverHoldTheKey() {
    Fixture f;
    f.store.entries[account] = u"af_secret"_s;
    f.start();
    QStringList texts = {f.keys.stateText(), f.keys.remedy()};
    f.store.failure = CredentialStatus::Unavailable;
    f.keys.store(u"af_secret"_s);
    f.store.answer();
    texts << f.keys.stateText() << f.keys.remedy() << f.finished.last()[0].toString();
    f.keys.store(u"af_secret with words"_s);
    texts << f.finished.last()[0].toString();
    f.keys.useForSession(u"af_secret"_s);
    texts << f.keys.stateText() << f.keys.remedy();
    for (const QString &text : std::as_const(texts))
        QVERIFY2(!text.contains(u"secret"_s), qPrintable(text));
}
