// SPDX-License-Identifier: MIT
#include "tests/runs/tst_intake.h"

#include "app/runs/intake.h"

#include <QDir>
#include <QSignalSpy>
#include <QThread>
#include <QThreadPool>
#include <QtTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif
#ifdef Q_OS_LINUX
#include <linux/capability.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using runs::Intake;
using runs::IntakeItem;
using runs::Verdict;

Q_DECLARE_METATYPE(runs::Verdict)

namespace {

/// Root may read everything; while this lives, this thread may not.
class WithoutPrivileges {
public:
    WithoutPrivileges() {
#ifdef Q_OS_LINUX
        ::syscall(SYS_capget, &m_header, m_before);
        __user_cap_data_struct fewer[2] = {m_before[0], m_before[1]};
        fewer[0].effective &= ~((1u << CAP_DAC_OVERRIDE) | (1u << CAP_DAC_READ_SEARCH));
        ::syscall(SYS_capset, &m_header, fewer);
#endif
    }
    ~WithoutPrivileges() {
#ifdef Q_OS_LINUX
        ::syscall(SYS_capset, &m_header, m_before);
#endif
    }
    Q_DISABLE_COPY_MOVE(WithoutPrivileges)

private:
#ifdef Q_OS_LINUX
    __user_cap_header_struct m_header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct m_before[2] = {};
#endif
};

IntakeItem itemOf(Verdict verdict, qint64 size, const QString &label = u"PDF"_s) {
    IntakeItem item;
    item.verdict = verdict;
    item.size = size;
    item.typeLabel = label;
    return item;
}

} // namespace

QString TestIntake::write(const QString &name, const QByteArray &content) {
    QFile out(m_folder.filePath(name));
    if (!out.open(QIODevice::WriteOnly))
        return {};
    out.write(content);
    return out.fileName();
}

void TestIntake::takes_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("mediaType");
    const QString unknown = u"application/octet-stream"_s;
    const QString pdf = u"application/pdf"_s;
    QTest::newRow("pdf") << u"invoice.pdf"_s << Verdict::Accepted << u"PDF"_s << pdf;
    QTest::newRow("upper case") << u"INVOICE.PDF"_s << Verdict::Accepted << u"PDF"_s << pdf;
    QTest::newRow("spaces") << u"my  invoice 1.pdf"_s << Verdict::Accepted << u"PDF"_s << pdf;
    QTest::newRow("quotes") << u"the \"big\" one's.pdf"_s << Verdict::Accepted << u"PDF"_s << pdf;
    QTest::newRow("unicode") << u"Rechnung über Äpfel חשבונית.pdf"_s << Verdict::Accepted << u"PDF"_s << pdf;
    QTest::newRow("emoji") << u"receipt 😀🧾.pdf"_s << Verdict::Accepted << u"PDF"_s << pdf;
    QTest::newRow("percent") << u"a%20b%1.pdf"_s << Verdict::Accepted << u"PDF"_s << pdf;
    QTest::newRow("new line") << u"two\nlines.pdf"_s << Verdict::Accepted << u"PDF"_s << pdf;
    QTest::newRow("markdown") << u"notes.md"_s << Verdict::Accepted << u"Markdown"_s << u"text/markdown"_s;
    QTest::newRow("two suffixes")
        << u"a.tar.docx"_s << Verdict::Accepted << u"Word"_s
        << u"application/vnd.openxmlformats-officedocument.wordprocessingml.document"_s;
    QTest::newRow("not listed") << u"table.csv"_s << Verdict::Doubtful << u"CSV"_s << u"text/csv"_s;
    QTest::newRow("not known") << u"movie.mkv"_s << Verdict::Doubtful << u"MKV"_s << unknown;
    QTest::newRow("no suffix") << u"README"_s << Verdict::Doubtful << u"No type"_s << unknown;
    QTest::newRow("dot at the end") << u"report."_s << Verdict::Doubtful << u"No type"_s << unknown;
}

void TestIntake::takes() {
    QFETCH(QString, name);
    QFETCH(Verdict, verdict);
    QFETCH(QString, label);
    QFETCH(QString, mediaType);
    const QString path = write(name, "12345");
    QVERIFY(!path.isEmpty());
    const IntakeItem item = runs::checkFile(path);
    QCOMPARE(int(item.verdict), int(verdict));
    QCOMPARE(item.name, name);
    QCOMPARE(item.path, path);
    QCOMPARE(item.size, 5);
    QCOMPARE(item.typeLabel, label);
    QCOMPARE(item.mediaType, mediaType);
    QCOMPARE(item.reason.isEmpty(), verdict == Verdict::Accepted);
}

void TestIntake::refuses_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("words");
    QTest::newRow("missing") << m_folder.filePath(u"gone.pdf"_s) << u"not there any more"_s;
    QTest::newRow("in a missing folder") << m_folder.filePath(u"no/such/a.pdf"_s) << u"not there any more"_s;
    QTest::newRow("below a file") << write(u"file.pdf"_s) + u"/a.pdf"_s << u"not there any more"_s;
    QTest::newRow("folder") << m_folder.path() << u"a folder"_s;
    QTest::newRow("folder with a slash") << m_folder.path() + u'/' << u"a folder"_s;
    QTest::newRow("root") << QDir::rootPath() << u"a folder"_s;
    QVERIFY(QDir(m_folder.path()).mkdir(u"folder.pdf"_s));
    QTest::newRow("folder like a file") << m_folder.filePath(u"folder.pdf"_s) << u"a folder"_s;
    QTest::newRow("empty") << write(u"empty.pdf"_s, "") << u"empty"_s;
    QTest::newRow("no path") << QString() << u"not there any more"_s;
#ifdef Q_OS_UNIX
    const QString dangling = m_folder.filePath(u"dangling.pdf"_s);
    QVERIFY(QFile::link(m_folder.filePath(u"nowhere.pdf"_s), dangling));
    QTest::newRow("dangling link") << dangling << u"a link to a file that is not there"_s;
    const QString loop = m_folder.filePath(u"loop.pdf"_s);
    QVERIFY(QFile::link(loop, loop));
    QTest::newRow("link to itself") << loop << u"a link to a file that is not there"_s;
    QTest::newRow("device") << u"/dev/null"_s << u"not a regular file"_s;
    QTest::newRow("endless device") << u"/dev/zero"_s << u"not a regular file"_s;
#endif
}

void TestIntake::refuses() {
    QFETCH(QString, path);
    QFETCH(QString, words);
    const IntakeItem item = runs::checkFile(path);
    QCOMPARE(int(item.verdict), int(Verdict::Refused));
    QVERIFY2(item.reason.contains(words), qPrintable(item.reason));
    QCOMPARE(item.name.isEmpty(), path.isEmpty());
}

void TestIntake::refusesAtTheLimit_data() {
    QTest::addColumn<qint64>("size");
    QTest::addColumn<bool>("taken");
    QTest::newRow("one byte") << qint64(1) << true;
    QTest::newRow("exactly 20 MB") << qint64(20'000'000) << true;
    QTest::newRow("a byte more") << qint64(20'000'001) << false;
    QTest::newRow("25 MB") << qint64(25'000'000) << false;
    QTest::newRow("5 GB") << qint64(5'000'000'000) << false;
}

void TestIntake::refusesAtTheLimit() {
    QFETCH(qint64, size);
    QFETCH(bool, taken);
    const QString path = write(u"sized.pdf"_s);
    QVERIFY(QFile::resize(path, size)); // sparse
    const IntakeItem item = runs::checkFile(path);
    QCOMPARE(item.size, size);
    QCOMPARE(item.verdict != Verdict::Refused, taken);
    QCOMPARE(item.reason.contains("20 MB"_L1), !taken);
    QFile::remove(path);
}

void TestIntake::refusesWhatMayNotBeRead() {
    const QString path = write(u"secret.pdf"_s);
    QVERIFY(QFile::setPermissions(path, QFile::WriteOwner));
    const WithoutPrivileges asAnybody;
    QFile probe(path);
    if (probe.open(QIODevice::ReadOnly))
        QSKIP("this user may read everything");
    const IntakeItem item = runs::checkFile(path);
    QCOMPARE(int(item.verdict), int(Verdict::Refused));
    QVERIFY(item.reason.startsWith("cannot be read: "_L1));
    QCOMPARE(item.size, 1);
}

void TestIntake::refusesAPipeWithoutWaiting() {
#ifdef Q_OS_UNIX
    const QString path = m_folder.filePath(u"pipe.pdf"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    const IntakeItem item = runs::checkFile(path); // opening it would wait for a writer for ever
    QCOMPARE(int(item.verdict), int(Verdict::Refused));
    QVERIFY(item.reason.contains("not a regular file"_L1));
#else
    QSKIP("pipes have no path here");
#endif
}

void TestIntake::followsLinks() {
    const QString target = write(u"target.bin"_s, "123");
    const QString link = m_folder.filePath(u"link.pdf"_s);
    QVERIFY(QFile::link(target, link));
    const IntakeItem item = runs::checkFile(link);
#ifdef Q_OS_UNIX
    QCOMPARE(int(item.verdict), int(Verdict::Accepted));
    QCOMPARE(item.name, u"link.pdf"_s); // under the name the person gave it
    QCOMPARE(item.path, link);
    QCOMPARE(item.size, 3);
#else
    Q_UNUSED(item)
#endif
}

void TestIntake::makesPathsAbsolute() {
    const QString path = write(u"relative.pdf"_s);
    const IntakeItem item = runs::checkFile(QDir::current().relativeFilePath(path));
    QVERIFY(QDir::isAbsolutePath(item.path));
    QCOMPARE(QFileInfo(item.path).canonicalFilePath(), QFileInfo(path).canonicalFilePath());
}

void TestIntake::summarizes_data() {
    QTest::addColumn<QList<IntakeItem>>("items");
    QTest::addColumn<QString>("words");
    const IntakeItem good = itemOf(Verdict::Accepted, 10);
    const IntakeItem doubt = itemOf(Verdict::Doubtful, 10);
    const IntakeItem large = itemOf(Verdict::Refused, runs::maxFileBytes + 1);
    const IntakeItem empty = itemOf(Verdict::Refused, 0);
    const IntakeItem gone = runs::checkFile(m_folder.filePath(u"gone.pdf"_s));
    const IntakeItem folder = runs::checkFile(m_folder.path());
    using Items = QList<IntakeItem>;
    QTest::newRow("nothing") << Items{} << QString();
    QTest::newRow("one") << Items{good} << u"1 file"_s;
    QTest::newRow("three") << Items{good, doubt, good} << u"3 files"_s;
    QTest::newRow("one too large") << Items{good, good, large} << u"3 files, 1 too large"_s;
    QTest::newRow("a folder") << Items{good, folder} << u"1 file, 1 folder (not taken)"_s;
    QTest::newRow("folders only") << Items{folder, folder} << u"2 folders (not taken)"_s;
    QTest::newRow("others") << Items{empty, gone, good} << u"3 files, 2 cannot be taken"_s;
    QTest::newRow("all") << Items{good, large, empty, folder}
                         << u"3 files, 1 too large, 1 cannot be taken, 1 folder (not taken)"_s;
}

void TestIntake::summarizes() {
    QFETCH(QList<IntakeItem>, items);
    QFETCH(QString, words);
    QCOMPARE(runs::summarize(items), words);
}

void TestIntake::checksLater() {
    Intake intake;
    QSignalSpy checked(&intake, &Intake::checked);
    QThread *heardOn = nullptr;
    connect(
        &intake, &Intake::checked, this, [&] { heardOn = QThread::currentThread(); }, Qt::DirectConnection);
    intake.check({write(u"one.pdf"_s), m_folder.filePath(u"gone.pdf"_s)}, 42);
    QCOMPARE(checked.size(), 0);
    QVERIFY(checked.wait());
    QCOMPARE(heardOn, intake.thread());
    QCOMPARE(checked.first().at(0).toInt(), 42);
    const auto items = checked.first().at(1).value<QList<IntakeItem>>();
    QCOMPARE(items.size(), 2);
    QCOMPARE(items.at(0).name, u"one.pdf"_s);
    QCOMPARE(int(items.at(1).verdict), int(Verdict::Refused));

    intake.check({}, 43);
    QVERIFY(checked.wait());
    QCOMPARE(checked.last().at(0).toInt(), 43);
    QVERIFY(checked.last().at(1).value<QList<IntakeItem>>().isEmpty());
}

void TestIntake::checksMany() {
    const QString real = write(u"many.pdf"_s);
    QStringList paths;
    for (int i = 0; i < 2'000; ++i)
        paths << (i % 10 ? real : m_folder.filePath(QString::number(i)));
    Intake intake;
    QSignalSpy checked(&intake, &Intake::checked);
    intake.check(paths, 1);
    QVERIFY(checked.wait(30'000));
    const auto items = checked.first().at(1).value<QList<IntakeItem>>();
    QCOMPARE(items.size(), 2'000);
    for (int i = 0; i < 2'000; ++i) {
        QCOMPARE(items.at(i).path, paths.at(i)); // in the order they were given
        QCOMPARE(items.at(i).verdict == Verdict::Refused, i % 10 == 0);
    }
}

void TestIntake::keepsTokensApart() {
    Intake intake;
    QSet<int> tokens;
    connect(&intake, &Intake::checked, this, [&](int token, const QList<IntakeItem> &items) {
        QCOMPARE(items.size(), token);
        tokens << token;
    });
    for (int token = 1; token <= 20; ++token)
        intake.check(QStringList(token, m_folder.path()), token);
    QTRY_COMPARE(tokens.size(), 20);
}

void TestIntake::destroyedWhileChecking() {
    bool heard = false;
    for (int i = 0; i < 20; ++i) {
        auto intake = std::make_unique<Intake>();
        connect(intake.get(), &Intake::checked, this, [&] { heard = true; });
        intake->check(QStringList(2'000, m_folder.path()), i);
        if (i % 2)
            QCoreApplication::processEvents();
    }
    QVERIFY(QThreadPool::globalInstance()->waitForDone(30'000));
    QCoreApplication::processEvents(); // the late answers are delivered now, to nobody
    QVERIFY(!heard);
}
