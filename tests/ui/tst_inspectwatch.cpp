// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectwatch.h"

#include "tests/support/accessibility.h"
#include "tests/ui/inspectdata.h"
#include "ui/watchpanel.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using testdata::child;
using ui::WatchPanel;

namespace {

WatchPanel::View view(const QString &folder, bool on) {
    WatchPanel::View made;
    made.workflow = u"Invoices"_s;
    made.folder = folder;
    made.on = on;
    made.words = u"Watched"_s;
    return made;
}

struct Shown {
    WatchPanel panel;

    explicit Shown(const WatchPanel::View &what) {
        panel.show(what);
        panel.QWidget::show();
    }
    QStringList buttons() {
        QStringList names;
        for (const QPushButton *button : panel.findChildren<QPushButton *>()) {
            if (button->isVisible())
                names << button->objectName().mid(5);
        }
        return names;
    }
    void press(const char *name) { child<QPushButton>(panel, name).click(); }
    QString words(const char *name = "watchWords") { return child<QLabel>(panel, name).text(); }
};

} // namespace

void InspectWatchTest::offersWhatTheStateAllows_data() {
    QTest::addColumn<QString>("workflow");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<bool>("on");
    QTest::addColumn<QStringList>("buttons");
    QTest::newRow("no workflow") << QString() << QString() << false << QStringList{};
    QTest::newRow("none") << u"Invoices"_s << QString() << false << QStringList{u"Choose"_s};
    QTest::newRow("on") << u"Invoices"_s << u"/in"_s << true << QStringList{u"Choose"_s, u"Stop"_s};
    QTest::newRow("off") << u"Invoices"_s << u"/in"_s << false
                         << QStringList{u"Choose"_s, u"Again"_s, u"Forget"_s};
}

void InspectWatchTest::offersWhatTheStateAllows() {
    QFETCH(QString, workflow);
    QFETCH(QString, folder);
    QFETCH(bool, on);
    QFETCH(QStringList, buttons);
    WatchPanel::View what = view(folder, on);
    what.workflow = workflow;
    Shown t(what);
    QCOMPARE(t.buttons(), buttons);
    QVERIFY(!t.words().isEmpty());
}

void InspectWatchTest::asksAboutWhatIsThere() {
    Shown t(view({}, false));
    QSignalSpy examine(&t.panel, &WatchPanel::examineRequested);
    QSignalSpy watch(&t.panel, &WatchPanel::watchRequested);
    t.panel.examine(u"/in"_s);
    QCOMPARE(examine.size(), 1);
    QCOMPARE(t.buttons(), QStringList({u"Cancel"_s})); // still counting
    t.panel.showExamined(u"/in"_s, 12, {});
    QVERIFY(t.words().contains(u"12 files are in it already"_s));
    QCOMPARE(t.buttons(), QStringList({u"NewOnly"_s, u"All"_s, u"Cancel"_s}));
    t.press("watchNewOnly");
    QCOMPARE(watch.size(), 1);
    QCOMPARE(watch.first().at(0).toString(), u"/in"_s);
    QCOMPARE(watch.first().at(1).toBool(), false);

    t.panel.show(view(u"/in"_s, false));
    t.press("watchAgain");
    t.panel.showExamined(u"/in"_s, 1, {});
    t.press("watchAll");
    QCOMPARE(watch.last().at(1).toBool(), true);

    t.panel.examine(u"/empty"_s);
    t.panel.showExamined(u"/empty"_s, 0, {});
    QCOMPARE(t.buttons(), QStringList({u"NewOnly"_s, u"Cancel"_s}));
    t.press("watchCancel");
    QCOMPARE(watch.size(), 2);
    QCOMPARE(t.words("watchFolder"), u"/in"_s);
}

void InspectWatchTest::folderThatCannotBeWatched() {
    Shown t(view({}, false));
    t.panel.examine(u"/in"_s);
    t.panel.showExamined(u"/in"_s, 0, u"Permission denied"_s);
    QVERIFY(t.words().contains(u"Permission denied"_s));
    QCOMPARE(t.buttons(), QStringList({u"Cancel"_s}));
}

void InspectWatchTest::lateCountOfAnotherFolder() {
    Shown t(view({}, false));
    t.panel.examine(u"/one"_s);
    t.panel.examine(u"/two"_s);
    t.panel.showExamined(u"/one"_s, 7, {});
    QCOMPARE(t.buttons(), QStringList({u"Cancel"_s}));
}

void InspectWatchTest::otherWorkflowDropsTheQuestion() {
    Shown t(view({}, false));
    t.panel.examine(u"/in"_s);
    t.panel.showExamined(u"/in"_s, 3, {});
    WatchPanel::View other = view({}, false);
    other.workflow = u"Receipts"_s;
    t.panel.show(other);
    QCOMPARE(t.buttons(), QStringList({u"Choose"_s}));
    QVERIFY(t.words("watchFolder").contains(u"Receipts"_s));
}

void InspectWatchTest::heldBackOnesCanBeLookedAt() {
    WatchPanel::View what = view(u"/in"_s, true);
    what.heldBack = {u"/in/a.pdf"_s, u"/in/b.pdf"_s};
    Shown t(what);
    QSignalSpy wanted(&t.panel, &WatchPanel::heldBackRequested);
    QCOMPARE(child<QPushButton>(t.panel, "watchHeldBack").text(), u"Look at the 2 held back"_s);
    t.press("watchHeldBack");
    QCOMPARE(wanted.first().first().toStringList(), what.heldBack);
}
