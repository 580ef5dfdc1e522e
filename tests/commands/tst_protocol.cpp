// SPDX-License-Identifier: MIT
#include "tests/commands/tst_protocol.h"

#include "app/commands/datafolder.h"
#include "app/commands/frames.h"
#include "app/commands/requests.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace commands;

void TestProtocol::framesArriveInAnyPieces() {
    const QByteArray data("{\"event\":\"exit\"}\n\0\xff line", 25);
    const QList<Frame> sent{{Frame::Hello, u"window"_s, "nonce", protocolVersion}, {Frame::Out, {}, data, 0},
        {Frame::BeginFile, u"a\nb ü.pdf"_s, {}, 0}, {Frame::FileData, {}, QByteArray(mostFrameData, '\n'), 0},
        {Frame::EndFile, {}, {}, 0}, {Frame::Error, u"no"_s, {}, 0}, {Frame::Following, u"1 2"_s, {}, 0},
        {Frame::Told, u"1"_s, {}, 4}, {Frame::Exit, {}, {}, 4}};
    QByteArray bytes;
    for (const Frame &frame : sent)
        bytes += encoded(frame);
    for (qsizetype step : {qsizetype(1), qsizetype(7), qsizetype(4096), bytes.size()}) {
        FrameReader reader;
        QList<Frame> received;
        for (qsizetype at = 0; at < bytes.size(); at += step) {
            reader.add(bytes.mid(at, step));
            while (const auto frame = reader.next())
                received << *frame;
        }
        QCOMPARE(received.size(), sent.size());
        for (qsizetype i = 0; i < sent.size(); ++i) {
            QCOMPARE(received[i].kind, sent[i].kind);
            QCOMPARE(received[i].text, sent[i].text);
            QCOMPARE(received[i].data, sent[i].data);
            QCOMPARE(received[i].code, sent[i].code);
        }
        QVERIFY(reader.failure().isEmpty());
    }
}

void TestProtocol::garbageIsNoFrame_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("words") << QByteArray("hello\n");
    QTest::newRow("empty line") << QByteArray("\n");
    QTest::newRow("an array") << QByteArray("[1]\n");
    QTest::newRow("unknown event") << QByteArray("{\"event\":\"dance\"}\n");
    QTest::newRow("negative length") << QByteArray("{\"event\":\"out\",\"bytes\":-1}\n");
    QTest::newRow("endless data") << QByteArray("{\"event\":\"out\",\"bytes\":99999999999}\n");
    QTest::newRow("endless line") << QByteArray(longestFrameLine + 1, 'x');
    QTest::newRow("nothing but zeros") << QByteArray(100, '\0') + '\n';
}

void TestProtocol::garbageIsNoFrame() {
    QFETCH(QByteArray, bytes);
    FrameReader reader;
    reader.add(bytes);
    QVERIFY(!reader.next());
    QVERIFY(!reader.failure().isEmpty());
    reader.add(encoded({Frame::Exit, {}, {}, 0})); // nothing after it is believed
    QVERIFY(!reader.next());
}

void TestProtocol::requestsComeBackWhole() {
    Command command;
    command.verb = Verb::Run;
    command.files = {u"/tmp/a b.pdf"_s, u"/tmp/\nü.pdf"_s};
    command.workflow = u"Inv\"oices"_s;
    command.output = Output::Fields;
    command.wait = true;
    command.skipRefused = true;
    command.again = true;
    command.timeout = 77;
    command.service = u"https://api.anyformat.ai"_s;
    command.keyProof = "0123abcd";
    command.goesOn = true;
    command.several = true;
    command.ids = {u"4"_s, u"5"_s};
    const QByteArray line = encodedRequest(command);
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(line.endsWith('\n'));
    const auto decoded = decodedRequest(line);
    const auto *back = std::get_if<Command>(&decoded);
    QVERIFY(back);
    QCOMPARE(encodedRequest(*back), line);
    QCOMPARE(back->files, command.files);
    QCOMPARE(back->timeout, 77);
    QVERIFY(back->again);
    QVERIFY(!back->isText);

    for (Verb verb : {Verb::Adopt, Verb::Again, Verb::Stop, Verb::Remove}) {
        command.verb = verb;
        command.yes = !command.yes;
        const auto other = decodedRequest(encodedRequest(command));
        QCOMPARE(std::get<Command>(other).verb, verb);
        QCOMPARE(std::get<Command>(other).yes, command.yes);
        QCOMPARE(std::get<Command>(other).ids, command.ids);
    }

    command.isText = true;
    command.text = u"a\nb\0c"_s;
    const auto text = decodedRequest(encodedRequest(command));
    QCOMPARE(std::get<Command>(text).text, command.text);
    QVERIFY(std::get<Command>(text).isText);
}

void TestProtocol::garbageIsNoRequest_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("part");
    QTest::newRow("empty") << QByteArray() << u"not a request"_s;
    QTest::newRow("words") << QByteArray("GET / HTTP/1.1") << u"not a request"_s;
    QTest::newRow("cut off") << QByteArray("{\"protocol\":1,\"command\":\"run") << u"not a request"_s;
    QTest::newRow("an array") << QByteArray("[]") << u"not a request"_s;
    QTest::newRow("no version") << QByteArray("{\"command\":\"status\",\"output\":\"lines\"}")
                                << u"version"_s;
    QTest::newRow("another version") << QByteArray(
                                            "{\"protocol\":2,\"command\":\"status\",\"output\":\"lines\"}")
                                     << u"version"_s;
    QTest::newRow("unknown command") << QByteArray(
                                            "{\"protocol\":1,\"command\":\"format\",\"output\":\"lines\"}")
                                     << u"not known"_s;
    QTest::newRow("unknown output") << QByteArray("{\"protocol\":1,\"command\":\"status\",\"output\":3}")
                                    << u"not known"_s;
    QTest::newRow("a key command") << QByteArray(
                                          "{\"protocol\":1,\"command\":\"key set\",\"output\":\"lines\"}")
                                   << u"not known"_s;
    QTest::newRow("a relative file")
        << QByteArray("{\"protocol\":1,\"command\":\"run\",\"output\":\"lines\",\"files\":[\"a.pdf\"]}")
        << u"whole path"_s;
    QTest::newRow("a file that is no text")
        << QByteArray("{\"protocol\":1,\"command\":\"run\",\"output\":\"lines\",\"files\":[7]}")
        << u"whole path"_s;
}

void TestProtocol::garbageIsNoRequest() {
    QFETCH(QByteArray, line);
    QFETCH(QString, part);
    const auto decoded = decodedRequest(line);
    const auto *why = std::get_if<QString>(&decoded);
    QVERIFY(why);
    QVERIFY2(why->contains(part), qPrintable(*why));
}

void TestProtocol::aProofIsNotTheKey() {
    const QString key = u"af_secret_0123456789"_s;
    const QByteArray proof = proofOf(key, "nonce");
    QCOMPARE(proof.size(), 64);
    QVERIFY(proof != proofOf(key, "another"));
    QVERIFY(proof != proofOf(u"af_other"_s, "nonce"));
    QCOMPARE(proof, proofOf(key, "nonce"));
}

void TestProtocol::theSocketFollowsFromTheFolder() {
    const QTemporaryDir place;
    const QString shortName = place.filePath(u"a"_s);
    const QString longName = place.filePath(QString(120, u'b'));
    const QString other = place.filePath(QString(121, u'b'));
    for (const QString &folder : {shortName, longName, other})
        QVERIFY(QDir().mkpath(folder));
    // However it is called.
    const QString link = place.filePath(u"link"_s);
    QVERIFY(QFile::link(longName, link));
    QCOMPARE(DataFolder(link).socketName(), DataFolder(longName).socketName());
    QCOMPARE(DataFolder(shortName + u"/../a"_s).socketName(), DataFolder(shortName).socketName());
    QVERIFY(DataFolder(longName).socketName() != DataFolder(other).socketName());
    // Sockets have short names; one can be made for each.
    for (const QString &folder : {shortName, longName}) {
        QLocalServer server;
        server.setSocketOptions(QLocalServer::UserAccessOption);
        QVERIFY2(server.listen(DataFolder(folder).socketName()), qPrintable(server.errorString()));
    }
    // One owner at a time.
    DataFolder first(shortName);
    DataFolder second(link);
    DataFolder third(longName);
    QCOMPARE(first.claim(), DataFolder::Claim::Owned);
    QCOMPARE(first.claim(), DataFolder::Claim::Owned);
    QCOMPARE(second.claim(), DataFolder::Claim::Owned);
    QCOMPARE(third.claim(), DataFolder::Claim::Taken); // the same folder
    QCOMPARE(DataFolder(place.filePath(u"missing"_s)).claim(), DataFolder::Claim::Unwritable);
}

/// A process that is killed between making a lock file and writing into it.
void TestProtocol::anEmptyLockIsNobodys() {
    const QTemporaryDir place;
    const auto leaveEmpty = [&place](const QString &name, int secondsAgo) {
        QFile file(place.filePath(name));
        return file.open(QIODevice::WriteOnly) &&
               file.setFileTime(
                   QDateTime::currentDateTime().addSecs(-secondsAgo), QFileDevice::FileModificationTime);
    };
    QVERIFY(leaveEmpty(u"lock"_s, 0));
    QCOMPARE(DataFolder(place.path()).claim(), DataFolder::Claim::Taken); // perhaps it is just being made
    QVERIFY(leaveEmpty(u"lock"_s, 10));
    DataFolder folder(place.path());
    QCOMPARE(folder.claim(), DataFolder::Claim::Owned);
    // Whoever has the folder keeps it, whatever becomes of the file.
    DataFolder other(place.path());
    QCOMPARE(other.claim(), DataFolder::Claim::Taken);
    QVERIFY(leaveEmpty(u"lock"_s, 10));
    QCOMPARE(other.claim(), DataFolder::Claim::Taken);
}

/// One that is killed while it takes a lock away from another that was killed before.
void TestProtocol::anEmptySecondLockIsNobodysEither() {
    const QTemporaryDir place;
    QFile lock(place.filePath(u"lock"_s));
    QVERIFY(lock.open(QIODevice::WriteOnly)); // of a process that is not there
    QVERIFY(lock.write("999999999\nanyformat-desktop\n" + QSysInfo::machineHostName().toUtf8() + '\n') > 0);
    lock.close();
    QFile second(place.filePath(u"lock.rmlock"_s));
    QVERIFY(second.open(QIODevice::WriteOnly));
    QCOMPARE(DataFolder(place.path()).claim(), DataFolder::Claim::Taken);
    QVERIFY(second.setFileTime(QDateTime::currentDateTime().addSecs(-10), QFileDevice::FileModificationTime));
    second.close();
    QCOMPARE(DataFolder(place.path()).claim(), DataFolder::Claim::Owned);
}
