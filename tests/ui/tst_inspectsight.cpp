// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectsight.h"

#include "tests/ui/inspectdata.h"
#include "ui/rawview.h"
#include "ui/resultpane.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QTreeView>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::RunState;
using testdata::child;

namespace {

/// Forty fields and a table of sixty rows.
QByteArray longResult() {
    QByteArrayList fields;
    for (int i = 0; i < 40; ++i)
        fields << "\"field_" + QByteArray::number(i) + R"(":{"value":")" + QByteArray::number(i) + "\"}";
    QByteArrayList rows;
    for (int i = 0; i < 60; ++i)
        rows << R"({"article":{"value":")" + QByteArray::number(i) + "\"}}";
    return R"({"extractions":[{"fields":{)" + fields.join(',') + ",\"rows\":[" + rows.join(',') + "]}}]}";
}

struct Shown {
    explicit Shown(QSize size = {900, 900}) {
        pane.resize(size);
        pane.show();
        pane.showRun(testdata::run(RunState::Ready));
        pane.setDocument(testdata::document(longResult()));
        pane.activateWindow();
        if (!QTest::qWaitForWindowActive(&pane))
            qFatal("the window does not get the focus");
    }
    void resize(int width, int height) {
        pane.resize(width, height);
        QCoreApplication::sendPostedEvents();
    }

    ui::ResultPane pane;
};

bool isInSight(const QAbstractItemView &view) {
    return view.viewport()->rect().contains(view.visualRect(view.currentIndex()).center());
}

/// All of it, but for what a narrow column cuts; QTreeView takes it for whole with a pixel less.
bool isWhollyInSight(const QAbstractItemView &view) {
    const QRect rect = view.visualRect(view.currentIndex());
    return rect.top() >= 0 && rect.bottom() <= view.viewport()->height();
}

} // namespace

void InspectSightTest::selectionStaysInSight_data() {
    QTest::addColumn<int>("tab");
    QTest::addColumn<QByteArray>("view");
    QTest::addColumn<int>("downs");
    QTest::newRow("fields") << int(ui::ResultPane::Fields) << QByteArray("fieldsView") << 9;
    QTest::newRow("tree") << int(ui::ResultPane::Tree) << QByteArray("treeView") << 10;
    QTest::newRow("table") << int(ui::ResultPane::Table) << QByteArray("tableView") << 15;
}

void InspectSightTest::selectionStaysInSight() {
    QFETCH(int, tab);
    QFETCH(QByteArray, view);
    QFETCH(int, downs);
    Shown shown;
    shown.pane.goToView(ui::ResultPane::View(tab));
    auto &list = child<QAbstractItemView>(shown.pane, view.constData());
    QTRY_VERIFY(list.model()->rowCount() > 0 && list.currentIndex().isValid());
    QTRY_VERIFY(list.hasFocus());
    for (int i = 0; i < downs; ++i)
        QTest::keyClick(&list, Qt::Key_Down);
    const QModelIndex chosen = list.currentIndex();
    QVERIFY(isWhollyInSight(list));
    // Steps as a hand at the edge of the window makes them.
    for (int height = 900; height >= 380; height -= 26) {
        shown.resize(900 - (900 - height) / 2, height);
        QVERIFY2(isWhollyInSight(list), qPrintable(QString::number(height)));
    }
    shown.resize(1000, 900);
    shown.resize(560, 380); // and at once
    QVERIFY(isWhollyInSight(list));
    QCOMPARE(list.currentIndex(), chosen);
}

void InspectSightTest::whoScrolledAwayStaysThere() {
    Shown shown;
    shown.pane.goToView(ui::ResultPane::Table);
    auto &table = child<QAbstractItemView>(shown.pane, "tableView");
    QTRY_VERIFY(table.model()->rowCount() == 60 && table.hasFocus());
    QTest::keyClick(&table, Qt::Key_Down);
    table.verticalScrollBar()->setValue(table.verticalScrollBar()->maximum());
    QVERIFY(!isInSight(table));
    shown.resize(700, 500);
    QVERIFY(!isInSight(table));
    QVERIFY(table.indexAt(QPoint(4, 4)).row() > 5);
}

void InspectSightTest::cursorStaysInSight() {
    Shown shown;
    shown.pane.goToView(ui::ResultPane::Raw);
    auto &raw = child<ui::RawView>(shown.pane, "rawView");
    raw.select(1500, 1510);
    const auto seen = [&] {
        return raw.visibleText().contains(QString::fromLatin1(longResult().mid(1500, 4))) &&
               raw.topOffset() <= 1500;
    };
    QVERIFY(seen());
    for (const QSize &size : {QSize(700, 500), QSize(500, 380), QSize(1000, 900), QSize(480, 360)}) {
        shown.resize(size.width(), size.height());
        QVERIFY(seen());
        QCOMPARE(raw.cursorOffset(), 1500);
    }
    shown.resize(900, 500);
    raw.select(2500, 2500);
    raw.verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
    const qint64 top = raw.topOffset();
    shown.resize(880, 400); // the cursor is not seen: the text stays
    QCOMPARE(raw.topOffset(), top);
}

void InspectSightTest::lowWindowHasRoomForOne() {
    Shown shown({560, 430});
    auto &fields = child<QTreeView>(shown.pane, "fieldsView");
    auto &grid = child<QAbstractItemView>(shown.pane, "fieldGridView");
    auto &words = child<QWidget>(shown.pane, "fieldGridWords");
    shown.pane.goToView(ui::ResultPane::Fields);
    QTRY_VERIFY(fields.hasFocus());
    const int row = fields.visualRect(fields.currentIndex()).height();
    QVERIFY(fields.viewport()->height() >= 3 * row);
    QVERIFY(
        words.isVisible() && words.visibleRegion().boundingRect().height() >= words.fontMetrics().height());
    QTest::keyClick(&fields, Qt::Key_End); // the table
    QTest::keyClick(&fields, Qt::Key_Return);
    QTRY_VERIFY(grid.hasFocus());
    QVERIFY(grid.viewport()->height() >= 2 * row);
    QVERIFY(isWhollyInSight(fields));
    QVERIFY(isWhollyInSight(grid));
    QTest::keyClick(&grid, Qt::Key_Escape);
    QTRY_VERIFY(fields.hasFocus());
    QVERIFY(fields.viewport()->height() >= 3 * row);
    QVERIFY(isWhollyInSight(fields));
    // By the mouse as well, and with Tab.
    QTest::mouseClick(&words, Qt::LeftButton);
    QTRY_VERIFY(grid.hasFocus());
    QVERIFY(grid.viewport()->height() >= 2 * row);
    fields.setFocus();
    QTest::keyClick(&fields, Qt::Key_Tab);
    QTRY_VERIFY(grid.hasFocus());
    // A higher window has room for both.
    shown.resize(560, 900);
    QVERIFY(fields.viewport()->height() >= 5 * row && grid.viewport()->height() >= 5 * row);
    QVERIFY(child<QWidget>(shown.pane, "fieldGridNote").isVisible());
}

void InspectSightTest::splitByHandStays() {
    Shown shown({560, 430});
    auto &fields = child<QTreeView>(shown.pane, "fieldsView");
    auto &split = child<QSplitter>(shown.pane, "fieldsSplit");
    QTRY_VERIFY(split.height() > 0);
    QWidget *handle = split.handle(1);
    QTest::mousePress(handle, Qt::LeftButton);
    QTest::mouseMove(handle, QPoint(handle->width() / 2, -30));
    QTest::mouseRelease(handle, Qt::LeftButton, {}, QPoint(handle->width() / 2, -30));
    const QList<int> sizes = split.sizes();
    fields.setFocus();
    QTest::keyClick(&fields, Qt::Key_Tab);
    QCOMPARE(split.sizes(), sizes);
}
