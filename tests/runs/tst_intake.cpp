// SPDX-License-Identifier: MIT
#include "tests/runs/tst_intake.h"

#include "app/runs/intake.h"
#include "tests/support/withoutprivileges.h"

#include <QDir>
#include <QSignalSpy>
#include <QThread>
#include <QThreadPool>
#include <QtTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif
using namespace Qt::StringLiterals;
using runs::Intake;
using runs::IntakeItem;
using runs::Verdict;

Q_DECLARE_METATYPE(runs::Verdict)

namespace {

IntakeItem itemOf(Verdict verdict, qint64 size, const QString &label = u"PDF"_s) {
    IntakeItem item;
    item.verdict = verdict;
    item.size = size;
    item.typeLabel = label;
    return item;
}

/// The first bytes of what the name promises.
QByteArray contentFor(const QString &name) {
    if (name.endsWith(".pdf"_L1, Qt::CaseInsensitive))
        return "%PDF-1.4\n";
    if (name.endsWith(".docx"_L1))
        return "PK\x03\x04 word/document.xml";
    return "12345";
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
    const QByteArray content = contentFor(name);
    const QString path = write(name, content);
    QVERIFY(!path.isEmpty());
    const IntakeItem item = runs::checkFile(path);
    QCOMPARE(int(item.verdict), int(verdict));
    QCOMPARE(item.name, name);
    QCOMPARE(item.path, path);
    QCOMPARE(item.size, content.size());
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
    const support::WithoutPrivileges asAnybody;
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
    const QString target = write(u"target.bin"_s, "%PDF-1.4\n");
    const QString link = m_folder.filePath(u"link.pdf"_s);
    QVERIFY(QFile::link(target, link));
    const IntakeItem item = runs::checkFile(link);
#ifdef Q_OS_UNIX
    QCOMPARE(int(item.verdict), int(Verdict::Accepted));
    QCOMPARE(item.name, u"link.pdf"_s); // under the name the person gave it
    QCOMPARE(item.path, link);
    QCOMPARE(item.size, 9);
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
    QTest::newRow("a folder") << Items{good, folder} << u"1 file, 1 folder"_s;
    QTest::newRow("folders only") << Items{folder, folder} << u"2 folders"_s;
    QTest::newRow("others") << Items{empty, gone, good} << u"3 files, 2 cannot be taken"_s;
    QTest::newRow("all") << Items{good, large, empty, folder}
                         << u"3 files, 1 too large, 1 cannot be taken, 1 folder"_s;
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

void TestIntake::answersTheNewestCheck() {
    Intake intake;
    QSignalSpy checked(&intake, &Intake::checked);
    for (int token = -1; token >= -20; --token)
        intake.check(QStringList(500, m_folder.path()), token);
    QVERIFY(checked.wait(30'000));
    QCOMPARE(checked.size(), 1);
    QCOMPARE(checked.first().at(0).toInt(), -20);
}

void TestIntake::destroyedWhileChecking() {
    bool heard = false;
    for (int i = 0; i < 20; ++i) {
        auto intake = std::make_unique<Intake>();
        connect(intake.get(), &Intake::checked, this, [&] { heard = true; });
        connect(intake.get(), &Intake::found, this, [&] { heard = true; });
        intake->check(QStringList(2'000, m_folder.path()), i);
        intake->gather({m_folder.path()}, i);
    }
    QCoreApplication::processEvents(); // the late answers are delivered now, to nobody
    QVERIFY(!heard);
}

void TestIntake::comparesContent_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("reason"); // empty: accepted
    QTest::addColumn<QString>("mediaType");
    const QByteArray png("\x89PNG\r\n\x1a\n", 8);
    const QByteArray pdf = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n";
    const QByteArray zip("PK\x03\x04 word/document.xml");
    const QByteArray binary("\x01\x02\0\x03\x7f\xff", 6);
    const QString asPdf = u"application/pdf"_s;
    QTest::newRow("picture as pdf") << u"a.pdf"_s << png << u"named .pdf, but it is a picture (PNG)"_s
                                    << u"image/png"_s;
    QTest::newRow("web page as pdf") << u"b.pdf"_s << QByteArray("<!DOCTYPE html><title>Log in</title>")
                                     << u"named .pdf, but it is a web page"_s << asPdf;
    QTest::newRow("text as pdf") << u"c.pdf"_s << QByteArray("hello") << u"named .pdf, but it is plain text"_s
                                 << asPdf;
    QTest::newRow("noise as pdf") << u"d.pdf"_s << binary << u"named .pdf, but it does not look like one"_s
                                  << asPdf;
    QTest::newRow("pdf as text") << u"e.txt"_s << pdf << u"named .txt, but it is a document (PDF)"_s << asPdf;
    QTest::newRow("noise as text") << u"f.txt"_s << binary << u"named .txt, but it does not look like one"_s
                                   << u"text/plain"_s;
    QTest::newRow("jpeg as png") << u"g.png"_s << QByteArray("\xff\xd8\xff\xe0")
                                 << u"named .png, but it is a picture (JPEG)"_s << u"image/jpeg"_s;
    QTest::newRow("rtf as doc") << u"h.doc"_s << QByteArray("{\\rtf1 hello}")
                                << u"named .doc, but it is a document (RTF)"_s << u"application/rtf"_s;
    QTest::newRow("archive as pdf") << u"i.pdf"_s << QByteArray("PK\x03\x04 pictures/")
                                    << u"named .pdf, but it is a ZIP archive"_s << asPdf;
    QTest::newRow("word") << u"j.docx"_s << zip << QString()
                          << u"application/vnd.openxmlformats-officedocument.wordprocessingml.document"_s;
    QTest::newRow("any archive as word")
        << u"k.docx"_s << QByteArray("PK\x03\x04 ?") << QString()
        << u"application/vnd.openxmlformats-officedocument.wordprocessingml.document"_s;
    QTest::newRow("other name of jpeg")
        << u"l.jpeg"_s << QByteArray("\xff\xd8\xff\xe0") << QString() << u"image/jpeg"_s;
    QTest::newRow("html as text") << u"m.txt"_s << QByteArray("<html>") << QString() << u"text/plain"_s;
    QTest::newRow("mail") << u"n.eml"_s << QByteArray("Return-Path: <a@b.example>\n") << QString()
                          << u"message/rfc822"_s;
    QTest::newRow("utf-16") << u"o.txt"_s << QByteArray("\xff\xfeh\0i\0", 6) << QString() << u"text/plain"_s;
    QTest::newRow("pdf without a suffix")
        << u"scan"_s << pdf
        << u"its name does not say that it is a document (PDF); the service may refuse it"_s << asPdf;
    QTest::newRow("note about pdf") << u"p.md"_s << QByteArray("# On %PDF-1.7 files\n") << QString()
                                    << u"text/markdown"_s;
}

void TestIntake::comparesContent() {
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QString, reason);
    QFETCH(QString, mediaType);
    const IntakeItem item = runs::checkFile(write(name, content));
    QCOMPARE(item.reason, reason);
    QCOMPARE(int(item.verdict), int(reason.isEmpty() ? Verdict::Accepted : Verdict::Doubtful));
    QCOMPARE(item.mediaType, mediaType);
}
