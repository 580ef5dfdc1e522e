// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_windowintake.h"

#include "app/commands/commandserver.h"
#include "app/commands/datafolder.h"
#include "tests/e2e/windowbench.h"
#include "tests/support/accessibility.h"
#include "tests/support/threadtime.h"
#include "ui/demo.h"
#include "ui/submitpane.h"
#include "ui/watchpanel.h"
#include "ui/windowprogram.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPointer>
#include <QProcess>
#include <QPushButton>
#include <QtTest>

using namespace Qt::StringLiterals;
using windowbench::allEnded;
using windowbench::Bench;
using windowbench::drop;
using windowbench::waitForResult;

void TestWindowIntake::hoveringFolderIsNotWalked() {
    Bench bench;
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"deep/er"_s));
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(folder.path())});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(bench.window, &enter);
    QVERIFY(enter.isAccepted());
    auto *overlay = bench.window->findChild<QWidget *>(u"dropOverlay"_s);
    QTRY_COMPARE(overlay->accessibleName(), u"1 folder"_s);
    QCOMPARE(overlay->accessibleDescription(), u"What is in it is listed before it is added"_s);

    QList<QUrl> many;
    for (int i = 0; i < 10'000; ++i)
        many << QUrl::fromLocalFile(folder.filePath(QString::number(i)));
    mime.setUrls(many);
    const support::ThreadTime since;
    QDragEnterEvent again(QPoint(300, 300), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(bench.window, &again);
    QVERIFY2(since.elapsed() < 50, qPrintable(QString::number(since.elapsed())));
    QCOMPARE(overlay->accessibleName(), u"10,000 files"_s);
    QDragLeaveEvent leave;
    QApplication::sendEvent(bench.window, &leave);
    QVERIFY(!overlay->isVisible());
    QCOMPARE(bench.window->stagedFiles()->rowCount(), 0);
}

void TestWindowIntake::watchesAFolder() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    const QTemporaryDir inbox;
    bench.window->openSettings();
    auto *panel = bench.window->findChild<ui::WatchPanel *>();
    QVERIFY(panel);
    panel->examine(inbox.path());
    auto *watchIt = panel->findChild<QPushButton *>(u"watchNewOnly"_s);
    QTRY_VERIFY(watchIt->isVisible());
    QTest::keyClick(watchIt, Qt::Key_Space);
    auto *words = panel->findChild<QLabel *>(u"watchWords"_s);
    QTRY_COMPARE(words->text(), u"Watched"_s);
    QFile file(inbox.filePath(u"new.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Invoice number: W-1\nTotal: 3.50");
    file.close();
    QTRY_COMPARE_WITH_TIMEOUT(bench.work.service.runs().size(), 1, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(allEnded(bench), 30'000);
    QCOMPARE(bench.work.service.runs().first().state, runs::RunState::Ready);
    QTRY_COMPARE(words->text(), u"Watched · 1 submitted since the start"_s);
    QTest::keyClick(panel->findChild<QPushButton *>(u"watchStop"_s), Qt::Key_Space);
    QVERIFY(!bench.work.watches.of(bench.work.service.runs().first().workflowId));
}

void TestWindowIntake::takesTheFilesOfAFolder() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"2026/.git"_s));
    for (const auto &name :
        {u"a.txt"_s, u"2026/b.txt"_s, u"2026/.git/config"_s, u"2026/notes.xyz"_s, u"~$c.docx"_s}) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Total: 1.00, in " + name.toUtf8());
    }
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(folder.path())});
    drop(bench.window, &mime);
    QPointer<QDialog> dialog;
    QTRY_VERIFY((dialog = bench.window->findChild<QDialog *>(u"gatherDialog"_s)));
    auto *add = dialog->findChild<QPushButton *>(u"gatherAdd"_s);
    QTRY_VERIFY(add->isEnabled());
    QCOMPARE(add->text().remove(u'&'), u"Add 2 files"_s); // what the service does not list is left out
    QCOMPARE(bench.window->stagedFiles()->rowCount(), 0);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!dialog);
    QCOMPARE(bench.window->stagedFiles()->rowCount(), 2);
    QTRY_COMPARE(bench.window->stagedFiles()->submittable().size(), 2);
    bench.window->submit();
    QTRY_VERIFY_WITH_TIMEOUT(allEnded(bench), 30'000);
    QCOMPARE(bench.work.service.runs().size(), 2);

    drop(bench.window, &mime);
    QTRY_VERIFY((dialog = bench.window->findChild<QDialog *>(u"gatherDialog"_s)));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    QCOMPARE(bench.window->stagedFiles()->rowCount(), 0);
}

void TestWindowIntake::offersTheResultOfTheSameBytes() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    const QString path = m_documents.write(u"twice.txt"_s, "Invoice number: N-2\nTotal: 12.50");
    bench.window->stageFiles({path});
    QTRY_VERIFY(bench.window->stagedFiles()->submittable().size() == 1 &&
                bench.window->stagedFiles()->items().first().inspected);
    bench.window->submit();
    QVERIFY(waitForResult(bench));
    const qint64 first = bench.work.lastRun()->id;
    QCOMPARE(bench.work.lastRun()->contentHash.size(), 64);

    const QString copy = m_documents.write(u"copy of twice.txt"_s, "Invoice number: N-2\nTotal: 12.50");
    bench.window->stageFiles({copy});
    QTRY_COMPARE(bench.window->stagedFiles()->tally().repeated, 1);
    const runs::IntakeItem item = bench.window->stagedFiles()->items().first();
    QVERIFY2(item.repeats.startsWith("submitted before: ready"_L1), qPrintable(item.repeats));
    QCOMPARE(item.repeatsRun, first);
    bench.window->showRun(0);
    auto *list = bench.window->findChild<QListView *>(u"stagedList"_s);
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(waitForResult(bench));
    QTRY_VERIFY(bench.submit->isEnabled()); // and a person may want it again
    bench.window->submit();
    QCOMPARE(bench.work.service.runs().size(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(allEnded(bench), 30'000);
}

void TestWindowIntake::offersTheResultOfTheSameText() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    const QString text = u"Invoice number: N-3\nTotal: 12.50"_s;
    ui::SubmitPane *pane = bench.window->submitPane();
    pane->setPane(ui::SubmitPane::Text);
    pane->setText(text);
    bench.window->submit();
    QVERIFY(waitForResult(bench));
    const qint64 first = bench.work.lastRun()->id;
    bench.window->showRun(0);
    const auto *earlier = pane->findChild<QPushButton *>(u"textEarlier"_s);
    QVERIFY(earlier->isHidden());
    pane->setText(text + u' ');
    pane->setText(text);
    QTRY_VERIFY(earlier->isVisible());
    QVERIFY2(earlier->text().startsWith("submitted before: ready"_L1), qPrintable(earlier->text()));
    QTest::mouseClick(const_cast<QPushButton *>(earlier), Qt::LeftButton);
    QVERIFY(waitForResult(bench));
    QCOMPARE(bench.work.service.runs().size(), 1);
    QTest::keyClicks(pane->findChild<QPlainTextEdit *>(u"textEdit"_s), u"!"_s);
    QVERIFY(earlier->isHidden()); // it is another text
    QCOMPARE(pane->text().size(), text.size() + 1);
    pane->setText(text);
    QTRY_VERIFY(earlier->isVisible());
    QVERIFY(bench.work.service.remove(first)); // the word goes with its run
    QTRY_VERIFY(earlier->isHidden());
}

void TestWindowIntake::pastesWhatIsOnTheClipboard() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    QImage picture(64, 48, QImage::Format_RGB32);
    picture.fill(Qt::darkGreen);
    QGuiApplication::clipboard()->setImage(picture);
    bench.window->submitPane()->setPane(ui::SubmitPane::Files);
    bench.window->submitPane()->focusPane();
    QTest::keySequence(bench.window, QKeySequence::Paste);
    QTRY_COMPARE(bench.window->stagedFiles()->rowCount(), 1);
    const runs::IntakeItem item = bench.window->stagedFiles()->items().first();
    QVERIFY(item.name.startsWith("Pasted picture 20"_L1));
    QCOMPARE(item.mediaType, u"image/png"_s);
    QCOMPARE(int(item.verdict), int(runs::Verdict::Accepted));
    QVERIFY(item.path.startsWith(bench.data.path()));
    QCOMPARE(QImage(item.path).size(), picture.size());

    auto *files = new QMimeData;
    files->setData(u"x-special/gnome-copied-files"_s,
        "copy\n" + QUrl::fromLocalFile(m_documents.write(u"copied.txt"_s, "Total: 1")).toEncoded());
    QGuiApplication::clipboard()->setMimeData(files);
    QTest::keySequence(bench.window, QKeySequence::Paste);
    QTRY_COMPARE(bench.window->stagedFiles()->rowCount(), 2);

    QGuiApplication::clipboard()->setText(u"Total: 9.99"_s);
    QTest::keySequence(bench.window, QKeySequence::Paste);
    QCOMPARE(bench.window->submitPane()->pane(), ui::SubmitPane::Text);
    QCOMPARE(bench.window->submitPane()->text(), u"Total: 9.99"_s);
    // An editor that has the keys takes it for itself, once.
    bench.window->submitPane()->focusPane();
    QTest::keySequence(QApplication::focusWidget(), QKeySequence::Paste);
    QCOMPARE(bench.window->submitPane()->text(), u"Total: 9.99Total: 9.99"_s);
    QGuiApplication::clipboard()->clear();
}

void TestWindowIntake::fileNamesArriveIntact_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("spaces") << u"my  invoice 1.txt"_s;
    QTest::newRow("quotes") << u"the \"big\" one's.txt"_s;
    QTest::newRow("umlauts") << u"Rechnung ünïcode Äß.txt"_s;
    QTest::newRow("emoji") << u"receipt 😀🧾.txt"_s;
    QTest::newRow("right to left") << u"חשבונית.txt"_s;
    QTest::newRow("ampersand and percent") << u"a&b 100%.txt"_s;
    QTest::newRow("long") << QString(120, u'n') + u".txt"_s;
}

void TestWindowIntake::fileNamesArriveIntact() {
    QFETCH(QString, name);
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    bench.window->stageFiles({m_documents.write(name, "Invoice number: N-1\nTotal: 12.50")});
    QTRY_COMPARE(bench.window->stagedFiles()->submittable().size(), 1);
    QTRY_VERIFY(bench.submit->isEnabled());
    bench.window->submit();
    QVERIFY(waitForResult(bench));
    QCOMPARE(bench.work.lastRun()->name, name);
    QCOMPARE(bench.work.lastRun()->state, runs::RunState::Ready);
}

void TestWindowIntake::refusedFilesStayInSight() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    const QString empty = m_documents.write(u"empty.pdf"_s, {});
    const QString large = m_documents.write(u"large.pdf"_s, "x");
    QVERIFY(QFile::resize(large, 25'000'000));
    const QString vanished = m_documents.write(u"vanished.txt"_s, "Total: 1.00");
    const QString good = m_documents.write(u"good.txt"_s, "Total: 1.00");
    const QString odd = m_documents.write(u"odd.xyz"_s, "Total: 1.00");
    bench.window->stageFiles(
        {empty, large, vanished, good, u"/dev/null"_s, m_documents.filePath(u"none.pdf"_s), odd});
    QTRY_COMPARE(bench.window->stagedFiles()->rowCount(), 7);
    QTRY_COMPARE(bench.window->stagedFiles()->tally().unsettled, 0); // they have just been written
    QHash<QString, runs::Verdict> verdicts;
    for (const runs::IntakeItem &item : bench.window->stagedFiles()->items()) {
        verdicts.insert(item.path, item.verdict);
        QCOMPARE(item.reason.isEmpty(), item.verdict == runs::Verdict::Accepted);
    }
    QCOMPARE(verdicts.value(good), runs::Verdict::Accepted);
    QCOMPARE(verdicts.value(vanished), runs::Verdict::Accepted);
    QCOMPARE(verdicts.value(odd), runs::Verdict::Doubtful);
    QCOMPARE(verdicts.values().count(runs::Verdict::Refused), 4);
    QTRY_COMPARE(bench.submit->text().remove(u'&'), u"Submit 3 files to Invoices"_s);
    // It vanishes between staging and sending.
    QVERIFY(QFile::remove(vanished));
    bench.window->submit();
    QCOMPARE(bench.window->stagedFiles()->rowCount(), 4);
    QCOMPARE(bench.work.service.runs().size(), 3);
    QTRY_VERIFY_WITH_TIMEOUT(allEnded(bench), 30'000);
    for (const runs::Run &run : bench.work.service.runs()) {
        if (run.path == vanished) {
            QCOMPARE(run.state, runs::RunState::Failed);
            QVERIFY2(run.message.contains(u"Not sent, nothing billed"_s), qPrintable(run.message));
            QVERIFY(!run.remedy.isEmpty());
        } else if (run.path == good) {
            QCOMPARE(run.state, runs::RunState::Ready);
        }
    }
}

void TestWindowIntake::megabyteOfText() {
    Bench bench;
    QTRY_VERIFY(bench.isListed());
    QString text = u"Invoice number: BIG-1\n"_s;
    while (text.size() < 1'000'000)
        text += u"The quick brown fox jumps over the lazy dog, again and again.\n"_s;
    bench.window->submitPane()->setPane(ui::SubmitPane::Text);
    bench.window->submitPane()->setText(text);
    QTRY_VERIFY(bench.submit->isEnabled());
    bench.window->submit();
    QVERIFY(waitForResult(bench));
    QCOMPARE(bench.work.lastRun()->size, text.size());
    QVERIFY(bench.work.service.result(bench.work.lastRun()->id)->contains("BIG-1"));
}

void TestWindowIntake::dropsAnywhere() {
    Bench bench;
    const QString file = m_documents.write(u"dropped.txt"_s, "Total: 1.00");
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(file), QUrl(u"https://example.com/x.pdf"_s)});
    drop(bench.window, &files);
    QTRY_COMPARE(bench.window->stagedFiles()->rowCount(), 1);
    QCOMPARE(bench.window->submitPane()->pane(), ui::SubmitPane::Files);

    QMimeData text;
    text.setText(u"Total: 2.00"_s);
    drop(bench.window, &text);
    QCOMPARE(bench.window->submitPane()->pane(), ui::SubmitPane::Text);
    QCOMPARE(bench.window->submitPane()->text(), u"Total: 2.00"_s);

    // A drag onto the editor is the window's as well: it must not type the file's path.
    const auto children = bench.window->findChildren<QWidget *>();
    for (const QWidget *child : children)
        QVERIFY2(!child->acceptDrops(), qPrintable(child->objectName()));
    QMimeData other;
    other.setData(u"application/x-unknown"_s, "x");
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &other, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QApplication::sendEvent(bench.window, &enter);
    QVERIFY(!enter.isAccepted());
}

/// A demonstration that was not started leaves the window to the person.
void TestWindowIntake::takesTheFilesOfASecondStart() {
    Bench bench;
    bench.window->submitPane()->setPane(ui::SubmitPane::Text);
    bench.window->showMinimized();
    bench.window->openFiles({m_documents.write(u"second.txt"_s, "Total: 5.00")}, true);
    QTRY_COMPARE(bench.window->stagedFiles()->rowCount(), 2);
    QVERIFY(!bench.window->isMinimized() && bench.window->isVisible());
    bench.window->openFiles({}, false); // nothing but the window is wanted
    QCOMPARE(bench.window->stagedFiles()->rowCount(), 2);
}

/// The program itself is started a second time, with names as a shell gives them.
void TestWindowIntake::takesTheFilesOfASecondProcess() {
    Bench bench;
    commands::DataFolder folder(bench.data.path());
    QCOMPARE(folder.claim(), commands::DataFolder::Claim::Owned);
    commands::CommandServer server(
        {&bench.work.settings, &bench.work.keys, &bench.work.session, &bench.work.service, true});
    QCOMPARE(server.listen(folder.socketName()), QString());
    ui::takeWhatIsHandedOver(server, *bench.window);
    bench.window->showMinimized();
    const QString absolute = m_documents.write(u"one.txt"_s, "Total: 5.00");
    const QString relative = m_documents.write(u"two ü.txt"_s, "Total: 6.00");

    QProcess second;
    second.setWorkingDirectory(m_documents.path());
    second.start(QStringLiteral(DESKTOP_PROGRAM),
        {u"--data-dir"_s, bench.data.path(), absolute, QFileInfo(relative).fileName(), u"--stage-sample"_s});
    QTRY_COMPARE_WITH_TIMEOUT(second.state(), QProcess::NotRunning, 20'000);
    QVERIFY2(second.exitCode() == 0, second.readAllStandardError().constData());
    QTRY_COMPARE(bench.window->stagedFiles()->rowCount(), 3);
    QStringList paths;
    for (const runs::IntakeItem &item : bench.window->stagedFiles()->items())
        paths << item.path;
    paths.sort(); // each is looked for by itself
    QStringList expected{absolute, relative, u":/samples/invoice-0847.pdf"_s};
    expected.sort();
    QCOMPARE(paths, expected);
    QVERIFY(!bench.window->isMinimized() && bench.window->isVisible());
}
