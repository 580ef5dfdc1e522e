// SPDX-License-Identifier: MIT
#include "tests/runs/tst_folderwalk.h"

#include "app/runs/folderwalk.h"
#include "app/runs/intake.h"
#include "tests/support/withoutprivileges.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::Intake;
using runs::IntakeItem;
using runs::WalkReport;

void TestFolderWalk::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QString TestFolderWalk::write(const QString &name, const QByteArray &content) {
    const QString path = m_folder->filePath(name);
    QDir().mkpath(QFileInfo(path).path());
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly))
        return {};
    out.write(content);
    return path;
}

QStringList TestFolderWalk::walked(const QStringList &paths) {
    QStringList names;
    runs::walk(
        paths, {}, [&](const QString &path) { names << QDir(m_folder->path()).relativeFilePath(path); });
    return names;
}

void TestFolderWalk::takesInTheOrderOfReading() {
    for (const auto &name : {u"b.pdf"_s, u"A.pdf"_s, u"c/z.pdf"_s, u"c/d/y.pdf"_s, u"B2/x.pdf"_s, u"e/"_s})
        write(name);
    QCOMPARE(walked({m_folder->path()}),
        QStringList({u"A.pdf"_s, u"b.pdf"_s, u"B2/x.pdf"_s, u"c/z.pdf"_s, u"c/d/y.pdf"_s}));
    QCOMPARE(walked({m_folder->filePath(u"c"_s) + u'/', m_folder->filePath(u"b.pdf"_s)}),
        QStringList({u"c/z.pdf"_s, u"c/d/y.pdf"_s, u"b.pdf"_s}));
    QCOMPARE(walked({}), QStringList());
}

void TestFolderWalk::leavesOutHiddenAndTemporaryNames() {
    for (const auto &name : {u".git/config"_s, u".DS_Store"_s, u"Thumbs.db"_s, u"desktop.ini"_s,
             u"~$plan.docx"_s, u".~lock.plan.odt#"_s, u"movie.mkv.part"_s, u"form.pdf.crdownload"_s,
             u"real.pdf"_s, u"apart.pdf"_s, u"sub/.hidden.pdf"_s})
        write(name);
    QStringList names;
    const WalkReport report =
        runs::walk({m_folder->path()}, {}, [&](const QString &path) { names << QFileInfo(path).fileName(); });
    QCOMPARE(names, QStringList({u"apart.pdf"_s, u"real.pdf"_s}));
    QCOMPARE(report.hidden, 5);
    QCOMPARE(report.temporary, 4);
    QCOMPARE(report.folders, 2);
    QCOMPARE(report.skipped(), 9);
    QVERIFY(report.anyFolder);
}

void TestFolderWalk::takesWhatIsNamedItself() {
    const QString hidden = write(u".hidden/a.pdf"_s);
    const QString part = write(u"b.part"_s);
    QCOMPARE(walked({QFileInfo(hidden).path(), part}), QStringList({u".hidden/a.pdf"_s, u"b.part"_s}));
}

void TestFolderWalk::followsLinksOnce() {
#ifdef Q_OS_UNIX
    write(u"a/one.pdf"_s);
    QVERIFY(QFile::link(m_folder->path(), m_folder->filePath(u"a/up"_s)));
    QVERIFY(QFile::link(m_folder->filePath(u"a"_s), m_folder->filePath(u"again"_s)));
    QVERIFY(QFile::link(m_folder->filePath(u"self"_s), m_folder->filePath(u"self"_s)));
    QStringList names;
    const WalkReport report = runs::walk({m_folder->path(), m_folder->path()}, {},
        [&](const QString &path) { names << QFileInfo(path).fileName(); });
    QCOMPARE(names, QStringList({u"self"_s, u"one.pdf"_s})); // a link to nothing is told as such by its check
    QCOMPARE(report.loops, 3);
#else
    QSKIP("links are not folders here");
#endif
}

void TestFolderWalk::tellsWhatCannotBeRead() {
    write(u"a/one.pdf"_s);
    write(u"b/two.pdf"_s);
    const QString locked = m_folder->filePath(u"a"_s);
    QVERIFY(QFile::setPermissions(locked, QFile::Permissions()));
    const auto unlock = qScopeGuard([&] { QFile::setPermissions(locked, QFile::Permissions(0x7700)); });
    const support::WithoutPrivileges asAnybody;
    if (!QDir(locked).entryList(QDir::Files).isEmpty())
        QSKIP("this user may read everything");
    QStringList names;
    const WalkReport report =
        runs::walk({m_folder->path()}, {}, [&](const QString &path) { names << QFileInfo(path).fileName(); });
    QCOMPARE(names, QStringList({u"two.pdf"_s}));
    QCOMPARE(report.unreadableCount, 1);
    QVERIFY2(report.unreadable.value(0).startsWith(locked + u": "_s), qPrintable(report.unreadable.value(0)));
}

void TestFolderWalk::vanishedMidWalk() {
    for (const auto &name : {u"a.pdf"_s, u"b.pdf"_s, u"x/c.pdf"_s, u"y/d.pdf"_s})
        write(name);
    QStringList names;
    const WalkReport report = runs::walk({m_folder->path()}, {}, [&](const QString &path) {
        if (names.isEmpty()) {
            QVERIFY(QFile::remove(m_folder->filePath(u"b.pdf"_s)));
            QVERIFY(QDir(m_folder->filePath(u"x"_s)).removeRecursively());
        }
        names << QFileInfo(path).fileName();
    });
    QCOMPARE(names, QStringList({u"a.pdf"_s, u"b.pdf"_s, u"d.pdf"_s}));
    QCOMPARE(report.vanished, 1); // the folder; the file is told by its check
    QCOMPARE(report.unreadableCount, 0);
}

void TestFolderWalk::namedFolderThatIsGone() {
    QCOMPARE(walked({m_folder->filePath(u"gone"_s)}), QStringList({u"gone"_s}));
}

void TestFolderWalk::stopsAtTheLimit_data() {
    QTest::addColumn<int>("entries");
    QTest::addColumn<int>("files");
    QTest::addColumn<bool>("limited");
    QTest::newRow("more than enough") << 100 << 10 << false;
    QTest::newRow("just enough") << 12 << 10 << false;
    QTest::newRow("one less") << 11 << 9 << true;
    QTest::newRow("none") << 0 << 0 << true;
}

void TestFolderWalk::stopsAtTheLimit() {
    QFETCH(int, entries);
    QFETCH(int, files);
    QFETCH(bool, limited);
    for (int i = 0; i < 5; ++i) {
        write(u"a/%1.pdf"_s.arg(i));
        write(u"b/%1.pdf"_s.arg(i));
    }
    int count = 0;
    runs::WalkLimits limits;
    limits.entries = entries;
    const WalkReport report = runs::walk({m_folder->path()}, limits, [&](const QString &) { ++count; });
    QCOMPARE(count, files);
    QCOMPARE(report.limited, limited);
}

void TestFolderWalk::stopsWhenNobodyWantsIt() {
    for (int i = 0; i < 20; ++i)
        write(u"%1.pdf"_s.arg(i));
    int count = 0;
    runs::WalkLimits limits;
    limits.isWanted = [&] {
        return count < 3;
    };
    const WalkReport report = runs::walk({m_folder->path()}, limits, [&](const QString &) { ++count; });
    QCOMPARE(count, 3);
    QVERIFY(!report.limited);
}

void TestFolderWalk::strangeNames() {
    const QStringList names{
        u"\"quoted\".pdf"_s, u"100%20.pdf"_s, u"a\nb.pdf"_s, u"receipt 😀.pdf"_s, u"ünï.pdf"_s};
    for (const QString &name : names)
        write(u"sub dir/"_s + name);
    QStringList seen;
    runs::walk({m_folder->path()}, {}, [&](const QString &path) {
        QVERIFY(QFile::exists(path));
        seen << QFileInfo(path).fileName();
    });
    seen.sort();
    QStringList expected = names;
    expected.sort();
    QCOMPARE(seen, expected);
}

void TestFolderWalk::deepFolders() {
    QString place;
    for (int i = 0; i < 300; ++i)
        place += u"d/"_s;
    write(place + u"bottom.pdf"_s);
    QCOMPARE(walked({m_folder->path()}).size(), 1);
}

void TestFolderWalk::gathersInBatches() {
    constexpr int many = 1'200;
    for (int i = 0; i < many; ++i)
        write(u"%1/%2.pdf"_s.arg(i % 7).arg(i), "%PDF-1.4\n");
    write(u"0/empty.pdf"_s, {});
    Intake intake;
    QSignalSpy found(&intake, &Intake::found);
    QSignalSpy gathered(&intake, &Intake::gathered);
    intake.gather({m_folder->path()}, 7);
    QCOMPARE(found.size(), 0);
    QVERIFY(gathered.wait(30'000));
    QVERIFY(found.size() >= 5); // 250 at most at a time, and the first without any
    QVERIFY(found.first().at(1).value<QList<IntakeItem>>().isEmpty());
    int files = 0;
    int refused = 0;
    for (const QList<QVariant> &batch : std::as_const(found)) {
        QCOMPARE(batch.at(0).toInt(), 7);
        QVERIFY(batch.at(2).toBool());
        for (const IntakeItem &item : batch.at(1).value<QList<IntakeItem>>()) {
            ++files;
            refused += item.verdict == runs::Verdict::Refused;
        }
    }
    QCOMPARE(files, many + 1);
    QCOMPARE(refused, 1);
    QCOMPARE(gathered.first().at(1).value<WalkReport>().folders, 8);
}

void TestFolderWalk::gathersOfSeveralAreKeptApart() {
    const QString one = write(u"one.pdf"_s);
    write(u"sub/two.pdf"_s);
    Intake intake;
    QHash<int, QStringList> names;
    QHash<int, bool> folders;
    QSignalSpy gathered(&intake, &Intake::gathered);
    connect(&intake, &Intake::found, this, [&](int token, const QList<IntakeItem> &items, bool folder) {
        folders.insert(token, folder);
        for (const IntakeItem &item : items)
            names[token] << item.name;
    });
    intake.gather({one, m_folder->filePath(u"gone.pdf"_s)}, 1);
    intake.gather({m_folder->filePath(u"sub"_s)}, 2);
    intake.gather({}, 3);
    QTRY_COMPARE(gathered.size(), 3);
    QCOMPARE(names.value(1), QStringList({u"one.pdf"_s, u"gone.pdf"_s}));
    QCOMPARE(names.value(2), QStringList({u"two.pdf"_s}));
    QVERIFY(!folders.value(1));
    QVERIFY(folders.value(2));
}

void TestFolderWalk::cancelledGatheringIsNotHeardOf() {
    for (int i = 0; i < 500; ++i)
        write(u"%1.pdf"_s.arg(i));
    Intake intake;
    QSignalSpy found(&intake, &Intake::found);
    QSignalSpy gathered(&intake, &Intake::gathered);
    for (int token = 1; token <= 5; ++token)
        intake.gather({m_folder->path()}, token);
    intake.cancelGathering();
    intake.gather({m_folder->filePath(u"1.pdf"_s)}, 6);
    QVERIFY(gathered.wait());
    QCOMPARE(gathered.size(), 1);
    QCOMPARE(gathered.first().at(0).toInt(), 6);
    for (const QList<QVariant> &batch : std::as_const(found))
        QCOMPARE(batch.at(0).toInt(), 6);
}
