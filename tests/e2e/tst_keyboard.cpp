// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_keyboard.h"

#include "tests/support/workbench.h"
#include "tests/ui/inspectdata.h"
#include "ui/comparedialog.h"
#include "ui/rawview.h"
#include "ui/resultpane.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QScrollBar>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTextBrowser>
#include <QTimer>
#include <QTreeView>
#include <QtTest>

using namespace Qt::StringLiterals;
using testdata::child;

namespace {

/// What keys go to: the window in front, a menu that is open.
void press(int key, Qt::KeyboardModifiers modifiers = {}) {
    QWindow *window = QGuiApplication::focusWindow();
    QVERIFY(window);
    QTest::keyClick(window, Qt::Key(key), modifiers);
}

void type(const QString &text) {
    for (const QChar letter : text)
        QTest::keyClick(QGuiApplication::focusWindow(), letter.toLatin1());
}

QString focus() {
    const QWidget *widget = QApplication::focusWidget();
    return widget ? widget->objectName() : QString();
}

/// With Tab, or with Shift+Tab.
bool tabTo(const QString &name, bool back = false) {
    for (int i = 0; i < 60 && focus() != name; ++i)
        press(back ? Qt::Key_Backtab : Qt::Key_Tab, back ? Qt::ShiftModifier : Qt::NoModifier);
    return focus() == name;
}

/// In the menu that is open: down to the entry with these words, and Return.
void chooseInMenu(const QStringList &words) {
    for (const QString &entry : words) {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        const auto at = [menu] {
            return menu->activeAction() ? menu->activeAction()->text().remove(u'&') : QString();
        };
        for (qsizetype i = 0; i <= menu->actions().size() && at() != entry; ++i)
            QTest::keyClick(menu, Qt::Key_Down);
        QCOMPARE(at(), entry);
        QTest::keyClick(menu, Qt::Key_Return);
    }
}

/// As the key for it does on a keyboard that has one; it waits until the menu is closed.
void openContextMenu(const QStringList &words) {
    QTimer::singleShot(0, qApp, [words] { chooseInMenu(words); });
    QWidget *widget = QApplication::focusWidget();
    const QPoint place = widget->rect().center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, place, widget->mapToGlobal(place), Qt::NoModifier);
    QApplication::sendEvent(widget, &event);
}

/// Enough text to scroll, and a link.
QByteArray body() {
    QByteArray text = "# INVOICE\\n\\n[the shop](https://shop.example/47)\\n\\n";
    for (int i = 0; i < 90; ++i)
        text += "Line " + QByteArray::number(i) + "\\n\\n";
    return testdata::invoice().replace("# INVOICE", text);
}

/// The program with two results of one document, and the newer one on show.
struct Desk {
    QTemporaryDir data;
    std::optional<support::Workbench> work;

    Desk() {
        QList<runs::Run> runs;
        for (int i = 0; i < 2; ++i) {
            runs::Run run = testdata::run(runs::RunState::Ready);
            run.id = 0;
            run.profile = u"https://api.anyformat.ai"_s;
            run.contentHash = u"h1"_s;
            runs << run;
        }
        {
            runs::RunStore store(data.path() + u"/ledger.sqlite"_s);
            QCOMPARE(store.open(), QString());
            QCOMPARE(store.insert(runs, {}), QString());
            runs::TimelineEntry accepted;
            accepted.kind = runs::Event::Accepted;
            accepted.at = accepted.lastAt = testdata::start();
            accepted.httpStatus = 202;
            QCOMPARE(store.write({runs.at(1), accepted}), QString());
            QCOMPARE(store.updateWithResult(runs.at(0), body()), QString());
            QCOMPARE(store.updateWithResult(runs.at(1), body().replace("4087.50", "4087.05")), QString());
        }
        work.emplace(data.path());
        work->settings.setProfile(settings::Profile::Service);
        work->open();
        window()->resize(1280, 900);
        window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window()));
        QSignalSpy shown(window(), &ui::MainWindow::resultShown);
        window()->showRun(runs.at(1).id);
        QVERIFY(!shown.isEmpty() || shown.wait());
    }
    ui::MainWindow *window() const { return work->window.get(); }
    QWidget *pane() const { return window()->resultPane(); }
    template<typename Widget = QWidget>
    Widget &find(const char *name) const {
        return child<Widget>(*window(), name);
    }
    /// No window manager here gives the keys back when a menu or a dialog is closed.
    void comeToFront(QWidget *dialog = nullptr) const {
        QWidget *front = dialog ? dialog : window();
        front->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(front));
    }
    void goTo(ui::ResultPane::View view, const QString &expected) const {
        press(Qt::Key_1 + int(view), Qt::ControlModifier);
        QTRY_COMPARE(focus(), expected);
    }
};

QString clipboardAfter(int key, Qt::KeyboardModifiers modifiers) {
    QApplication::clipboard()->setText(u"untouched"_s);
    press(key, modifiers);
    (void)QTest::qWaitFor([] { return QApplication::clipboard()->text() != u"untouched"_s; });
    return QApplication::clipboard()->text();
}

/// Levels that are open below a row.
int openLevels(const QTreeView &view, const QModelIndex &index) {
    int levels = 0;
    for (int row = 0; view.isExpanded(index) && row < view.model()->rowCount(index); ++row)
        levels = qMax(levels, 1 + openLevels(view, view.model()->index(row, 0, index)));
    return levels;
}

bool isTabStop(const QWidget *widget, const QWidget *pane) {
    return widget->isVisibleTo(pane) && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) &&
           !widget->focusProxy() && !qobject_cast<const QTabBar *>(widget->parentWidget());
}

QRect placeOf(const QWidget *widget) {
    return {widget->mapTo(widget->window(), QPoint()), widget->size()};
}

/// Below it, or in one line with it and further right.
bool comesAfter(const QRect &next, const QRect &before) {
    const bool sameLine = next.top() <= before.center().y() && before.top() <= next.center().y();
    return sameLine ? next.left() > before.left() : next.top() > before.top();
}

} // namespace

void TestKeyboard::tabFollowsTheLook_data() {
    QTest::addColumn<int>("view");
    QTest::addColumn<bool>("finds");
    QTest::newRow("fields") << int(ui::ResultPane::Fields) << false;
    QTest::newRow("tree") << int(ui::ResultPane::Tree) << false;
    QTest::newRow("table") << int(ui::ResultPane::Table) << false;
    QTest::newRow("raw") << int(ui::ResultPane::Raw) << false;
    QTest::newRow("markdown") << int(ui::ResultPane::Markdown) << false;
    QTest::newRow("timeline") << int(ui::ResultPane::Timeline) << false;
    QTest::newRow("tree, search open") << int(ui::ResultPane::Tree) << true;
    QTest::newRow("raw, search open") << int(ui::ResultPane::Raw) << true;
}

/// From where the keys are around the whole window: out of every control, to every control, as the eye goes.
void TestKeyboard::tabFollowsTheLook() {
    QFETCH(int, view);
    QFETCH(bool, finds);
    const Desk desk;
    QWidget *pane = desk.pane();
    press(Qt::Key_1 + view, Qt::ControlModifier);
    QTRY_VERIFY(pane->isAncestorOf(QApplication::focusWidget()));
    if (view == ui::ResultPane::Table) // its controls come with the table
        QTRY_VERIFY(desk.find<QWidget>("tableExport").isEnabled());
    if (view == ui::ResultPane::Markdown)
        QTRY_VERIFY(desk.find<QWidget>("markdownView").isVisible());
    if (finds) {
        press(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(focus(), u"searchText"_s);
        type(u"bolt"_s); // there is a next one to go to
        QTRY_VERIFY(desk.find<QWidget>("searchNext").isEnabled());
    }
    const auto around = [&](bool back) {
        QList<QWidget *> visited{QApplication::focusWidget()};
        for (int i = 0; i < 90; ++i) {
            press(back ? Qt::Key_Backtab : Qt::Key_Tab, back ? Qt::ShiftModifier : Qt::NoModifier);
            if (QApplication::focusWidget() == visited.last())
                continue; // a link of a text, and then the next
            if (QApplication::focusWidget() == visited.first())
                return visited;
            visited << QApplication::focusWidget();
        }
        return QList<QWidget *>();
    };
    QList<QWidget *> visited = around(false);
    QVERIFY(!visited.isEmpty());
    // It begins where the pane does.
    QVERIFY(std::any_of(visited.begin(), visited.end(),
        [pane](const QWidget *widget) { return !pane->isAncestorOf(widget); }));
    while (pane->isAncestorOf(visited.last()))
        visited.prepend(visited.takeLast());
    QStringList names;
    QList<QWidget *> inPane;
    for (QWidget *widget : std::as_const(visited)) {
        if (pane->isAncestorOf(widget)) {
            inPane << widget;
            names << widget->objectName();
        }
    }
    QCOMPARE(QList<QWidget *>(visited.first(inPane.size())), inPane); // in one go
    for (qsizetype i = 1; i < inPane.size(); ++i)
        QVERIFY2(comesAfter(placeOf(inPane[i]), placeOf(inPane[i - 1])),
            qPrintable(inPane[i]->objectName() + u": "_s + names.join(u' ')));
    const QList<QWidget *> all = pane->findChildren<QWidget *>();
    for (const QWidget *widget : all)
        QVERIFY2(!isTabStop(widget, pane) || inPane.contains(widget),
            qPrintable(widget->objectName() + u": "_s + names.join(u' ')));
    const QList<QWidget *> back = around(true); // and the other way
    for (const QWidget *widget : std::as_const(inPane))
        QVERIFY2(back.contains(widget), qPrintable(widget->objectName()));
}

void TestKeyboard::fields() {
    const Desk desk;
    desk.goTo(ui::ResultPane::Fields, u"fieldsView"_s);
    auto &list = desk.find<QTreeView>("fieldsView");
    const int all = list.model()->rowCount();
    const auto names = [&] {
        QStringList texts;
        for (int row = 0; row < list.model()->rowCount(); ++row)
            texts << list.model()->index(row, 0).data().toString();
        return texts;
    };
    const QStringList asReceived = names();

    QVERIFY(tabTo(u"fieldsFilter"_s, true));
    type(u"total"_s);
    press(Qt::Key_Down);
    QCOMPARE(focus(), u"fieldsView"_s);
    QCOMPARE(names(), QStringList{u"total_amount"_s});
    QVERIFY(tabTo(u"fieldsFilter"_s, true));
    press(Qt::Key_Escape);
    QCOMPARE(list.model()->rowCount(), all);
    press(Qt::Key_Escape); // and out
    QCOMPARE(focus(), u"fieldsView"_s);

    QVERIFY(tabTo(u"fieldsOverridden"_s, true));
    press(Qt::Key_Space);
    QCOMPARE(names(), QStringList{u"currency"_s});
    QCOMPARE(focus(), u"fieldsOverridden"_s);
    press(Qt::Key_Space);
    QCOMPARE(list.model()->rowCount(), all);

    QVERIFY(tabTo(u"fieldsFilter"_s, true));
    type(u"no such thing"_s);
    press(Qt::Key_Return);
    QVERIFY(tabTo(u"fieldsClearFilter"_s));
    press(Qt::Key_Space);
    QCOMPARE(focus(), u"fieldsView"_s);
    QCOMPARE(list.model()->rowCount(), all);

    press(Qt::Key_End); // the table
    QCOMPARE(list.currentIndex().data().toString(), u"line_items"_s);
    press(Qt::Key_Return);
    QCOMPARE(focus(), u"fieldGridView"_s);
    press(Qt::Key_Down);
    QVERIFY(desk.find<QLineEdit>("pathEdit").text().contains(u"line_items[1]"_s));
    press(Qt::Key_Escape);
    QCOMPARE(focus(), u"fieldsView"_s);

    openContextMenu({u"Sort by"_s, u"Field"_s});
    QTRY_VERIFY(names() != asReceived);
    QStringList sorted = asReceived;
    std::sort(sorted.begin(), sorted.end());
    QCOMPARE(names(), sorted);
    desk.comeToFront();
    QTRY_COMPARE(focus(), u"fieldsView"_s);
}

void TestKeyboard::tree() {
    const Desk desk;
    desk.goTo(ui::ResultPane::Tree, u"treeView"_s);
    auto &tree = desk.find<QTreeView>("treeView");
    press(Qt::Key_Home);
    QCOMPARE(clipboardAfter(Qt::Key_C, Qt::ControlModifier), u"0b9cfa71"_s);
    QCOMPARE(clipboardAfter(Qt::Key_C, Qt::ControlModifier | Qt::AltModifier), u"collection_id"_s);
    QCOMPARE(clipboardAfter(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier), u"$.collection_id"_s);
    QCOMPARE(clipboardAfter(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier | Qt::AltModifier),
        u"/collection_id"_s);
    QCOMPARE(clipboardAfter(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier), u"\"0b9cfa71\""_s);

    type(u"extractions"_s);
    const QModelIndex extractions = tree.currentIndex();
    QCOMPARE(extractions.data().toString(), u"extractions"_s);
    for (int depth = 5; depth >= 1; --depth) {
        press(Qt::Key_0 + depth, Qt::AltModifier);
        QCOMPARE(openLevels(tree, extractions), depth);
    }
    press(Qt::Key_Asterisk);
    QCOMPARE(openLevels(tree, extractions), 8);
    const QString subtree = clipboardAfter(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(subtree.startsWith(u"[{\"split_name\""_s) && subtree.contains(u"4087.05"_s));
    press(Qt::Key_Left); // closes
    QCOMPARE(openLevels(tree, extractions), 0);
    press(Qt::Key_Right);
    press(Qt::Key_Right); // opens, and goes in
    QCOMPARE(tree.currentIndex().parent(), extractions);
    QCOMPARE(focus(), u"treeView"_s);
    QVERIFY(tabTo(u"treeCollapseButton"_s, true));
    press(Qt::Key_Space);
    QVERIFY(!tree.isExpanded(extractions));
}

void TestKeyboard::valueOfATreeRow() {
    const Desk desk;
    desk.goTo(ui::ResultPane::Tree, u"treeView"_s);
    QWidget &pane = desk.find<QWidget>("valuePane");
    QVERIFY(pane.isVisible());
    press(Qt::Key_F4);
    QVERIFY(!pane.isVisible());
    QCOMPARE(focus(), u"treeView"_s);
    press(Qt::Key_F4);
    QVERIFY(pane.isVisible());
    QVERIFY(tabTo(u"valueText"_s));
    press(Qt::Key_Escape);
    QCOMPARE(focus(), u"treeView"_s);
    QVERIFY(pane.isVisible());
    QVERIFY(tabTo(u"valueText"_s));
    press(Qt::Key_F4); // from inside it
    QVERIFY(!pane.isVisible());
    QCOMPARE(focus(), u"treeView"_s);
}

void TestKeyboard::find() {
    const Desk desk;
    desk.goTo(ui::ResultPane::Tree, u"treeView"_s);
    auto &count = desk.find<QLabel>("searchCount");
    press(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(focus(), u"searchText"_s);
    type(u"Bolt M"_s);
    QTRY_COMPARE(count.text(), u"16 hits"_s);
    press(Qt::Key_Return);
    QCOMPARE(count.text(), u"1 of 16"_s);
    press(Qt::Key_F3);
    QCOMPARE(count.text(), u"2 of 16"_s);
    press(Qt::Key_F3, Qt::ShiftModifier);
    press(Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(count.text(), u"16 of 16"_s);
    QCOMPARE(focus(), u"searchText"_s);
    const QString chosen = desk.find<QLineEdit>("pathEdit").text();
    QVERIFY2(chosen.startsWith(u"$.extractions[0].fields.line_items[7]"_s), qPrintable(chosen));
    QVERIFY(tabTo(u"searchFilter"_s));
    press(Qt::Key_Space);
    QTRY_VERIFY(desk.find<QWidget>("matchesView").isVisible());
    QTRY_COMPARE(desk.find<QLineEdit>("pathEdit").text(), chosen); // it is among the matches
    press(Qt::Key_Escape);
    QVERIFY(!desk.find<QWidget>("searchBar").isVisible());
    QTRY_COMPARE(focus(), u"treeView"_s);
    QCOMPARE(desk.find<QLineEdit>("pathEdit").text(), chosen);
}

void TestKeyboard::table() {
    const Desk desk;
    desk.goTo(ui::ResultPane::Table, u"tableView"_s);
    auto &table = desk.find<QTableView>("tableView");
    QTRY_COMPARE(table.model()->rowCount(), 8);
    const auto cell = [&](int row) {
        return table.model()->index(row, 1).data().toString();
    };
    press(Qt::Key_Right);
    QCOMPARE(table.currentIndex().column(), 1);
    press(Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE(cell(0), u"17"_s);
    press(Qt::Key_Up, Qt::AltModifier);
    QTRY_COMPARE(cell(0), u"10"_s);
    press(Qt::Key_Home, Qt::AltModifier);
    QCOMPARE(focus(), u"tableView"_s);

    QVERIFY(tabTo(u"tableFilter"_s, true));
    type(u"M3"_s);
    QTRY_COMPARE(table.model()->rowCount(), 1);
    press(Qt::Key_Down);
    QCOMPARE(focus(), u"tableView"_s);
    QVERIFY(tabTo(u"tableFilter"_s, true));
    press(Qt::Key_Escape);
    QTRY_COMPARE(table.model()->rowCount(), 8);
    press(Qt::Key_Escape);
    QCOMPARE(focus(), u"tableView"_s);

    QVERIFY(tabTo(u"tableColumns"_s, true));
    QTimer::singleShot(0, qApp, [] { chooseInMenu({u"qty"_s}); });
    press(Qt::Key_Space);
    QTRY_VERIFY(table.isColumnHidden(1));
    desk.comeToFront();
    QTRY_COMPARE(focus(), u"tableColumns"_s);
    QTimer::singleShot(0, qApp, [] {
        QVERIFY(QApplication::activePopupWidget());
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
    });
    press(Qt::Key_Space);
    desk.comeToFront();
    QTRY_COMPARE(focus(), u"tableColumns"_s);
    QTimer::singleShot(0, qApp, [] { chooseInMenu({u"Show all"_s}); });
    press(Qt::Key_Space);
    QTRY_VERIFY(!table.isColumnHidden(1));
    desk.comeToFront();

    QVERIFY(tabTo(u"tableExport"_s));
    press(Qt::Key_Space);
    QTRY_VERIFY(QApplication::activeModalWidget());
    QCOMPARE(QApplication::activeModalWidget()->objectName(), u"exportCsvDialog"_s);
    press(Qt::Key_Escape);
    QTRY_VERIFY(!QApplication::activeModalWidget());
    desk.comeToFront();
    QTRY_COMPARE(focus(), u"tableExport"_s);
}

void TestKeyboard::raw() {
    const Desk desk;
    desk.goTo(ui::ResultPane::Raw, u"rawView"_s);
    auto &raw = desk.find<ui::RawView>("rawView");
    press(Qt::Key_G, Qt::ControlModifier);
    QCOMPARE(focus(), u"rawGoTo"_s);
    type(u"777"_s);
    press(Qt::Key_Return);
    QCOMPARE(focus(), u"rawView"_s);
    QCOMPARE(raw.cursorOffset(), 777);
    press(Qt::Key_G, Qt::ControlModifier);
    type(u"here"_s);
    press(Qt::Key_Return);
    QCOMPARE(focus(), u"rawGoTo"_s);
    QVERIFY(desk.find<QLabel>("rawNote").isVisible());
    press(Qt::Key_Escape);
    QCOMPARE(focus(), u"rawView"_s);
    QVERIFY(!desk.find<QLabel>("rawNote").isVisible());
    QCOMPARE(raw.cursorOffset(), 777);

    QVERIFY(raw.wrap());
    QVERIFY(tabTo(u"rawWrap"_s, true));
    press(Qt::Key_Space);
    QVERIFY(!raw.wrap());
    press(Qt::Key_Space);
    press(Qt::Key_Escape);
    QCOMPARE(focus(), u"rawView"_s);

    press(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(focus(), u"searchText"_s);
    type(u"acme"_s);
    QTRY_VERIFY(desk.find<QLabel>("searchCount").text().contains(u"hits"_s));
    press(Qt::Key_Return);
    const auto chosen = raw.selection();
    QVERIFY(body().mid(chosen.begin, chosen.end - chosen.begin).toLower().contains("acme"));
    press(Qt::Key_Escape);
    QCOMPARE(focus(), u"rawView"_s);
}

void TestKeyboard::markdown() {
    const Desk desk;
    desk.goTo(ui::ResultPane::Markdown, u"markdownView"_s);
    auto &text = desk.find<QTextBrowser>("markdownView");
    QTRY_VERIFY(text.isVisible());
    QTRY_VERIFY(text.verticalScrollBar()->maximum() > 0);
    press(Qt::Key_PageDown);
    QVERIFY(text.verticalScrollBar()->value() > 0);
    press(Qt::Key_Tab); // the link
    QCOMPARE(focus(), u"markdownView"_s);
    press(Qt::Key_Return);
    QCOMPARE(focus(), u"markdownOpen"_s);
    QCOMPARE(desk.find<QLineEdit>("markdownLink").text(), u"https://shop.example/47"_s);
    press(Qt::Key_Escape); // no
    QCOMPARE(focus(), u"markdownView"_s);
    QVERIFY(!desk.find<QLineEdit>("markdownLink").isVisible());
}

void TestKeyboard::pathBar() {
    const Desk desk;
    desk.goTo(ui::ResultPane::Fields, u"fieldsView"_s);
    auto &path = desk.find<QLineEdit>("pathEdit");
    auto &tree = desk.find<QTreeView>("treeView");
    auto &fault = desk.find<QLabel>("pathFault");
    const auto paste = [&](const QString &words) {
        QApplication::clipboard()->setText(words);
        press(Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(focus(), u"pathEdit"_s);
        press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(path.text(), words);
        press(Qt::Key_Return);
    };
    paste(u"$.extractions[0].fields.total_amount.value"_s);
    QCOMPARE(focus(), u"treeView"_s);
    QCOMPARE(tree.currentIndex().siblingAtColumn(1).data().toString(), u"4087.05"_s);
    paste(u"/extractions/0/fields/vendor/value"_s);
    QCOMPARE(focus(), u"treeView"_s);
    QCOMPARE(path.text(), u"$.extractions[0].fields.vendor.value"_s);
    paste(u"$.extractions[7].fields"_s);
    QCOMPARE(focus(), u"pathEdit"_s);
    QVERIFY(fault.isVisible());
    QCOMPARE(fault.text(), u"$.extractions has no element 7: the last one is 0."_s);
    type(u"x"_s);
    QVERIFY(!fault.isVisible());
    press(Qt::Key_Escape);
    QCOMPARE(path.text(), u"$.extractions[0].fields.vendor.value"_s);
    press(Qt::Key_Escape);
    QCOMPARE(focus(), u"treeView"_s);
}

void TestKeyboard::compare() {
    const Desk desk;
    desk.goTo(ui::ResultPane::Fields, u"fieldsView"_s);
    QVERIFY(tabTo(u"runsList"_s, true));
    press(Qt::Key_Home);
    press(Qt::Key_Down, Qt::ShiftModifier);
    press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    ui::CompareDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = desk.window()->findChild<ui::CompareDialog *>()));
    QTRY_VERIFY(dialog->isActiveWindow());
    auto &view = child<QTreeView>(*dialog, "compareView");
    QTRY_VERIFY(view.model()->rowCount() > 0);
    QCOMPARE(focus(), u"compareView"_s);
    press(Qt::Key_F8);
    QTRY_COMPARE(view.currentIndex().data().toString(), u"total_amount"_s);
    QVERIFY(clipboardAfter(Qt::Key_C, Qt::ControlModifier).contains(u"4087.50\t4087.05"_s));

    press(Qt::Key_S, Qt::AltModifier);
    QCOMPARE(focus(), u"compareShow"_s);
    press(Qt::Key_Down);
    QCOMPARE(view.model()->rowCount(), 1);
    QVERIFY(tabTo(u"compareCopy"_s));
    const QString copied = clipboardAfter(Qt::Key_Space, {});
    QCOMPARE(copied.count(u'\n'), 2);

    press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(QApplication::activeModalWidget());
    auto *files = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
    QVERIFY(files);
    const QString path = desk.data.filePath(u"compared.csv"_s);
    press(Qt::Key_A, Qt::ControlModifier);
    type(path);
    press(Qt::Key_Return);
    QTRY_VERIFY(!QApplication::activeModalWidget());
    QTRY_COMPARE(child<QLabel>(*dialog, "compareOutcome").text(), u"Saved "_s + path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains(",total_amount,,,,changed,4087.50,4087.05,"));

    desk.comeToFront(dialog);
    const QPointer<ui::CompareDialog> open(dialog);
    press(Qt::Key_Escape);
    QTRY_VERIFY(!open);
    desk.comeToFront();
    QTRY_COMPARE(focus(), u"runsList"_s);
}
