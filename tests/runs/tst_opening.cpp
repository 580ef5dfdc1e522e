// SPDX-License-Identifier: MIT
#include "tests/runs/tst_opening.h"

#include "app/runs/fileinspection.h"
#include "tests/runs/runbench.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QSemaphore>
#include <QtTest>

#include <atomic>

using namespace Qt::StringLiterals;
using runs::RunState;
using runs::RunUploads;
using support::Peer;
using support::RunBench;

namespace {

/// Opens files, but for those in a folder called "away", until it is back. Let back before it is destroyed.
struct Disk {
    QSemaphore answers;
    std::atomic_int hanging = 0;
    std::atomic_bool isAway = true;

    explicit Disk(RunBench &b) {
        b.service->setOpener([this](const runs::Run &run, QThread *sender, const std::function<void()> &) {
            if (isAway && run.path.contains("/away/"_L1)) {
                ++hanging;
                answers.acquire();
                --hanging;
            }
            return runs::fileSubmission(run, sender);
        });
        QDir(b.file({})).mkpath(u"away"_s);
    }
    ~Disk() { comeBack(); }

    void comeBack() {
        isAway = false;
        answers.release(100);
    }
};

QString hashOf(const QByteArray &bytes) {
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

qint64 submitInspected(RunBench &b, const QString &path) {
    const qsizetype before = b.changes.size();
    const runs::IntakeItem item = runs::inspectFile(runs::checkFile(path), [] { return true; });
    return b.service->submitFiles(RunBench::target, {item}).isEmpty() ? b.changes.at(before).id : 0;
}

/// As bytes are changed in place by programs that keep the time, or not.
void change(const QString &path, const QByteArray &content, qint64 changedAt) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.flush() ||
        !file.setFileTime(QDateTime::fromMSecsSinceEpoch(changedAt), QFileDevice::FileModificationTime))
        qFatal("%s", qPrintable(file.errorString()));
}

} // namespace

void TestOpening::onlyItsOwnRunHangs() {
    Peer peer;
    RunBench b(peer.server.url());
    Disk disk(b);
    b.jumps = true;
    const qint64 away = b.submitFile(b.write(u"away/a.pdf"_s));
    const qint64 here = b.submitFile(b.write(u"b.pdf"_s));
    QTRY_VERIFY(b.state(here) == RunState::Ready);
    QTRY_COMPARE(disk.hanging, 1);
    QVERIFY(b.state(away) == RunState::Uploading);
    QCOMPARE(peer.submissions(), 1);

    // It gives its place back, and so does the next one of its folder, without another thread.
    b.jumps = false;
    b.advance(RunUploads::patience);
    QVERIFY(b.state(away) == RunState::Queued);
    QVERIFY(b.storedState(away) == RunState::Queued);
    QVERIFY2(b.run(away).message.contains("/away does not answer"_L1), qPrintable(b.run(away).message));
    const qint64 second = b.submitFile(b.write(u"away/c.pdf"_s));
    QVERIFY(b.state(second) == RunState::Queued);
    QVERIFY(b.run(second).message.contains("does not answer"_L1));
    QCOMPARE(b.run(second).nextAskAt, b.now + RunUploads::putOffFor);
    QCOMPARE(b.service->uploadsUnderWay(), 0);
    QCOMPARE(disk.hanging, 1);

    // What opened too late is not sent; what is tried again is, once.
    disk.comeBack();
    QTRY_COMPARE(disk.hanging, 0);
    b.jumps = true;
    QTRY_VERIFY((b.advance(RunUploads::putOffFor),
        b.state(away) == RunState::Ready && b.state(second) == RunState::Ready));
    QCOMPARE(peer.submissions(), 3);
    QVERIFY(b.run(away).message.isEmpty());
}

void TestOpening::cancelledWhileItHangs() {
    Peer peer;
    RunBench b(peer.server.url());
    Disk disk(b);
    const qint64 away = b.submitFile(b.write(u"away/a.pdf"_s));
    QTRY_COMPARE(disk.hanging, 1);
    b.service->cancel(away);
    QVERIFY(b.state(away) == RunState::Cancelled);
    disk.comeBack();
    QTRY_COMPARE(disk.hanging, 0);
    b.jumps = true;
    const qint64 here = b.submitFile(b.write(u"b.pdf"_s));
    QTRY_VERIFY(b.state(here) == RunState::Ready);
    QVERIFY(b.state(away) == RunState::Cancelled);
    QCOMPARE(peer.submissions(), 1);
}

void TestOpening::endsWhileItHangs() {
    Peer peer;
    RunBench b(peer.server.url());
    Disk disk(b);
    const qint64 away = b.submitFile(b.write(u"away/a.pdf"_s));
    QTRY_COMPARE(disk.hanging, 1);
    b.end(); // returns, though a thread hangs
    disk.comeBack();
    QTRY_COMPARE(disk.hanging, 0);
    QVERIFY(b.storedState(away) == RunState::Queued); // nothing was sent
    QCOMPARE(peer.submissions(), 0);
    b.jumps = true;
    b.restart();
    QTRY_VERIFY(b.state(away) == RunState::Ready);
    QCOMPARE(peer.submissions(), 1);
}

void TestOpening::theHashIsOfWhatIsSent_data() {
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<qint64>("later"); // ms
    QTest::newRow("as it was") << QByteArray("as it was") << qint64(0);
    QTest::newRow("touched") << QByteArray("as it was") << qint64(5'000);
    QTest::newRow("other bytes, as many") << QByteArray("as it is!") << qint64(5'000);
    QTest::newRow("longer, time kept") << QByteArray("as it is now") << qint64(0);
    QTest::newRow("set back in time") << QByteArray("older one") << qint64(-86'400'000);
}

void TestOpening::theHashIsOfWhatIsSent() {
    QFETCH(QByteArray, now);
    QFETCH(qint64, later);
    Peer peer;
    RunBench b(peer.server.url());
    b.jumps = true;
    b.setOnline(false);
    const QByteArray before = "as it was";
    const QString path = b.write(u"a.pdf"_s, before);
    const qint64 changedAt = runs::checkFile(path).modifiedAt;
    const qint64 id = submitInspected(b, path);
    QCOMPARE(b.stored(id, u"content_hash"_s), hashOf(before));
    change(path, now, changedAt + later);
    b.setOnline(true);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QVERIFY(peer.server.requests.first().body.contains("\r\n\r\n" + now + "\r\n"));
    QCOMPARE(b.run(id).contentHash, hashOf(now));
    QCOMPARE(b.stored(id, u"content_hash"_s), hashOf(now));
    QCOMPARE(b.stored(id, u"size"_s).toLongLong(), now.size());
    QCOMPARE(b.service->duplicateOf(RunBench::target, hashOf(now)), std::optional(id));
    if (now != before)
        QVERIFY(!b.service->duplicateOf(RunBench::target, hashOf(before)));
}

/// The ledger does not know the file's time: it is read again, whatever it looks like.
void TestOpening::theHashAfterARestart() {
    Peer peer;
    RunBench b(peer.server.url());
    b.jumps = true;
    b.setOnline(false);
    const QString path = b.write(u"a.pdf"_s, "as it was");
    const qint64 changedAt = runs::checkFile(path).modifiedAt;
    const qint64 id = submitInspected(b, path);
    change(path, "as it is!", changedAt);
    b.restart();
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(b.stored(id, u"content_hash"_s), hashOf("as it is!"));
}

void TestOpening::aHashThatCannotBeWritten() {
    Peer peer;
    RunBench b(peer.server.url());
    b.jumps = true;
    b.setOnline(false);
    const QString path = b.write(u"a.pdf"_s, "as it was");
    const qint64 id = submitInspected(b, path);
    change(path, "as it is now", 0);
    support::query(b.ledger(),
        u"CREATE TRIGGER fails BEFORE UPDATE ON runs WHEN NEW.state = 1 AND NEW.content_hash <> "
        "OLD.content_hash BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"_s);
    b.setOnline(true);
    QTRY_VERIFY(
        b.state(id) == RunState::Ready); // it is sent all the same, and the next write brings it along
    QVERIFY(b.troubles.value(0).contains("the disk is full"_L1));
    QCOMPARE(b.stored(id, u"content_hash"_s), hashOf("as it is now"));
    QCOMPARE(peer.submissions(), 1);
}

void TestOpening::kindsOfMounts_data() {
    QTest::addColumn<bool>("isFar");
    for (const char *type :
        {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse", "9p", "webdav", "NFS"})
        QTest::newRow(type) << true;
    for (const char *type :
        {"ext4", "btrfs", "xfs", "tmpfs", "overlay", "fuseblk", "apfs", "NTFS", "vfat", ""})
        QTest::newRow(*type ? type : "none") << false;
}

void TestOpening::kindsOfMounts() {
    QFETCH(bool, isFar);
    const QByteArray type = QTest::currentDataTag();
    QCOMPARE(runs::isFarType(type == "none" ? QByteArray() : type), isFar);
}

/// The share is gone when the first byte is sent.
void TestOpening::aFarFileIsSentFromACopy() {
    Peer peer;
    RunBench b(peer.server.url());
    b.jumps = true;
    b.service->setOpener([](const runs::Run &run, QThread *sender, const std::function<void()> &goesOn) {
        auto prepared = runs::fileSubmission(run, sender, goesOn, [](const QString &) { return true; });
        QFile(run.path).resize(0);
        return prepared;
    });
    const QByteArray content = QByteArray(3'000'000, 'x') + "end";
    const qint64 id = submitInspected(b, b.write(u"a.txt"_s, content));
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QVERIFY(peer.server.requests.first().body.contains("\r\n\r\n" + content + "\r\n"));
    QCOMPARE(b.run(id).contentHash, hashOf(content));
}

void TestOpening::aFarFileThatChanges() {
    Peer peer;
    RunBench b(peer.server.url());
    b.jumps = true;
    b.service->setOpener([](const runs::Run &run, QThread *sender, const std::function<void()> &) {
        const auto grow = [&run] {
            QFile file(run.path);
            if (!file.open(QIODevice::Append) || file.write("more") != 4)
                qFatal("%s", qPrintable(file.errorString()));
        };
        return runs::fileSubmission(run, sender, grow, [](const QString &) { return true; });
    });
    const qint64 id = b.submitFile(b.write(u"a.txt"_s, QByteArray(3'000'000, 'x')));
    QTRY_VERIFY(b.state(id) == RunState::Failed);
    QVERIFY2(b.run(id).message.contains("just being changed"_L1), qPrintable(b.run(id).message));
    QCOMPARE(peer.submissions(), 0);
}

void TestOpening::aCopyThatCannotBeWritten_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("words");
    QTest::newRow("no folder") << u"/nowhere/at/all"_s << u"there is no folder for temporary files"_s;
    if (QFile::exists(u"/proc/self"_s)) // where nobody can write
        QTest::newRow("not written") << u"/proc"_s << u"a copy for sending could not be written to /proc: "_s;
}

void TestOpening::aCopyThatCannotBeWritten() {
    QFETCH(QString, folder);
    QFETCH(QString, words);
    Peer peer;
    RunBench b(peer.server.url());
    b.jumps = true;
    b.service->setOpener(
        [folder](const runs::Run &run, QThread *sender, const std::function<void()> &goesOn) {
            const QByteArray usual = qgetenv("TMPDIR");
            qputenv("TMPDIR", QFile::encodeName(folder));
            auto prepared = runs::fileSubmission(run, sender, goesOn, [](const QString &) { return true; });
            qputenv("TMPDIR", usual);
            return prepared;
        });
    const qint64 id = b.submitFile(b.write(u"a.txt"_s, "text"));
    QTRY_VERIFY(b.state(id) == RunState::Failed);
    QVERIFY2(b.run(id).message.contains(words), qPrintable(b.run(id).message));
    QCOMPARE(peer.submissions(), 0);
}

void TestOpening::slowIsNotStuck() {
    Peer peer;
    RunBench b(peer.server.url());
    QSemaphore pieces;
    QSemaphore ready;
    b.service->setOpener([&](const runs::Run &run, QThread *sender, const std::function<void()> &goesOn) {
        pieces.acquire();
        goesOn();
        ready.release();
        pieces.acquire();
        return runs::fileSubmission(run, sender);
    });
    const auto letGo = qScopeGuard([&] { pieces.release(10); });
    const qint64 id = b.submitFile(b.write(u"a.txt"_s, "text"));
    b.advance(RunUploads::patience - 1);
    pieces.release();
    ready.acquire();
    QCoreApplication::processEvents();
    b.advance(RunUploads::patience - 1);
    QVERIFY(b.state(id) == RunState::Uploading);
    b.advance(1);
    QVERIFY(b.state(id) == RunState::Queued);
    QVERIFY(b.run(id).message.contains("does not answer"_L1));
}
