// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectunconfirmed.h"

#include "tests/support/accessibility.h"
#include "tests/ui/inspectdata.h"
#include "ui/resultpane.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using runs::Candidate;
using runs::RunState;
using testdata::child;
using testdata::start;

namespace {

QList<Candidate> candidates(int count) {
    QList<Candidate> all;
    for (int i = 0; i < count; ++i)
        all << Candidate{u"c-%1"_s.arg(i), u"invoice-0847.pdf"_s, u"processing"_s, start() + i * 1000};
    return all;
}

struct Shown {
    ui::ResultPane pane;

    Shown() {
        pane.resize(900, 700);
        pane.show();
        pane.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&pane));
        pane.showRun(testdata::run(RunState::Unconfirmed, 4711));
    }
    QTreeWidget &list() { return child<QTreeWidget>(pane, "candidatesList"); }
    QPushButton &adopt() { return child<QPushButton>(pane, "candidatesAdopt"); }
    QPushButton &look() { return child<QPushButton>(pane, "candidatesLook"); }
    QString words() { return child<QLabel>(pane, "candidatesWords").text(); }
};

} // namespace

void InspectUnconfirmedTest::saysHowTheSearchGoes_data() {
    QTest::addColumn<int>("found");
    QTest::addColumn<bool>("looking");
    QTest::addColumn<QString>("words");
    QTest::newRow("looking") << 0 << true << u"It is still being looked for at the service."_s;
    QTest::newRow("looking, some") << 2 << true
                                   << u"It is still being looked for. The service lists what may be it:"_s;
    QTest::newRow("ended") << 0 << false << u"It is not being looked for any more."_s;
    QTest::newRow("ended, some") << 1 << false
                                 << u"The service lists what may be it. Choose, and nothing is sent again:"_s;
}

void InspectUnconfirmedTest::saysHowTheSearchGoes() {
    QFETCH(int, found);
    QFETCH(bool, looking);
    Shown s;
    s.pane.setSearch(candidates(found), looking);
    QTEST(s.words(), "words");
    QCOMPARE(s.look().isEnabled(), !looking);
    QCOMPARE(s.list().isVisible(), found > 0);
    QCOMPARE(s.adopt().isVisible(), found > 0);
    QVERIFY(child<QPushButton>(s.pane, "endingSendAgainButton").isVisible());
    QCOMPARE(support::namelessControls(&s.pane), QStringList());
}

void InspectUnconfirmedTest::listsWhatMayBeIt() {
    Shown s;
    QList<Candidate> some = candidates(2);
    some[1].name.clear();
    some[1].createdAt = 0;
    s.pane.setSearch(some, false);
    const auto row = [&](int index) {
        QStringList cells;
        for (int column = 0; column < 4; ++column)
            cells << s.list().topLevelItem(index)->text(column);
        return cells.join(u'|');
    };
    QCOMPARE(row(0), u"invoice-0847.pdf|14:02:05|processing|c-0"_s);
    QCOMPARE(row(1), u"(no name)|unknown|processing|c-1"_s);
    QVERIFY(!s.adopt().isEnabled());
    QSignalSpy adopted(&s.pane, &ui::ResultPane::adoptRequested);
    s.list().setCurrentItem(s.list().topLevelItem(1));
    QVERIFY(s.adopt().isEnabled());
    QTest::mouseClick(&s.adopt(), Qt::LeftButton);
    QCOMPARE(adopted, (QList<QVariantList>{{qint64(4711), u"c-1"_s}}));
}

void InspectUnconfirmedTest::keyboardAloneIsEnough() {
    Shown s;
    s.pane.setSearch(candidates(3), false);
    QSignalSpy adopted(&s.pane, &ui::ResultPane::adoptRequested);
    QSignalSpy looked(&s.pane, &ui::ResultPane::lookAgainRequested);
    s.list().setFocus(Qt::TabFocusReason);
    QTest::keyClick(&s.list(), Qt::Key_Down);
    QTest::keyClick(&s.list(), Qt::Key_Down);
    const QString chosen = s.list().currentItem()->text(3);
    QTest::keyClick(&s.list(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), &s.adopt());
    QTest::keyClick(&s.adopt(), Qt::Key_Space);
    QCOMPARE(adopted.size(), 1);
    QCOMPARE(adopted.first().at(1).toString(), chosen);
    QTest::keyClick(&s.adopt(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), &s.look());
    QTest::keyClick(&s.look(), Qt::Key_Space);
    QCOMPARE(looked, QList<QVariantList>{{qint64(4711)}});
    QTest::keyClick(&s.look(), Qt::Key_Tab);
    QVERIFY(QApplication::focusWidget());
    QCOMPARE(QApplication::focusWidget()->objectName(), u"endingSendAgainButton"_s);
}

/// The search is told of every second.
void InspectUnconfirmedTest::theChoiceStays() {
    Shown s;
    s.pane.setSearch(candidates(3), true);
    s.list().setCurrentItem(s.list().topLevelItem(1));
    s.pane.setSearch(candidates(3), true);
    QCOMPARE(s.list().selectedItems().value(0), s.list().topLevelItem(1));
    s.pane.setSearch(candidates(2), false); // one is gone
    QVERIFY(!s.list().selectedItems().isEmpty());
    QCOMPARE(s.list().selectedItems().first()->text(3), u"c-1"_s);
    s.pane.setSearch(candidates(1), false); // the chosen one is gone: nothing is chosen for the person
    QVERIFY(s.list().selectedItems().isEmpty());
    QVERIFY(!s.adopt().isEnabled());
}

void InspectUnconfirmedTest::anotherRunHasOtherCandidates() {
    Shown s;
    s.pane.setSearch(candidates(3), false);
    s.pane.showRun(testdata::run(RunState::Unconfirmed, 4711));
    QCOMPARE(s.list().topLevelItemCount(), 3);
    s.pane.showRun(testdata::run(RunState::Unconfirmed, 4712));
    QCOMPARE(s.list().topLevelItemCount(), 0); // until they are known
    QVERIFY(!s.adopt().isVisible());
}

void InspectUnconfirmedTest::onlyUnconfirmedRunsHaveIt() {
    Shown s;
    s.pane.setSearch(candidates(3), false);
    s.pane.showRun(testdata::run(RunState::Waiting, 4711)); // it was found
    s.pane.setSearch(candidates(3), false);
    QVERIFY(!s.list().isVisible());
    QVERIFY(!s.adopt().isVisible());
    QVERIFY(!s.look().isVisible());
}

void InspectUnconfirmedTest::strangeNamesStayText() {
    Shown s;
    QList<Candidate> one = candidates(1);
    one[0].name = u"<b>bold</b>\n"_s + QString(500, u'n');
    s.pane.setSearch(one, false);
    const QTreeWidgetItem *item = s.list().topLevelItem(0);
    QVERIFY(!item->text(0).contains(u'\n'));
    QVERIFY(!item->toolTip(0).contains(u"<b>"_s));
    QVERIFY(s.pane.minimumSizeHint().width() <= 480);
}
