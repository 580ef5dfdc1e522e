// SPDX-License-Identifier: MIT
#include "tests/settings/settingstest.h"

#include "app/settings/settings.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using settings::Appearance;
using settings::Profile;
using settings::Settings;

namespace {

const QUrl defaultUrl(u"https://api.anyformat.ai"_s);

QProcessEnvironment environment(const QString &key = {}, const QString &url = {}) {
    QProcessEnvironment result;
    if (!key.isNull())
        result.insert(u"ANYFORMAT_API_KEY"_s, key);
    if (!url.isNull())
        result.insert(u"ANYFORMAT_BASE_URL"_s, url);
    return result;
}

QByteArray contents(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

void SettingsTest::originOfAddress_data() {
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("expected");

    QTest::newRow("plain") << u"https://api.anyformat.ai"_s << u"https://api.anyformat.ai"_s;
    QTest::newRow("slash") << u"https://api.anyformat.ai/"_s << u"https://api.anyformat.ai"_s;
    QTest::newRow("path") << u"https://proxy.example/anyformat/v2"_s << u"https://proxy.example"_s;
    QTest::newRow("case") << u"HTTPS://API.AnyFormat.AI"_s << u"https://api.anyformat.ai"_s;
    QTest::newRow("own port") << u"https://api.anyformat.ai:443"_s << u"https://api.anyformat.ai"_s;
    QTest::newRow("other port") << u"https://api.anyformat.ai:8443"_s << u"https://api.anyformat.ai:8443"_s;
    QTest::newRow("http own port") << u"http://localhost:80/"_s << u"http://localhost"_s;
    QTest::newRow("https port over http") << u"http://localhost:443/"_s << u"http://localhost:443"_s;
    QTest::newRow("IPv6") << u"http://[::1]:8080/"_s << u"http://[::1]:8080"_s;
    QTest::newRow("IDN") << u"https://bücher.example/"_s << u"https://xn--bcher-kva.example"_s;
    QTest::newRow("user") << u"https://a:b@api.anyformat.ai"_s << u"https://api.anyformat.ai"_s;
    QTest::newRow("file") << u"file:///etc/passwd"_s << QString();
    QTest::newRow("no scheme") << u"api.anyformat.ai"_s << QString();
    QTest::newRow("no host") << u"https://"_s << QString();
    QTest::newRow("empty") << QString() << QString();
}

void SettingsTest::originOfAddress() {
    QFETCH(QString, address);
    QFETCH(QString, expected);
    QCOMPARE(settings::origin(QUrl(address)), expected);
}

void SettingsTest::profileIds() {
    QCOMPARE(settings::profileId(Profile::Sandbox, defaultUrl), u"sandbox"_s);
    QCOMPARE(
        settings::profileId(Profile::Service, QUrl(u"https://api.anyformat.ai/x/"_s)), defaultUrl.toString());
}

void SettingsTest::startsWithDefaults() {
    QTemporaryDir folder;
    Settings settings(folder.path(), environment());
    QCOMPARE(settings.dataDir(), folder.path());
    QCOMPARE(settings.profile(), Profile::Sandbox);
    QCOMPARE(settings.baseUrl(), defaultUrl);
    QVERIFY(!settings.baseUrlFromEnvironment());
    QCOMPARE(settings.environmentKey(), QString());
    QCOMPARE(settings.workflowId(u"sandbox"_s), QString());
    QCOMPARE(settings.appearance(), Appearance::System);
    QCOMPARE(settings.geometry(u"window"_s), QByteArray());
    QCOMPARE(settings.threshold(), 80);
    QCOMPARE(settings.folder(u"open"_s), QString());
}

void SettingsTest::defaultProfile_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<Profile>("expected");

    const QString none;
    const QString key = u"af_env"_s;
    const QString url = u"https://eu.anyformat.ai"_s;
    const QString sandbox = u"sandbox"_s;
    const QString service = u"service"_s;
    QTest::newRow("newcomer") << none << none << none << Profile::Sandbox;
    QTest::newRow("blank variables") << u"  "_s << u""_s << none << Profile::Sandbox;
    QTest::newRow("key in the environment") << key << none << none << Profile::Service;
    QTest::newRow("address in the environment") << none << url << none << Profile::Service;
    QTest::newRow("chose sandbox, key in the environment") << key << none << sandbox << Profile::Sandbox;
    QTest::newRow("chose service") << none << none << service << Profile::Service;
}

void SettingsTest::defaultProfile() {
    QFETCH(QString, key);
    QFETCH(QString, url);
    QFETCH(QString, chosen);
    QTemporaryDir folder;
    if (!chosen.isEmpty())
        Settings(folder.path(), environment())
            .setProfile(chosen == "sandbox"_L1 ? Profile::Sandbox : Profile::Service);
    QTEST(Settings(folder.path(), environment(key, url)).profile(), "expected");
}

void SettingsTest::environmentAddress_data() {
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QUrl>("expected");
    QTest::addColumn<bool>("fromEnvironment");

    const QUrl stored(u"https://stored.example/base"_s);
    QTest::newRow("unset") << QString() << stored << false;
    QTest::newRow("blank") << u" "_s << stored << false;
    QTest::newRow("set") << u" http://127.0.0.1:8765 "_s << QUrl(u"http://127.0.0.1:8765"_s) << true;
    QTest::newRow("password") << u"https://u:p@host.example/?t=1"_s << QUrl(u"https://host.example/"_s)
                              << true;
    // Falling back silently would send the key to another place than the person meant.
    QTest::newRow("no address") << u"eu.anyformat.ai"_s << QUrl(u"eu.anyformat.ai"_s) << true;
}

void SettingsTest::environmentAddress() {
    QFETCH(QString, variable);
    QTemporaryDir folder;
    Settings(folder.path(), environment()).setBaseUrl(QUrl(u"https://stored.example/base"_s));
    const Settings settings(folder.path(), environment({}, variable));
    QTEST(settings.baseUrl(), "expected");
    QTEST(settings.baseUrlFromEnvironment(), "fromEnvironment");
}

void SettingsTest::everythingIsRemembered() {
    QTemporaryDir folder;
    const QByteArray geometry("\x01\xd9\xd0\xcb\0\x02\n;=,", 10);
    {
        Settings settings(folder.path(), environment());
        settings.setProfile(Profile::Service);
        settings.setBaseUrl(QUrl(u"https://eu.anyformat.ai/base"_s));
        settings.setWorkflowId(u"https://eu.anyformat.ai"_s, u"3f2b8e1c"_s);
        settings.setAppearance(Appearance::Dark);
        settings.setRunsOrder(u"state-backwards"_s);
        settings.setThreshold(65);
        settings.setGeometry(u"window"_s, geometry);
        settings.setFolder(u"save/result"_s, u"/home/ünï/a b%20;c"_s);
    }
    const Settings settings(folder.path(), environment());
    QCOMPARE(settings.profile(), Profile::Service);
    QCOMPARE(settings.baseUrl(), QUrl(u"https://eu.anyformat.ai/base"_s));
    QCOMPARE(settings.workflowId(u"https://eu.anyformat.ai"_s), u"3f2b8e1c"_s);
    QCOMPARE(settings.appearance(), Appearance::Dark);
    QCOMPARE(settings.runsOrder(), u"state-backwards"_s);
    QCOMPARE(settings.geometry(u"window"_s), geometry);
    QCOMPARE(settings.threshold(), 65);
    QCOMPARE(settings.folder(u"save/result"_s), u"/home/ünï/a b%20;c"_s);
}

void SettingsTest::settersSignalChangesOnly() {
    QTemporaryDir folder;
    Settings settings(folder.path(), environment());
    QSignalSpy profile(&settings, &Settings::profileChanged);
    QSignalSpy url(&settings, &Settings::baseUrlChanged);
    QSignalSpy appearance(&settings, &Settings::appearanceChanged);

    settings.setProfile(Profile::Sandbox);
    settings.setBaseUrl(defaultUrl);
    settings.setAppearance(Appearance::System);
    QCOMPARE(profile.count() + url.count() + appearance.count(), 0);

    settings.setProfile(Profile::Service);
    settings.setProfile(Profile::Service);
    settings.setBaseUrl(QUrl(u"https://eu.anyformat.ai"_s));
    settings.setBaseUrl(QUrl());
    settings.setAppearance(Appearance::Light);
    QCOMPARE(profile.count(), 1);
    QCOMPARE(url.count(), 2);
    QCOMPARE(appearance.count(), 1);
    QCOMPARE(settings.baseUrl(), defaultUrl);

    Settings fixed(folder.path(), environment({}, u"https://fixed.example"_s));
    QSignalSpy fixedUrl(&fixed, &Settings::baseUrlChanged);
    fixed.setBaseUrl(QUrl(u"https://eu.anyformat.ai"_s));
    QCOMPARE(fixedUrl.count(), 0);
}

void SettingsTest::startProfileIsNotStored() {
    QTemporaryDir folder;
    {
        Settings settings(folder.path(), {});
        settings.setProfile(Profile::Service);
        settings.startWith(Profile::Sandbox);
        QCOMPARE(settings.profile(), Profile::Sandbox);
        settings.sync();
        QCOMPARE(Settings(folder.path(), {}).profile(), Profile::Service);
        settings.setProfile(Profile::Service); // the person chooses
        QCOMPARE(settings.profile(), Profile::Service);
    }
    QCOMPARE(Settings(folder.path(), {}).profile(), Profile::Service);
}

void SettingsTest::workflowsOfProfilesAreApart() {
    QTemporaryDir folder;
    Settings settings(folder.path(), environment());
    settings.setWorkflowId(u"sandbox"_s, u"a"_s);
    settings.setWorkflowId(u"https://api.anyformat.ai"_s, u"b"_s);
    settings.setWorkflowId(u"https://api.anyformat.ai:8443"_s, u"c"_s);
    QCOMPARE(settings.workflowId(u"sandbox"_s), u"a"_s);
    QCOMPARE(settings.workflowId(u"https://api.anyformat.ai"_s), u"b"_s);
    QCOMPARE(settings.workflowId(u"https://api.anyformat.ai:8443"_s), u"c"_s);
}

void SettingsTest::watchesOfProfilesAreApart() {
    QTemporaryDir folder;
    const settings::Watch one{
        u"w/1"_s, u"Über % Rechnungen"_s, u"/home/in: box"_s, true, 1'700'000'000'000, true};
    settings::Watch two{u"w2"_s, u"Receipts"_s, u"/home/receipts"_s, false, 5, false};
    {
        Settings settings(folder.path(), environment());
        QSignalSpy changed(&settings, &Settings::watchesChanged);
        settings.setWatch(u"sandbox"_s, two);
        settings.setWatch(u"sandbox"_s, one);
        settings.setWatch(u"sandbox"_s, one);
        QCOMPARE(changed.count(), 2);
        QVERIFY(settings.watches(u"https://api.anyformat.ai"_s).isEmpty());
        settings.setWatch(u"sandbox"_s, {}); // of no workflow
    }
    Settings settings(folder.path(), environment());
    QCOMPARE(settings.watches(u"sandbox"_s), QList<settings::Watch>({two, one}));
    QCOMPARE(settings.watch(u"sandbox"_s, u"w/1"_s), one);
    two.folder.clear();
    settings.setWatch(u"sandbox"_s, two);
    QCOMPARE(settings.watches(u"sandbox"_s), QList<settings::Watch>({one}));
    QVERIFY(settings.watch(u"sandbox"_s, u"w2"_s).folder.isEmpty());
}

void SettingsTest::addressLosesItsSecrets() {
    QTemporaryDir folder;
    Settings settings(folder.path(), environment());
    settings.setBaseUrl(QUrl(u"https://me:hunter2@host.example/base?token=hunter3#hunter4"_s));
    QCOMPARE(settings.baseUrl(), QUrl(u"https://host.example/base"_s));
    const QByteArray file = contents(folder.filePath(u"settings.ini"_s));
    QVERIFY(file.contains("host.example"));
    QVERIFY(!file.contains("hunter"));
}

void SettingsTest::createsItsFolderForTheOwner() {
    QTemporaryDir folder;
    const QString path = folder.filePath(u"deep/data folder"_s);
    Settings settings(path, environment());
    QVERIFY(QFileInfo(path).isDir());
#ifdef Q_OS_UNIX
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                        QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFile::permissions(path) & others, QFile::Permissions());
#endif
}

void SettingsTest::neverHoldsTheKey() {
    QTemporaryDir folder;
    Settings settings(folder.path(), environment(u" af_very_secret\n"_s));
    QCOMPARE(settings.environmentKey(), u"af_very_secret"_s);
    settings.setProfile(Profile::Service);
    settings.setAppearance(Appearance::Dark);
    settings.sync();
    QDirIterator files(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int seen = 0;
    while (files.hasNext()) {
        ++seen;
        QVERIFY(!contents(files.next()).contains("very_secret"));
    }
    QVERIFY(seen > 0);
}

void SettingsTest::failedWriteIsReportedOnce_data() {
    QTest::addColumn<QString>("dataDir");
    QTest::newRow("a folder is where the file should be") << u"taken"_s;
    QTest::newRow("the folder cannot be made") << u"file/data"_s;
}

void SettingsTest::failedWriteIsReportedOnce() {
    QFETCH(QString, dataDir);
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"taken/settings.ini"_s));
    write(folder.filePath(u"file"_s), "x");
    Settings settings(folder.filePath(dataDir), environment());
    QSignalSpy failed(&settings, &Settings::writeFailed);

    settings.setProfile(Profile::Service);
    settings.setWorkflowId(u"sandbox"_s, u"w"_s);
    settings.setAppearance(Appearance::Light);
    settings.setRunsOrder(u"name"_s);
    settings.sync();

    QCOMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].toString().endsWith("settings.ini"_L1));
    QCOMPARE(settings.profile(), Profile::Service);
    QCOMPARE(settings.workflowId(u"sandbox"_s), u"w"_s);
    QCOMPARE(settings.appearance(), Appearance::Light);
    QCOMPARE(settings.runsOrder(), u"name"_s);
}

void SettingsTest::garbageGivesDefaults_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("keptAside");

    QByteArray binary;
    for (int i = 0; i < 4096; ++i)
        binary.append(static_cast<char>((i * 7919 + i / 13) & 0xff));
    QTest::newRow("binary") << binary << true;
    QTest::newRow("zeros") << QByteArray(512, '\0') << true;
    QTest::newRow("text") << QByteArray("this is no ini file\nat all\n") << true;
    QTest::newRow("cut off") << QByteArray("[General]\nprofile=service\nbaseUr") << true;
    QTest::newRow("unknown words")
        << QByteArray("[General]\nprofile=banana\nappearance=7\nthreshold=180\nbaseUrl=::::\n") << false;
    QTest::newRow("other scheme") << QByteArray("[General]\nbaseUrl=file:///etc/passwd\n") << false;
    QTest::newRow("odd types") << QByteArray("[General]\nprofile=@Variant(\\0\\0\\0\\x7f)\n"
                                             "appearance=@Size(1 2)\nbaseUrl=@Rect(0 0 1 1)\n")
                               << false;
    QTest::newRow("lists") << QByteArray("[General]\nprofile=a, b\nappearance=1, 2\nbaseUrl=x, y\n") << false;
}

void SettingsTest::garbageGivesDefaults() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, keptAside);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"settings.ini"_s);
    write(path, bytes);
    {
        Settings settings(folder.path(), environment());
        QSignalSpy failed(&settings, &Settings::writeFailed);
        QCOMPARE(settings.profile(), Profile::Sandbox);
        QCOMPARE(settings.baseUrl(), defaultUrl);
        QCOMPARE(settings.appearance(), Appearance::System);
        QCOMPARE(settings.threshold(), 80);
        settings.setAppearance(Appearance::Dark);
        QCOMPARE(failed.count(), 0);
    }
    QCOMPARE(Settings(folder.path(), environment()).appearance(), Appearance::Dark);
    QCOMPARE(contents(path + ".damaged"_L1), keptAside ? bytes : QByteArray());
}
