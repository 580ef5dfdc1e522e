// SPDX-License-Identifier: MIT
#include "tests/settings/prompttest.h"

#include "app/settings/keychaincredentialstore.h"
#include "tests/settings/credentialprobe.h"
#include "tests/settings/secretservicecontrol.h"

#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace settings;

namespace {

constexpr std::chrono::milliseconds watchdog(400);
const QString account = u"https://api.anyformat.ai"_s;

/// The window of the prompt, or nothing while it is not on the screen.
QString promptWindow() {
    QProcess xdotool;
    xdotool.start(u"xdotool"_s, {u"search"_s, u"--onlyvisible"_s, u"--class"_s, u"gcr-prompter"_s});
    if (!xdotool.waitForFinished())
        return {};
    return QString::fromLatin1(xdotool.readAllStandardOutput()).section(u'\n', 0, 0).trimmed();
}

/// Reads the entry of a locked keyring; presses the keys when the prompt has been up for longer than the
/// watchdog allows.
CredentialResult readThroughPrompt(KeychainCredentialStore &store, const QList<QStringList> &keys) {
    CredentialProbe probe;
    QElapsedTimer clock;
    clock.start();
    store.read(account, &probe, probe.callback());
    if (!QTest::qWaitFor([] { return !promptWindow().isEmpty(); }, 20000))
        QTest::qFail("no prompt came up", __FILE__, __LINE__);
    const bool patient = QTest::qWaitFor([&] { return clock.hasExpired(3 * watchdog.count()); }, 10000);
    if (!patient || !probe.answers.empty())
        QTest::qFail("answered while the prompt was up", __FILE__, __LINE__);
    for (const QStringList &each : keys)
        QProcess::execute(u"xdotool"_s, each);
    if (!QTest::qWaitFor([&] { return !probe.answers.empty(); }, 20000)) {
        QTest::qFail("no answer", __FILE__, __LINE__);
        return {};
    }
    return probe.answers.front();
}

} // namespace

void PromptTest::initTestCase() {
    if (qgetenv("ANYFORMAT_TEST_KEYRING") == "not-installed")
        QSKIP("gnome-keyring is not installed");
    if (QStandardPaths::findExecutable(u"xdotool"_s).isEmpty())
        QSKIP("xdotool is not installed");
}

void PromptTest::init() {
    QVERIFY(secretservice::unlockDefaultCollection("test"));
    KeychainCredentialStore store(u"AnyFormat Desktop test"_s);
    CredentialProbe probe;
    const CredentialResult written =
        probe.ask([&](auto context, auto done) { store.write(account, u"af_1"_s, context, done); });
    QCOMPARE(written.status, CredentialStatus::Ok);
    QVERIFY(secretservice::lockDefaultCollection());
}

void PromptTest::passwordTypedLate() {
    KeychainCredentialStore store(u"AnyFormat Desktop test"_s, watchdog);
    const CredentialResult result =
        readThroughPrompt(store, {{u"type"_s, u"test"_s}, {u"key"_s, u"Return"_s}});
    QCOMPARE(result.status, CredentialStatus::Ok);
    QCOMPARE(result.secret, u"af_1"_s);
}

void PromptTest::promptDismissed() {
    KeychainCredentialStore store(u"AnyFormat Desktop test"_s, watchdog);
    const CredentialResult result = readThroughPrompt(store, {{u"key"_s, u"Escape"_s}});
    QCOMPARE(result.status, CredentialStatus::Locked);
    QCOMPARE(result.secret, QString());
}
