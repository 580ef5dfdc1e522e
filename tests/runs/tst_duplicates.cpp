// SPDX-License-Identifier: MIT
#include "tests/runs/tst_duplicates.h"

#include "app/runs/duplicatefinder.h"
#include "app/runs/gathering.h"
#include "app/runs/pastedpictures.h"
#include "app/runs/runinput.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::DuplicateFinder;
using runs::IntakeItem;
using runs::StagedFilesModel;
using runs::Verdict;

namespace {

IntakeItem itemOf(const QString &name, const QString &hash, Verdict verdict = Verdict::Accepted) {
    IntakeItem item;
    item.path = u"/docs/"_s + name;
    item.name = name;
    item.size = 10;
    item.typeLabel = u"PDF"_s;
    item.verdict = verdict;
    item.contentHash = hash;
    item.inspected = true;
    return item;
}

struct Desk {
    StagedFilesModel files;
    QAbstractItemModelTester tester{&files, QAbstractItemModelTester::FailureReportingMode::Fatal};
    DuplicateFinder finder{&files};
    QStringList asked;

    Desk() {
        finder.setLookup([this](const QString &hash) -> std::optional<DuplicateFinder::Earlier> {
            asked << hash;
            if (hash == "known"_L1)
                return DuplicateFinder::Earlier{7, u"submitted before: ready, 3 days ago"_s};
            return {};
        });
    }
    const IntakeItem &item(int row) const { return files.items().at(row); }
};

} // namespace

void TestDuplicates::earlierRunsAreNamed() {
    Desk desk;
    desk.files.add({itemOf(u"a"_s, u"known"_s), itemOf(u"b"_s, u"new"_s), itemOf(u"c"_s, u"known"_s)});
    QTRY_VERIFY(desk.finder.isIdle());
    QCOMPARE(desk.item(0).repeats, u"submitted before: ready, 3 days ago"_s);
    QCOMPARE(desk.item(0).repeatsRun, 7);
    QCOMPARE(desk.item(1).repeats, QString());
    QCOMPARE(desk.item(1).repeatsRun, 0);
    QCOMPARE(desk.item(2).repeatsRun, 7);
    QCOMPARE(desk.files.tally().doubtful, 2);
    QCOMPARE(desk.files.tally().repeated, 2);
    QCOMPARE(desk.files.submittable().size(), 3); // a person may want it all the same
    QVERIFY(desk.files.index(0).data(Qt::AccessibleTextRole).toString().contains(u"3 days ago"_s));
}

void TestDuplicates::sameBytesTwiceInTheList() {
    Desk desk;
    desk.files.add({itemOf(u"a"_s, u"x"_s), itemOf(u"b"_s, u"x"_s)});
    QTRY_VERIFY(desk.finder.isIdle());
    QCOMPARE(desk.item(0).repeats, QString());
    QVERIFY2(desk.item(1).repeats.contains(u"“a”"_s), qPrintable(desk.item(1).repeats));
    QCOMPARE(desk.item(1).repeatsRun, 0);
    desk.files.removeRowsAt({0});
    QTRY_COMPARE(desk.item(0).repeats, QString()); // it is the only one now
}

void TestDuplicates::otherWorkflowIsAskedAnew() {
    Desk desk;
    desk.files.add({itemOf(u"a"_s, u"known"_s)});
    QTRY_COMPARE(desk.item(0).repeatsRun, 7);
    desk.finder.setLookup([](const QString &) { return std::nullopt; });
    QTRY_COMPARE(desk.item(0).repeatsRun, 0);
    QVERIFY(desk.item(0).repeats.isEmpty());
    desk.finder.setLookup({}); // no workflow at all
    QTRY_VERIFY(desk.finder.isIdle());
}

void TestDuplicates::unreadAndRefusedOnesAreLeftAlone() {
    Desk desk;
    desk.files.add({itemOf(u"a"_s, {}), itemOf(u"b"_s, {}), itemOf(u"c"_s, u"known"_s, Verdict::Refused)});
    QTRY_VERIFY(desk.finder.isIdle());
    QCOMPARE(desk.files.tally().repeated, 0);
    QVERIFY(desk.asked.isEmpty());
    desk.files.update({itemOf(u"a"_s, u"known"_s), itemOf(u"gone"_s, u"known"_s)});
    QTRY_COMPARE(desk.item(0).repeatsRun, 7);
    QCOMPARE(desk.files.rowCount(), 3);
}

void TestDuplicates::listMayChangeMeanwhile() {
    Desk desk;
    for (int round = 0; round < 50; ++round) {
        QList<IntakeItem> items;
        for (int i = 0; i < 40; ++i)
            items << itemOf(u"%1-%2"_s.arg(round).arg(i), i % 2 ? u"known"_s : QString::number(i));
        desk.files.add(items);
        QCoreApplication::processEvents();
        desk.files.removeRowsAt({0, 3, 5});
        if (round % 10 == 9)
            desk.files.clear();
    }
    desk.files.add({itemOf(u"a"_s, u"known"_s), itemOf(u"b"_s, u"y"_s), itemOf(u"c"_s, u"y"_s)});
    QTRY_VERIFY(desk.finder.isIdle());
    QCOMPARE(desk.files.tally().repeated, 2);
}

void TestDuplicates::eachHashIsLookedUpOnce() {
    Desk desk;
    for (int i = 0; i < 10; ++i) {
        desk.files.add({itemOf(QString::number(i), u"x"_s)});
        QTRY_VERIFY(desk.finder.isIdle());
    }
    QCOMPARE(desk.asked, QStringList({u"x"_s}));
    desk.finder.recheck();
    QTRY_VERIFY(desk.finder.isIdle());
    QCOMPARE(desk.asked.size(), 2);
}

void TestDuplicates::runsCarryTheHash() {
    QCOMPARE(runs::runOf(itemOf(u"a"_s, u"abc"_s)).contentHash, u"abc"_s);
    // Of the bytes as they are sent: SHA-256 of "Grüße" in UTF-8.
    QCOMPARE(
        runs::runOf(u"Grüße"_s).contentHash, QString::fromLatin1(QCryptographicHash::hash("Gr\xc3\xbc\xc3\x9f"
                                                                                          "e",
                                                 QCryptographicHash::Sha256)
                                                                     .toHex()));
    QCOMPARE(runs::runOf(u"Grüße"_s).contentHash.size(), 64);
}

void TestDuplicates::gatheringSortsIntoKinds() {
    runs::Gathering gathering;
    IntakeItem movie = itemOf(u"a.mkv"_s, {}, Verdict::Doubtful);
    movie.typeLabel = u"MKV"_s;
    IntakeItem empty = itemOf(u"b.pdf"_s, {}, Verdict::Refused);
    empty.reason = u"empty"_s;
    IntakeItem odd = itemOf(u"c.pdf"_s, {}, Verdict::Doubtful); // damaged, but a PDF
    gathering.add({itemOf(u"1.pdf"_s, {}), movie});
    gathering.add({empty, odd, itemOf(u"2.pdf"_s, {})});
    QCOMPARE(gathering.kinds().size(), 2);
    QCOMPARE(gathering.kinds().at(0).label, u"PDF"_s);
    QCOMPARE(gathering.kinds().at(0).files, 3);
    QCOMPARE(gathering.kinds().at(0).bytes, 30);
    QVERIFY(gathering.kinds().at(0).usual);
    QVERIFY(!gathering.kinds().at(1).usual);
    QCOMPARE(gathering.refusals().size(), 1);
    QCOMPARE(gathering.refusals().at(0).paths, QStringList({u"/docs/b.pdf"_s}));
    QCOMPARE(gathering.looked(), 5);
    QCOMPARE(gathering.taken({}).size(), 4);
    const QList<IntakeItem> taken = gathering.taken({u"MKV"_s});
    QCOMPARE(taken.size(), 3);
    QCOMPARE(taken.at(1).name, u"c.pdf"_s);
}

void TestDuplicates::picturesAreKept() {
    const QTemporaryDir data;
    const QString folder = data.filePath(u"pasted"_s);
    const QByteArray png("\x89PNG bytes");
    const QDateTime when({2026, 11, 24}, {21, 40, 5});
    const runs::PastedPicture kept = runs::keepPicture(folder, png, when);
    QCOMPARE(kept.error, QString());
    QCOMPARE(kept.path, folder + u"/Pasted picture 2026-11-24 21.40.05.png"_s);
    QFile file(kept.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), png);
    QCOMPARE(QDir(folder).entryList(QDir::Files | QDir::Hidden).size(), 1);
#ifdef Q_OS_UNIX
    QCOMPARE(QFile::permissions(folder) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QCOMPARE(QFile::permissions(kept.path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
#endif
}

void TestDuplicates::picturesOfOneSecond() {
    const QTemporaryDir data;
    const QDateTime when({2026, 11, 24}, {21, 40, 5});
    QStringList paths;
    for (int i = 0; i < 3; ++i)
        paths << runs::keepPicture(data.path(), QByteArray::number(i), when).path;
    QCOMPARE(paths.at(2), data.filePath(u"Pasted picture 2026-11-24 21.40.05 (3).png"_s));
    for (int i = 0; i < 3; ++i) {
        QFile file(paths.at(i));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray::number(i)); // none replaced another
    }
}

void TestDuplicates::picturesThatCannotBeKept() {
    const QTemporaryDir data;
    QFile file(data.filePath(u"pasted"_s)); // in the way of the folder
    QVERIFY(file.open(QIODevice::WriteOnly));
    const runs::PastedPicture kept = runs::keepPicture(file.fileName(), "png", QDateTime::currentDateTime());
    QVERIFY(kept.path.isEmpty());
    QVERIFY(!kept.error.isEmpty());
    QVERIFY(!runs::keepPicture(data.path(), {}, QDateTime::currentDateTime()).error.isEmpty());
}
