// SPDX-License-Identifier: MIT
#include "tests/settings/nokeychaintest.h"

#include "app/settings/apikeys.h"
#include "app/settings/keychaincredentialstore.h"
#include "tests/settings/credentialprobe.h"

using namespace Qt::StringLiterals;
using namespace settings;

void NoKeychainTest::everyCallSaysUnavailable() {
    KeychainCredentialStore store(u"AnyFormat Desktop test"_s, std::chrono::seconds(5));
    CredentialProbe probe;
    const auto read = [&](auto context, auto done) {
        store.read(u"a"_s, context, done);
    };
    const auto write = [&](auto context, auto done) {
        store.write(u"a"_s, u"af_hidden"_s, context, done);
    };
    const auto remove = [&](auto context, auto done) {
        store.remove(u"a"_s, context, done);
    };
    for (int round = 0; round < 2; ++round) {
        QCOMPARE(probe.ask(read).status, CredentialStatus::Unavailable);
        const CredentialResult written = probe.ask(write);
        QCOMPARE(written.status, CredentialStatus::Unavailable);
        QVERIFY2(!written.message.contains(u"af_hidden"_s), qPrintable(written.message));
        QCOMPARE(probe.ask(remove).status, CredentialStatus::Unavailable);
    }
}

void NoKeychainTest::apiKeysSayWhatToDo() {
    KeychainCredentialStore store(u"AnyFormat Desktop test"_s, std::chrono::seconds(5));
    ApiKeys keys(&store, {});
    keys.setBaseUrl(QUrl(u"https://api.anyformat.ai"_s));
    QTRY_COMPARE(keys.state(), KeyState::Unavailable);
    QVERIFY2(keys.remedy().contains(u"GNOME Keyring or KWallet"_s), qPrintable(keys.remedy()));
    keys.useForSession(u"af_1"_s);
    QCOMPARE(keys.key(), u"af_1"_s);
}
