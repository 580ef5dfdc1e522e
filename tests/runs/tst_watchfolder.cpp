// SPDX-License-Identifier: MIT
#include "tests/runs/tst_watchfolder.h"

#include "app/runs/watchfolder.h"
#include "tests/support/pauses.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::IntakeItem;
using runs::WatchFolder;

namespace {

/// What survives the end of the program.
struct Ledger {
    QSet<QString> taken; ///< path and hash
    QSet<QString> hashes;
    QStringList submitted; ///< names, in order
    QStringList seen;
    QString blocked;
    qsizetype mostAtOnce = 0; ///< files in one submission
    int asked = 0;            ///< what was taken
    QString refusal;          ///< of submit()

    runs::WatchLedger interface() {
        runs::WatchLedger watch;
        watch.submit = [this](const QList<IntakeItem> &files) {
            if (!refusal.isEmpty())
                return refusal;
            mostAtOnce = qMax(mostAtOnce, files.size());
            for (const IntakeItem &file : files) {
                taken << file.path + file.contentHash;
                hashes << file.contentHash;
                submitted << file.name;
            }
            return QString();
        };
        watch.wasTaken = [this](const QString &path, const QString &hash) {
            ++asked;
            return taken.contains(path + hash);
        };
        watch.markSeen = [this](const QList<IntakeItem> &files) {
            for (const IntakeItem &file : files) {
                taken << file.path + file.contentHash;
                seen << file.name;
            }
            return QString();
        };
        watch.wasSubmitted = [this](const QString &hash) {
            return hashes.contains(hash);
        };
        watch.blockedReason = [this] {
            return blocked;
        };
        return watch;
    }
};

struct Desk {
    QTemporaryDir place;
    QString folder = place.filePath(u"inbox"_s);
    std::shared_ptr<qint64> now = std::make_shared<qint64>(QDateTime::currentMSecsSinceEpoch());
    Ledger ledger;
    std::unique_ptr<WatchFolder> watch;

    Desk() { QDir().mkpath(folder); }

    /// As at the start of the program. Nothing looks unless it is told to (or the system tells of a file).
    void start(WatchFolder::LeaveOut leaveOut = WatchFolder::LeaveOut::Nothing, qint64 before = 0) {
        watch.reset();
        const auto rests = std::chrono::hours(1); // of the clock below; the timer of that length never ends
        watch = std::make_unique<WatchFolder>(folder, ledger.interface(),
            WatchFolder::Times{[now = now] { return *now; }, rests, std::chrono::hours(1)});
        watch->start(leaveOut, before);
        await();
    }
    void look() {
        await(); // the system may have told of something
        watch->look();
        await();
    }
    void await() {
        QSignalSpy changed(watch.get(), &WatchFolder::statusChanged);
        while (watch->isLooking())
            QVERIFY(changed.wait());
    }
    /// What is there has been resting long enough.
    void rest() {
        *now += 3'600'001;
        look();
    }
    QString write(const QString &name, const QByteArray &content) {
        const QString path = folder + u'/' + name;
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0)
            return {};
        return path;
    }
    const WatchFolder::Status &status() const { return watch->status(); }
};

} // namespace

void TestWatchFolder::newFilesAreSubmittedOnce() {
    Desk desk;
    desk.start();
    desk.write(u"b.txt"_s, "bee");
    desk.write(u"a.txt"_s, "ay");
    desk.look();
    QCOMPARE(desk.ledger.submitted, QStringList());
    QCOMPARE(desk.status().arriving, 2);
    desk.rest();
    QCOMPARE(desk.ledger.submitted, QStringList({u"a.txt"_s, u"b.txt"_s}));
    QCOMPARE(desk.status().submitted, 2);
    QCOMPARE(desk.status().arriving, 0);
    desk.rest();
    desk.rest();
    QCOMPARE(desk.ledger.submitted.size(), 2);
    QCOMPARE(desk.status().state, WatchFolder::State::Watching);
}

void TestWatchFolder::theSystemTellsOfNewFiles() {
    Desk desk;
    WatchFolder watch(desk.folder, desk.ledger.interface(),
        {[] { return QDateTime::currentMSecsSinceEpoch(); }, std::chrono::milliseconds(1),
            std::chrono::hours(1)});
    QSignalSpy changed(&watch, &WatchFolder::statusChanged);
    watch.start();
    QVERIFY(changed.wait());
    desk.write(u"a.txt"_s, "ay");
    QTRY_COMPARE(desk.ledger.submitted, QStringList({u"a.txt"_s}));
}

void TestWatchFolder::waitsUntilTheyRest() {
    Desk desk;
    desk.start();
    const QString path = desk.write(u"scan.txt"_s, "one ");
    desk.look();
    QByteArray content = "one ";
    for (int i = 0; i < 5; ++i) { // it grows for hours
        content += "more ";
        desk.write(u"scan.txt"_s, content);
        desk.rest();
        QCOMPARE(desk.ledger.submitted, QStringList());
        QCOMPARE(desk.status().arriving, 1);
    }
    desk.rest();
    QCOMPARE(desk.ledger.submitted, QStringList({u"scan.txt"_s}));
    QVERIFY(QFile::exists(path));
}

void TestWatchFolder::fileAppearingByRename() {
    Desk desk;
    desk.start();
    const QString elsewhere = desk.place.filePath(u"elsewhere.txt"_s);
    QVERIFY(QFile::rename(desk.write(u".a.txt.tmp"_s, "ay"), elsewhere));
    desk.rest();
    QCOMPARE(desk.status().arriving, 0);
    QVERIFY(QFile::rename(elsewhere, desk.folder + u"/a.txt"_s)); // with the times it had
    desk.look();
    QCOMPARE(desk.status().arriving, 1);
    desk.rest();
    QCOMPARE(desk.ledger.submitted, QStringList({u"a.txt"_s}));
}

void TestWatchFolder::partialDownloadsAreNotTaken() {
    Desk desk;
    desk.start();
    desk.write(u"a.pdf.part"_s, "half");
    desk.write(u"~$b.docx"_s, "lock");
    desk.write(u".hidden.txt"_s, "dot");
    desk.look();
    desk.rest();
    QCOMPARE(desk.ledger.submitted, QStringList());
    QVERIFY(QFile::rename(desk.folder + u"/a.pdf.part"_s, desk.folder + u"/a.txt"_s));
    desk.look();
    desk.rest();
    QCOMPARE(desk.ledger.submitted, QStringList({u"a.txt"_s}));
}

void TestWatchFolder::whatIsThereIsLeftOut() {
    Desk desk;
    desk.write(u"old.txt"_s, "old");
    desk.write(u"older.txt"_s, "older");
    desk.start(WatchFolder::LeaveOut::Everything);
    QSignalSpy leftOut(desk.watch.get(), &WatchFolder::leftOut);
    desk.write(u"new.txt"_s, "new");
    desk.look();
    QCOMPARE(leftOut.size(), 0);
    desk.rest();
    QCOMPARE(leftOut.size(), 1);
    desk.ledger.seen.sort();
    QCOMPARE(desk.ledger.seen, QStringList({u"old.txt"_s, u"older.txt"_s}));
    QCOMPARE(desk.ledger.submitted, QStringList({u"new.txt"_s}));
    desk.write(u"old.txt"_s, "old, but changed"); // a document that was not there before
    desk.look();
    desk.rest();
    QCOMPARE(desk.ledger.submitted, QStringList({u"new.txt"_s, u"old.txt"_s}));

    Desk empty;
    empty.start(WatchFolder::LeaveOut::Everything);
    empty.write(u"a.txt"_s, "ay");
    empty.look();
    empty.rest();
    QCOMPARE(empty.ledger.submitted, QStringList({u"a.txt"_s}));
}

void TestWatchFolder::interruptedLeavingOutIsTakenUp() {
    Desk desk;
    QFile old(desk.write(u"old.txt"_s, "old"));
    const qint64 switchedOn = QDateTime::currentMSecsSinceEpoch() + 1;
    desk.start(WatchFolder::LeaveOut::Everything);
    desk.watch.reset(); // killed before anything of it was noted
    QVERIFY(desk.ledger.seen.isEmpty());
    QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > switchedOn);
    QFile fresh(desk.write(u"new.txt"_s, "new"));
    QVERIFY(fresh.open(QIODevice::ReadWrite)); // moved here: its bytes are old, it is not
    QVERIFY(fresh.setFileTime(QDateTime::currentDateTime().addYears(-1), QFileDevice::FileModificationTime));
    fresh.close();
    desk.start(WatchFolder::LeaveOut::Older, switchedOn);
    QSignalSpy leftOut(desk.watch.get(), &WatchFolder::leftOut);
    desk.rest();
    QCOMPARE(leftOut.size(), 1);
    QCOMPARE(desk.ledger.seen, QStringList({u"old.txt"_s}));
    QCOMPARE(desk.ledger.submitted, QStringList({u"new.txt"_s}));
}

void TestWatchFolder::onceAcrossRestarts() {
    Desk desk;
    desk.write(u"a.txt"_s, "ay");
    for (int start = 0; start < 4; ++start) {
        desk.start();
        desk.rest();
        desk.rest();
    }
    QCOMPARE(desk.ledger.submitted, QStringList({u"a.txt"_s}));
    desk.watch.reset();
    desk.write(u"b.txt"_s, "bee"); // while nobody watches
    desk.start();
    desk.rest();
    QCOMPARE(desk.ledger.submitted, QStringList({u"a.txt"_s, u"b.txt"_s}));
}

void TestWatchFolder::killedBeforeTheLedgerHadIt() {
    Desk desk;
    desk.write(u"a.txt"_s, "ay");
    desk.start();
    *desk.now += 3'600'001;
    desk.watch->look(); // it reads the file; the program ends before the answer is there
    desk.watch.reset();
    QCOMPARE(desk.ledger.submitted, QStringList());
    desk.start();
    desk.rest();
    QCOMPARE(desk.ledger.submitted, QStringList({u"a.txt"_s}));
}

void TestWatchFolder::newBytesUnderAnOldNameAreNew() {
    Desk desk;
    desk.start();
    for (int day = 0; day < 3; ++day) { // a scanner that always writes the same name
        desk.write(u"scan.txt"_s, "page of day " + QByteArray(day + 1, '*'));
        desk.look();
        desk.rest();
    }
    QCOMPARE(desk.ledger.submitted.size(), 3);
    QVERIFY(QFile::remove(desk.folder + u"/scan.txt"_s));
    desk.look();
    desk.write(u"scan.txt"_s, "page of day *"); // that was there before
    desk.look();
    desk.rest();
    QCOMPARE(desk.ledger.submitted.size(), 3);
}

void TestWatchFolder::sameBytesAreSubmittedOnce() {
    Desk desk;
    desk.start();
    desk.write(u"a.txt"_s, "the same");
    desk.write(u"copy of a.txt"_s, "the same");
    desk.look();
    desk.rest();
    QTRY_COMPARE(desk.ledger.seen, QStringList({u"copy of a.txt"_s}));
    QCOMPARE(desk.ledger.submitted, QStringList({u"a.txt"_s}));
    QVERIFY(QFile::rename(desk.folder + u"/a.txt"_s, desk.folder + u"/renamed.txt"_s));
    desk.look();
    desk.rest();
    QCOMPARE(desk.ledger.submitted.size(), 1);
    QCOMPARE(desk.status().known, 2);
}

void TestWatchFolder::doubtfulOnesAreHeldBack() {
    Desk desk;
    desk.start();
    const QString picture = desk.write(u"a.pdf"_s, "\x89PNG\r\n\x1a\n");
    const QString empty = desk.write(u"b.txt"_s, {});
    desk.write(u"c.txt"_s, "fine");
    desk.look();
    desk.rest();
    QCOMPARE(desk.ledger.submitted, QStringList({u"c.txt"_s}));
    QCOMPARE(desk.status().heldBack, QStringList({picture, empty}));
    QVERIFY(desk.status().heldBackWords.startsWith(u"a.pdf: named .pdf, but it is a picture"_s));
    desk.write(u"b.txt"_s, "not empty any more");
    desk.look();
    desk.rest();
    QCOMPARE(desk.status().heldBack, QStringList({picture}));
    QCOMPARE(desk.ledger.submitted.size(), 2);
}

void TestWatchFolder::nothingIsLostWithoutAKey() {
    Desk desk;
    desk.ledger.blocked = u"No API key yet"_s;
    desk.start();
    desk.write(u"a.txt"_s, "ay");
    desk.look();
    desk.rest();
    QCOMPARE(desk.status().state, WatchFolder::State::Waiting);
    QCOMPARE(desk.status().problem, u"No API key yet"_s);
    QCOMPARE(desk.status().arriving, 1);
    QCOMPARE(desk.ledger.submitted, QStringList());
    desk.ledger.blocked.clear();
    desk.look();
    QCOMPARE(desk.ledger.submitted, QStringList({u"a.txt"_s}));
    QCOMPARE(desk.status().state, WatchFolder::State::Watching);
}

void TestWatchFolder::ledgerThatRefusesIsAskedAgain() {
    Desk desk;
    desk.ledger.refusal = u"the disk is full"_s;
    desk.start();
    desk.write(u"a.txt"_s, "ay");
    desk.look();
    desk.rest();
    QCOMPARE(desk.status().problem, u"the disk is full"_s);
    QVERIFY(desk.ledger.taken.isEmpty());
    desk.ledger.refusal.clear();
    desk.write(u"a.txt"_s, "ay, and a bit"); // and it changed meanwhile: what was read does not count
    desk.look();
    QCOMPARE(desk.ledger.submitted, QStringList());
    desk.rest();
    QCOMPARE(desk.ledger.submitted, QStringList({u"a.txt"_s}));
}

void TestWatchFolder::folderThatIsAway() {
    Desk desk;
    desk.write(u"a.txt"_s, "ay");
    desk.start();
    desk.rest();
    QCOMPARE(desk.ledger.submitted.size(), 1);
    const QString aside = desk.place.filePath(u"aside"_s);
    QVERIFY(QDir().rename(desk.folder, aside));
    desk.look();
    QCOMPARE(desk.status().state, WatchFolder::State::Unreachable);
    QVERIFY(!desk.status().problem.isEmpty());
    QVERIFY(QDir().mkpath(desk.folder)); // a mount point without its mount: empty, not away
    desk.look();
    QCOMPARE(desk.status().state, WatchFolder::State::Watching);
    QVERIFY(QDir().rmdir(desk.folder));
    QVERIFY(QDir().rename(aside, desk.folder));
    desk.write(u"b.txt"_s, "bee");
    desk.look();
    desk.rest();
    QCOMPARE(desk.ledger.submitted, QStringList({u"a.txt"_s, u"b.txt"_s}));
}

void TestWatchFolder::folderThatMayNotBeRead() {
    Desk desk;
    desk.write(u"a.txt"_s, "ay");
    QFile inTheWay(desk.place.filePath(u"file"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    desk.folder = inTheWay.fileName();
    desk.start();
    QCOMPARE(desk.status().state, WatchFolder::State::Unreachable);
    QCOMPARE(desk.ledger.submitted, QStringList());
}

void TestWatchFolder::subfoldersAreNotWatched() {
    Desk desk;
    QVERIFY(QDir(desk.folder).mkpath(u"done"_s));
    desk.write(u"done/a.txt"_s, "ay");
    desk.start();
    desk.rest();
    QCOMPARE(desk.ledger.submitted, QStringList());
}

void TestWatchFolder::manyFilesDoNotBlock() {
    constexpr int many = 2'000;
    Desk desk;
    for (int i = 0; i < many; ++i)
        desk.write(u"%1.txt"_s.arg(i), QByteArray::number(i));
    desk.start();
    *desk.now += 3'600'001;
    support::Pauses pauses;
    desk.watch->look();
    QTRY_COMPARE_WITH_TIMEOUT(desk.ledger.submitted.size(), many, 60'000);
    qInfo("longest pause of the event loop: %.0f ms, longest work: %.0f ms", pauses.longest(),
        pauses.mostWork());
    QVERIFY2(pauses.mostWork() < 50, qPrintable(QString::number(pauses.mostWork())));
    QVERIFY2(pauses.longest() < 250, qPrintable(QString::number(pauses.longest()))); // others use it too
}

/// All of them rest and have been checked when something can be submitted at last.
void TestWatchFolder::manyFilesThatWaitedDoNotBlock() {
    Desk desk;
    desk.ledger.blocked = u"No API key yet"_s;
    for (int i = 0; i < 130; ++i)
        QVERIFY(!desk.write(u"%1.txt"_s.arg(i), i == 77   ? "the same as 76"
                                                : i == 76 ? "the same as 76"
                                                          : QByteArray::number(i))
                     .isEmpty());
    for (int i = 0; i < 60; ++i)
        QVERIFY(!desk.write(u"empty %1.txt"_s.arg(i), {}).isEmpty());
    desk.start();
    desk.rest();
    QCOMPARE(desk.status().arriving, 130);
    QCOMPARE(desk.status().heldBack.size(), 60);
    QCOMPARE(desk.ledger.submitted.size(), 0);
    QVERIFY(desk.ledger.asked <= 190); // once about each
    const int asked = desk.ledger.asked;
    desk.look();
    QCOMPARE(desk.ledger.asked, asked); // and no more
    QCOMPARE(desk.status().heldBack.size(), 60);
    desk.ledger.blocked.clear();
    desk.look();
    QCOMPARE(desk.ledger.submitted.size(), 129);
    QCOMPARE(desk.ledger.seen.size(), 1); // the double
    QVERIFY2(desk.ledger.mostAtOnce <= 20, qPrintable(QString::number(desk.ledger.mostAtOnce)));
    QCOMPARE(desk.status().arriving, 0);
    QCOMPARE(desk.status().heldBack.size(), 60);
}

void TestWatchFolder::destroyedWhileItLooks() {
    Desk desk;
    for (int i = 0; i < 200; ++i)
        desk.write(u"%1.txt"_s.arg(i), QByteArray::number(i));
    for (int i = 0; i < 20; ++i) {
        WatchFolder watch(desk.folder, desk.ledger.interface(),
            {[now = desk.now] { return *now; }, std::chrono::milliseconds(0), std::chrono::hours(1)});
        watch.start();
        if (i % 2)
            QCoreApplication::processEvents();
    }
    const QSet<QString> names(desk.ledger.submitted.cbegin(), desk.ledger.submitted.cend());
    QCOMPARE(names.size(), desk.ledger.submitted.size()); // none twice
}
