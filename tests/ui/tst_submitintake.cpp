// SPDX-License-Identifier: MIT
#include "tests/ui/tst_submitintake.h"

#include "app/runs/stagedfilesmodel.h"
#include "tests/support/pauses.h"
#include "tests/support/threadtime.h"
#include "ui/filespane.h"
#include "ui/gatherdialog.h"
#include "ui/pasteboard.h"
#include "ui/staging.h"

#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTreeWidget>
#include <QUrl>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::IntakeItem;
using runs::Verdict;

namespace {

IntakeItem item(const QString &name, const QString &label = u"PDF"_s, Verdict verdict = Verdict::Accepted) {
    IntakeItem made;
    made.path = u"/docs/"_s + name;
    made.name = name;
    made.size = 1'000;
    made.typeLabel = label;
    made.verdict = verdict;
    made.reason = verdict == Verdict::Refused ? u"empty"_s : QString();
    made.inspected = true;
    return made;
}

QString words(const QWidget &dialog, const QString &name) {
    return dialog.findChild<QLabel *>(name)->text();
}

/// A dialog that outlives its answer.
struct Gather {
    ui::GatherDialog dialog{{u"/docs/Invoices 2026"_s}};
    QSignalSpy taken{&dialog, &ui::GatherDialog::taken};
    QPushButton *add = dialog.findChild<QPushButton *>(u"gatherAdd"_s);
    QTreeWidget *list = dialog.findChild<QTreeWidget *>(u"gatherList"_s);

    Gather() {
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
    }
    QString addText() const { return add->text().remove(u'&'); }
};

struct Desk {
    QTemporaryDir data;
    QTemporaryDir documents;
    QWidget window;
    ui::Staging staging{data.path(), &window};

    Desk() { window.show(); }
    QStringList write(int count) {
        QStringList paths;
        for (int i = 0; i < count; ++i) {
            paths << documents.filePath(u"%1.txt"_s.arg(i));
            QFile file(paths.constLast());
            if (file.open(QIODevice::WriteOnly))
                file.write("Total: " + QByteArray::number(i));
        }
        return paths;
    }
    QDialog *dialog() const { return window.findChild<QDialog *>(u"gatherDialog"_s); }
};

} // namespace

void TestSubmitIntake::pasteboard_data() {
    QTest::addColumn<QList<QPair<QString, QByteArray>>>("formats");
    QTest::addColumn<QString>("what");
    using Formats = QList<QPair<QString, QByteArray>>;
    const QPair<QString, QByteArray> text{u"text/plain"_s, "Total: 1"};
    const QPair<QString, QByteArray> png{u"image/png"_s, "\x89PNG\r\n\x1a\n..."};
    const QPair<QString, QByteArray> web{u"text/uri-list"_s, "https://a.example/b.png\r\n"};
    const QPair<QString, QByteArray> html{u"text/html"_s, "<img src=x>"};
    QTest::newRow("nothing") << Formats{} << QString();
    QTest::newRow("files") << Formats{{u"text/uri-list"_s, "file:///a%20b.pdf\r\nfile:///c.pdf\r\n"}}
                           << u"paths /a b.pdf /c.pdf"_s;
    QTest::newRow("file twice") << Formats{{u"text/uri-list"_s, "file:///a.pdf\r\nfile:///a.pdf\r\n"}}
                                << u"paths /a.pdf"_s;
    QTest::newRow("files of GNOME") << Formats{{u"x-special/gnome-copied-files"_s,
                                           "cut\nfile:///a%25.pdf\nfile:///folder"}}
                                    << u"paths /a%.pdf /folder"_s;
    QTest::newRow("GNOME, nothing") << Formats{{u"x-special/gnome-copied-files"_s, ""}} << QString();
    QTest::newRow("files with their names as text")
        << Formats{{u"text/uri-list"_s, "file:///a.pdf\r\n"}, text} << u"paths /a.pdf"_s;
    QTest::newRow("text") << Formats{text} << u"text Total: 1"_s;
    QTest::newRow("blank text") << Formats{{u"text/plain"_s, " \n"}} << QString();
    QTest::newRow("cells with a picture of them") << Formats{text, png} << u"text Total: 1"_s;
    QTest::newRow("picture") << Formats{png} << u"picture"_s;
    QTest::newRow("picture of a web page") << Formats{web, html, png} << u"picture"_s;
    QTest::newRow("address of something") << Formats{web} << u"elsewhere"_s;
    QTest::newRow("not a picture") << Formats{{u"image/png"_s, "nonsense"}} << QString();
}

void TestSubmitIntake::pasteboard() {
    using Formats = QList<QPair<QString, QByteArray>>;
    QFETCH(Formats, formats);
    QFETCH(QString, what);
    QMimeData data;
    for (const auto &[type, bytes] : formats)
        data.setData(type, bytes);
    const ui::Pasted pasted = ui::readPasted(&data);
    QStringList got;
    if (!pasted.paths.isEmpty())
        got << u"paths "_s + pasted.paths.join(u' ');
    if (!pasted.text.isEmpty())
        got << u"text "_s + pasted.text;
    if (pasted.picture)
        got << u"picture"_s;
    if (pasted.elsewhere)
        got << u"elsewhere"_s;
    QCOMPARE(got.join(u", "_s), what);
}

void TestSubmitIntake::encodesLate() {
    QImage picture(300, 200, QImage::Format_ARGB32);
    picture.fill(Qt::red);
    QMimeData data;
    data.setImageData(picture);
    const ui::Pasted pasted = ui::readPasted(&data);
    QVERIFY(pasted.picture);
    QCOMPARE(QImage::fromData(pasted.picture(), "PNG").size(), QSize(300, 200));
}

void TestSubmitIntake::gatherCountsAndAdds() {
    Gather t;
    QVERIFY(words(t.dialog, u"gatherHeadline"_s).contains(u"Invoices 2026"_s));
    QVERIFY(!t.add->isEnabled());
    for (int i = 0; i < 1'200; ++i)
        t.dialog.add({item(QString::number(i))});
    QTRY_VERIFY(words(t.dialog, u"gatherProgress"_s).contains(u"Counting: 1,200 files"_s));
    QVERIFY(!t.add->isEnabled()); // what is shown is what is added
    runs::WalkReport report;
    report.folders = 12;
    t.dialog.finish(report);
    QCOMPARE(t.addText(), u"Add 1,200 files"_s);
    QVERIFY(words(t.dialog, u"gatherProgress"_s).contains(u"12 folders"_s));
    QVERIFY(words(t.dialog, u"gatherProgress"_s).contains(u"1.2 MB"_s));
    t.add->click();
    QCOMPARE(t.taken.size(), 1);
    QCOMPARE(t.taken.first().first().value<QList<IntakeItem>>().size(), 1'200);
}

void TestSubmitIntake::gatherLeavesKindsOut() {
    Gather t;
    t.dialog.add(
        {item(u"a.pdf"_s), item(u"b.mkv"_s, u"MKV"_s, Verdict::Doubtful), item(u"c.txt"_s, u"Text"_s)});
    t.dialog.finish({});
    QCOMPARE(t.list->topLevelItemCount(), 3);
    QCOMPARE(t.addText(), u"Add 2 files"_s);
    QCOMPARE(t.list->topLevelItem(1)->checkState(0), Qt::Unchecked); // the service does not list it
    t.list->setCurrentItem(t.list->topLevelItem(0));
    t.list->setFocus();
    QTest::keyClick(t.list, Qt::Key_Space);
    QCOMPARE(t.addText(), u"Add 1 file"_s);
    t.list->topLevelItem(1)->setCheckState(0, Qt::Checked);
    t.list->topLevelItem(2)->setCheckState(0, Qt::Unchecked);
    QCOMPARE(t.addText(), u"Add 1 file"_s);
    t.add->click();
    QCOMPARE(t.taken.first().first().value<QList<IntakeItem>>().first().name, u"b.mkv"_s);
}

void TestSubmitIntake::gatherTellsWhatIsNotTaken() {
    Gather t;
    t.dialog.add(
        {item(u"a.pdf"_s, u"PDF"_s, Verdict::Refused), item(u"b.pdf"_s, u"PDF"_s, Verdict::Refused)});
    runs::WalkReport report;
    report.hidden = 3;
    report.unreadableCount = 1;
    report.unreadable = {u"/docs/x: Permission denied"_s};
    report.limited = true;
    t.dialog.finish(report);
    QVERIFY(!t.add->isEnabled());
    QCOMPARE(t.list->topLevelItemCount(), 1);
    const QTreeWidgetItem *refused = t.list->topLevelItem(0);
    QCOMPARE(refused->text(1), u"6"_s);
    QCOMPARE(refused->childCount(), 3);
    QCOMPARE(refused->child(0)->text(0), u"empty"_s);
    QVERIFY(refused->child(0)->toolTip(0).contains(u"/docs/b.pdf"_s));
    QVERIFY(refused->child(2)->toolTip(0).contains(u"Permission denied"_s));
    QVERIFY(words(t.dialog, u"gatherProgress"_s).contains(u"50,000"_s));
}

void TestSubmitIntake::gatherWaitsForEveryWalk() {
    Gather t;
    t.dialog.extend({u"/docs/other"_s});
    t.dialog.add({item(u"a.pdf"_s)});
    t.dialog.finish({});
    QVERIFY(!t.add->isEnabled());
    t.dialog.finish({});
    QVERIFY(t.add->isEnabled());
}

void TestSubmitIntake::manyAreAskedAbout() {
    Desk desk;
    desk.staging.add(desk.write(ui::Staging::askedAbove + 1));
    QTRY_VERIFY(desk.dialog());
    auto *add = desk.dialog()->findChild<QPushButton *>(u"gatherAdd"_s);
    QTRY_VERIFY(add->isEnabled());
    QCOMPARE(desk.staging.files()->rowCount(), 0);
    add->click();
    QCOMPARE(desk.staging.files()->rowCount(), ui::Staging::askedAbove + 1);
    QTRY_COMPARE(desk.staging.files()->tally().submittable, ui::Staging::askedAbove + 1);
}

void TestSubmitIntake::fewAreNot() {
    Desk desk;
    desk.staging.add(desk.write(ui::Staging::askedAbove));
    QTRY_COMPARE(desk.staging.files()->rowCount(), ui::Staging::askedAbove);
    QVERIFY(!desk.dialog());
    QTRY_COMPARE(desk.staging.files()->tally().unchecked + desk.staging.files()->tally().unsettled, 0);
}

void TestSubmitIntake::cancelledWalkAddsNothing() {
    Desk desk;
    const QStringList paths = desk.write(300);
    desk.staging.add({desk.documents.path()});
    QTRY_VERIFY(desk.dialog());
    desk.dialog()->reject();
    desk.staging.add({paths.first()});
    QTRY_COMPARE(desk.staging.files()->rowCount(), 1); // only that; nothing of the walk comes late
    QVERIFY(!desk.dialog());
    desk.staging.add({desk.documents.path()}); // and the next is asked about anew
    QTRY_VERIFY(desk.dialog());
    QTRY_VERIFY(desk.dialog()->findChild<QPushButton *>(u"gatherAdd"_s)->isEnabled());
}

void TestSubmitIntake::clearedListIsNotReadOn() {
    Desk desk;
    const QStringList paths = desk.write(40);
    desk.staging.add(paths);
    QTRY_COMPARE(desk.staging.files()->rowCount(), 40);
    desk.staging.files()->clear();
    desk.staging.add({paths.first()});
    QTRY_COMPARE(desk.staging.files()->rowCount(), 1);
    QTRY_VERIFY(desk.staging.files()->items().first().inspected);
    QCOMPARE(desk.staging.files()->rowCount(), 1);
}

void TestSubmitIntake::tenThousandRowsStayQuick() {
    constexpr int many = 10'000;
    runs::StagedFilesModel files;
    ui::FilesPane pane(&files);
    pane.resize(340, 400);
    pane.show();
    QList<IntakeItem> items;
    for (int i = 0; i < many; ++i)
        items << item(u"%1.pdf"_s.arg(i));
    qint64 worst = 0;
    double mostWork = 0;
    const auto timed = [&](auto work) {
        QElapsedTimer since;
        since.start();
        const double before = support::ThreadTime::worked();
        work();
        QCoreApplication::processEvents();
        mostWork = qMax(mostWork, support::ThreadTime::worked() - before);
        worst = qMax(worst, since.elapsed());
    };
    timed([&] { files.add(items); });
    for (int batch = 0; batch < 20; ++batch) {
        QList<IntakeItem> changed = items.mid(batch * 200, 200);
        for (IntakeItem &one : changed)
            one.reason = u"damaged"_s;
        timed([&] { files.update(changed); });
    }
    QList<int> every;
    for (int row = 0; row < many; row += 2)
        every << row;
    timed([&] { files.removeRowsAt(every); });
    QCOMPARE(files.rowCount(), many / 2);
    timed([&] { files.clear(); });
    qInfo("longest step: %lld ms, of which %.0f ms are its own", worst, mostWork);
    QVERIFY2(mostWork < 50, qPrintable(QString::number(mostWork)));
    QVERIFY2(worst < 250, qPrintable(QString::number(worst))); // others use this machine too
}

void TestSubmitIntake::linkShowsTheEarlierRun() {
    runs::StagedFilesModel files;
    ui::FilesPane pane(&files);
    pane.resize(340, 400);
    pane.show();
    files.add({item(u"a.pdf"_s), item(u"b.pdf"_s)});
    files.setRepeats(1, u"submitted before: ready, 3 days ago"_s, 42);
    auto *list = pane.findChild<QListView *>(u"stagedList"_s);
    QSignalSpy shown(&pane, &ui::FilesPane::showRunRequested);
    const QRect row = list->visualRect(list->model()->index(1, 0));
    QVERIFY(row.height() > list->visualRect(list->model()->index(0, 0)).height());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, QPoint(row.right() - 40, row.bottom() - 10));
    QCOMPARE(shown.size(), 1);
    QCOMPARE(shown.first().first().toLongLong(), 42);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(shown.size(), 2);
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(shown.size(), 2);
    QCOMPARE(files.rowCount(), 2); // and nothing was removed by the click
}
