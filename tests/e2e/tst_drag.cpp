// SPDX-License-Identifier: MIT
#include "app/results/jsontreemodel.h"
#include "tests/support/workbench.h"
#include "ui/submitpane.h"
#include "ui/theme.h"

#include <QApplication>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTreeView>
#include <QtTest>

using namespace Qt::StringLiterals;

/// Files are dragged out of another process's window by a mouse on a real X server, dropped on ours, and
/// submitted.
class TestDrag : public QObject {
    Q_OBJECT

private slots:
    void dropEndsInAFilledTree();

private:
    static void mouse(const QStringList &arguments) {
        QProcess xdotool;
        xdotool.start(u"xdotool"_s, arguments);
        // Events are handled meanwhile: the drop target lives in this process.
        QSignalSpy finished(&xdotool, &QProcess::finished);
        QVERIFY2(finished.count() || finished.wait(10'000), "xdotool is missing or stuck");
        QCOMPARE(xdotool.exitCode(), 0);
    }
};

void TestDrag::dropEndsInAFilledTree() {
    QTemporaryDir data;
    QTemporaryDir documents;
    const QString sample = documents.filePath(u"invoice ünïcode \"1\" 😀.pdf"_s);
    QVERIFY(QFile::copy(u":/samples/invoice-0847.pdf"_s, sample));
    QFile large(documents.filePath(u"scan.tiff"_s));
    QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(25'000'000));

    support::Workbench bench(data.path());
    QVERIFY2(bench.startError.isEmpty(), qPrintable(bench.startError));
    bench.open();
    ui::MainWindow &window = *bench.window;
    window.setGeometry(200, 60, 1000, 660);
    QVERIFY(QTest::qWaitForWindowExposed(&window));

    QProcess source;
    QByteArray said;
    connect(
        &source, &QProcess::readyReadStandardOutput, this, [&] { said += source.readAllStandardOutput(); });
    source.start(QStringLiteral(DRAGSOURCE), {sample, large.fileName()});
    QTRY_VERIFY_WITH_TIMEOUT(said.contains("ready"), 20'000);

    const QPoint target = window.mapToGlobal(window.rect().center());
    mouse({u"mousemove"_s, u"80"_s, u"80"_s, u"mousedown"_s, u"1"_s});
    for (int step = 0; step < 6; ++step)
        mouse({u"mousemove_relative"_s, u"4"_s, u"4"_s});
    QWidget *overlay = window.findChild<QWidget *>(u"dropOverlay"_s);
    QVERIFY(overlay);
    for (int step = 1; step <= 20; ++step) {
        mouse({u"mousemove"_s, QString::number(104 + (target.x() - 104) * step / 20),
            QString::number(104 + (target.y() - 104) * step / 20)});
    }
    // While it hovers, the window says what it would take.
    QTRY_VERIFY_WITH_TIMEOUT(overlay->isVisible(), 10'000);
    QTRY_COMPARE(overlay->accessibleName(), u"2 files, 1 too large"_s);
    QTRY_VERIFY_WITH_TIMEOUT(said.contains("over 1"), 10'000);
    mouse({u"mouseup"_s, u"1"_s});
    QTRY_VERIFY2_WITH_TIMEOUT(window.stagedFiles()->rowCount() == 2, said.constData(), 10'000);
    QVERIFY(!overlay->isVisible());
    QTRY_VERIFY(said.contains("action 1")); // Qt::CopyAction: the file manager keeps its files
    QVERIFY(QFile::exists(sample));

    auto *submit = window.findChild<QPushButton *>(u"submitButton"_s);
    QTRY_VERIFY(submit->isEnabled());
    QCOMPARE(submit->text().remove(u'&'), u"Submit 1 file to Invoices"_s);
    QTest::mouseClick(submit, Qt::LeftButton);

    QSignalSpy shown(&window, &ui::MainWindow::resultShown);
    QVERIFY(shown.wait(30'000));
    const auto *view = window.findChild<QTreeView *>(u"treeView"_s);
    QVERIFY(view);
    QVERIFY(view->model()->rowCount() >= 5);
    QCOMPARE(view->model()->index(0, 0).data().toString(), u"collection_id"_s);
    QCOMPARE(view->model()->index(0, 1).data().toString(), bench.lastRun()->collectionId);
    QCOMPARE(bench.lastRun()->name, QFileInfo(sample).fileName());
    source.kill();
    QVERIFY(source.waitForFinished());
}

int main(int argc, char **argv) {
    QApplication app(argc, argv);
    ui::Theme theme(app);
    theme.apply(ui::Theme::Choice::Light);
    TestDrag test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_drag.moc"
