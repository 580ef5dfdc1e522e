// SPDX-License-Identifier: MIT
#include "tests/runs/tst_fileinspector.h"

#include "app/runs/duplicatefinder.h"
#include "app/runs/fileinspection.h"
#include "app/runs/fileinspector.h"
#include "app/runs/stagedfilesmodel.h"
#include "tests/support/pauses.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::FileInspector;
using runs::IntakeItem;
using runs::StagedFilesModel;
using runs::Verdict;

namespace {

constexpr auto never = std::chrono::hours(1);

bool always() {
    return true;
}

/// The way of files to the list, with a time of its own. Nothing looks again unless it is told to.
struct Desk {
    qint64 now = QDateTime::currentMSecsSinceEpoch();
    StagedFilesModel files;
    FileInspector inspector{{[this] { return now; }, std::chrono::seconds(2), never}};

    Desk() { QObject::connect(&inspector, &FileInspector::inspected, &files, &StagedFilesModel::update); }

    void stage(const QStringList &paths) {
        QList<IntakeItem> items;
        for (const QString &path : paths)
            items << runs::checkFile(path);
        inspector.markUnsettled(items);
        files.add(items);
        inspector.add(items);
    }

    const IntakeItem &item(int row = 0) const { return files.items().at(row); }
};

QByteArray fileBytes(const char *path) {
    QFile file(QString::fromLocal8Bit(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// As if it had been written long ago.
void age(const QString &path) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-1), QFileDevice::FileModificationTime));
}

} // namespace

void TestFileInspector::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QString TestFileInspector::write(const QString &name, const QByteArray &content) {
    QFile out(m_folder->filePath(name));
    if (!out.open(QIODevice::WriteOnly))
        return {};
    out.write(content);
    return out.fileName();
}

void TestFileInspector::readsEachKind_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("pages");
    QTest::addColumn<QString>("reason");
    const QByteArray sample = fileBytes(SAMPLES_DIR "/invoice-0847.pdf");
    const QByteArray locked = fileBytes(FIXTURES_DIR "/encrypted.pdf");
    QVERIFY(!sample.isEmpty() && !locked.isEmpty());
    QTest::newRow("pdf") << u"a.pdf"_s << sample << 2 << QString();
    QTest::newRow("password") << u"b.pdf"_s << locked << 0
                              << u"protected by a password: the service cannot read it"_s;
    QTest::newRow("password, may be printed")
        << u"c.pdf"_s << fileBytes(FIXTURES_DIR "/owner-password.pdf") << 1 << QString();
    QTest::newRow("half a pdf") << u"d.pdf"_s << sample.left(sample.size() / 2) << 0
                                << u"damaged: it cannot be read as a PDF"_s;
    QTest::newRow("picture as pdf") << u"e.pdf"_s << QByteArray("\x89PNG\r\n\x1a\n") << 0
                                    << u"named .pdf, but it is a picture (PNG)"_s;
    QTest::newRow("pdf as text") << u"f.txt"_s << sample << 2 << u"named .txt, but it is a document (PDF)"_s;
    QTest::newRow("text") << u"g.txt"_s << QByteArray("Total: 1.00") << 0 << QString();
    QTest::newRow("larger than a piece") << u"h.txt"_s << QByteArray(1'000'000, 'x') << 0 << QString();
}

void TestFileInspector::readsEachKind() {
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(int, pages);
    QFETCH(QString, reason);
    const IntakeItem item = runs::inspectFile(runs::checkFile(write(name, content)), always);
    QVERIFY(item.inspected);
    QVERIFY(!item.unsettled);
    QCOMPARE(item.contentHash,
        QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex()));
    QCOMPARE(item.pages, pages);
    QCOMPARE(item.reason, reason);
    QCOMPARE(int(item.verdict), int(reason.isEmpty() ? Verdict::Accepted : Verdict::Doubtful));
}

void TestFileInspector::replacedWhileItIsRead() {
    const QByteArray old(2'000'000, 'x');
    const QString path = write(u"a.txt"_s, old);
    const IntakeItem item = runs::checkFile(path);
    int asked = 0;
    const IntakeItem read = runs::inspectFile(item, [&] {
        if (++asked == 2) { // the first piece has been read
            const QString other = write(u"b.txt"_s, QByteArray(old.size() + 1, 'y'));
            QFile::remove(path);
            QFile::rename(other, path);
        }
        return true;
    });
    QVERIFY(asked >= 2);
    QVERIFY(read.unsettled);
    QVERIFY(!read.inspected);
    QVERIFY(read.contentHash.isEmpty());

    const IntakeItem gone = runs::inspectFile(read, [&] {
        QFile::remove(path);
        return true;
    });
    QCOMPARE(int(gone.verdict), int(Verdict::Refused));
    QVERIFY(gone.contentHash.isEmpty());
}

void TestFileInspector::goneBeforeItIsRead() {
    const QString path = write(u"a.txt"_s, "x");
    age(path);
    Desk desk;
    const IntakeItem item = runs::checkFile(path);
    QVERIFY(QFile::remove(path));
    desk.files.add({item});
    desk.inspector.add({item});
    QTRY_COMPARE(int(desk.item().verdict), int(Verdict::Refused));
    QVERIFY(desk.item().reason.contains("not there any more"_L1));
    QCOMPARE(desk.inspector.waiting(), 0);
}

void TestFileInspector::waitsForWhatIsStillWritten() {
    const QString path = write(u"scan.txt"_s, "first half, ");
    Desk desk;
    QSignalSpy inspected(&desk.inspector, &FileInspector::inspected);
    desk.stage({path});
    QVERIFY(desk.item().unsettled);
    QVERIFY(StagedFilesModel::wordsFor(desk.item()).contains("still being written"_L1));
    QVERIFY(desk.files.submittable().isEmpty());
    QCOMPARE(desk.files.tally().unsettled, 1);

    QFile more(path);
    QVERIFY(more.open(QIODevice::Append));
    more.write("second half");
    more.close();
    desk.inspector.lookAgain();
    desk.inspector.lookAgain(); // the first is still on its way
    QVERIFY(inspected.wait());
    QVERIFY(desk.item().unsettled); // it grew
    QCOMPARE(desk.item().size, 23);

    desk.inspector.lookAgain();
    QTRY_VERIFY(desk.item().inspected);
    QVERIFY(!desk.item().unsettled);
    QCOMPARE(desk.files.submittable().size(), 1);
    QCOMPARE(desk.item().contentHash,
        QString::fromLatin1(
            QCryptographicHash::hash("first half, second half", QCryptographicHash::Sha256).toHex()));
    QCOMPARE(desk.inspector.waiting(), 0);
}

void TestFileInspector::emptyFileMayBeABeginning() {
    const QString path = write(u"scan.txt"_s, {});
    const QString stays = write(u"empty.txt"_s, {});
    Desk desk;
    QSignalSpy inspected(&desk.inspector, &FileInspector::inspected);
    desk.stage({path, stays});
    QVERIFY(desk.item(0).unsettled);
    QCOMPARE(desk.files.tally().refused, 0); // *Remove refused* shall not take it
    write(u"scan.txt"_s, "now there is something");
    desk.inspector.lookAgain();
    QVERIFY(inspected.wait());
    QVERIFY(desk.item(0).unsettled);
    QVERIFY(!desk.item(1).unsettled);
    QVERIFY(desk.item(1).reason.startsWith("empty"_L1));
    desk.inspector.lookAgain();
    QTRY_VERIFY(desk.item(0).inspected);
    QCOMPARE(int(desk.item(0).verdict), int(Verdict::Accepted));
}

void TestFileInspector::forgottenOnesAreNotWaitedFor() {
    const QStringList paths{write(u"a.txt"_s, "a"), write(u"b.txt"_s, "b")};
    Desk desk;
    desk.stage(paths);
    QCOMPARE(desk.inspector.waiting(), 2);
    desk.inspector.lookAgain();
    desk.inspector.forget(paths.at(0)); // while it is looked at
    QTRY_VERIFY(desk.item(1).inspected);
    QCOMPARE(desk.inspector.waiting(), 0);
    QVERIFY(!desk.item(0).inspected);
}

void TestFileInspector::clearedOnesAreNotHeardOf() {
    QStringList paths;
    for (int i = 0; i < 300; ++i) {
        paths << write(u"%1.txt"_s.arg(i), QByteArray(10'000, char('a' + i % 20)));
        age(paths.constLast());
    }
    Desk desk;
    QSet<QString> heard;
    connect(&desk.inspector, &FileInspector::inspected, this, [&](const QList<IntakeItem> &items) {
        for (const IntakeItem &item : items)
            heard << item.path;
    });
    desk.stage(paths);
    desk.inspector.clear();
    QCOMPARE(desk.inspector.waiting(), 0);
    desk.stage({paths.constLast()});
    QTRY_COMPARE(desk.inspector.waiting(), 0);
    QCOMPARE(heard, QSet<QString>({paths.constLast()}));
}

void TestFileInspector::looksAgainByItself() {
    const QString path = write(u"a.txt"_s, "x");
    FileInspector inspector({[] { return QDateTime::currentMSecsSinceEpoch(); }, std::chrono::hours(1),
        std::chrono::milliseconds(1)});
    QList<IntakeItem> items{runs::checkFile(path)};
    inspector.markUnsettled(items);
    QVERIFY(items.first().unsettled);
    QSignalSpy inspected(&inspector, &FileInspector::inspected);
    inspector.add(items);
    QTRY_COMPARE(inspected.size(), 2); // it rests; it was read
    QVERIFY(inspected.last().at(0).value<QList<IntakeItem>>().first().inspected);
}

void TestFileInspector::tenThousandNeverBlock() {
    constexpr int many = 10'000;
    for (int i = 0; i < many; ++i)
        write(u"%1.txt"_s.arg(i, 5, 10, QLatin1Char('0')), QByteArray::number(i / 2)); // each twice
    Desk desk;
    desk.now += 3'600'000; // they have all been resting
    runs::DuplicateFinder duplicates(&desk.files);
    duplicates.setLookup([](const QString &) { return std::nullopt; });
    runs::Intake intake;
    connect(&intake, &runs::Intake::found, &desk.files, [&](int, QList<IntakeItem> items) {
        desk.inspector.markUnsettled(items);
        desk.files.add(items);
        desk.inspector.add(items);
    });

    support::Pauses pauses; // what a person would feel
    intake.gather({m_folder->path()}, 1);
    QTRY_VERIFY_WITH_TIMEOUT(
        desk.files.rowCount() == many && desk.inspector.waiting() == 0 && duplicates.isIdle(), 120'000);
    const double longest = pauses.longest(); // the rest is this test's own
    const double mostWork = pauses.mostWork();
    QCOMPARE(desk.files.tally().submittable, many);
    QCOMPARE(desk.files.tally().unchecked, 0);
    QCOMPARE(desk.files.tally().repeated, many / 2);
    qInfo("longest pause of the event loop: %.0f ms, longest work: %.0f ms", longest, mostWork);
    QVERIFY2(mostWork < 50, qPrintable(QString::number(mostWork)));
    QVERIFY2(longest < 250, qPrintable(QString::number(longest))); // others use this machine too
}
