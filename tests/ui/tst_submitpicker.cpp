// SPDX-License-Identifier: MIT
#include "tests/ui/tst_submitpicker.h"

#include "app/api/apiclient.h"
#include "app/api/redactor.h"
#include "app/runs/workflowcatalog.h"
#include "tests/support/accessibility.h"
#include "tests/support/scriptedserver.h"
#include "ui/elidedbutton.h"
#include "ui/workflownames.h"
#include "ui/workflowpicker.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCompleter>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>
#include <QWheelEvent>
#include <QtTest>

using namespace Qt::StringLiterals;
using State = runs::WorkflowCatalog::State;
using support::ScriptedReply;

namespace {

const QString invoices = u"0198c0de-0000-7000-8000-00000000000a"_s;
const QString contacts = u"0198c0de-0000-7000-8000-00000000000b"_s;
const QString credits = u"0198c0de-0000-7000-8000-00000000000c"_s;
const QString unlisted = u"7b0e2f6c-1111-4222-8333-444444444444"_s;

const QByteArray three =
    R"({"count":3,"page":1,"page_size":100,"results":[
        {"id":"0198c0de-0000-7000-8000-00000000000a","name":"Invoices","description":"<b>All</b> of them"},
        {"id":"0198c0de-0000-7000-8000-00000000000b","name":"Contacts"},
        {"id":"0198c0de-0000-7000-8000-00000000000c","name":"Invoice credits"}]})";
const QByteArray none = R"({"count":0,"page":1,"page_size":100,"results":[]})";

struct Fixture {
    ScriptedReply reply = ScriptedReply::json(200, three);
    support::ScriptedServer server{[this](const support::ScriptedRequest &) {
        return reply;
    }};
    api::Redactor redactor;
    api::ApiClient client{&redactor};
    runs::WorkflowCatalog catalog;
    ui::WorkflowPicker picker{&catalog};
    QSignalSpy changed{&picker, &ui::WorkflowPicker::workflowChanged};

    explicit Fixture(bool load = true) {
        client.setEndpoint(server.url(), u"af_test_key"_s);
        catalog.setClient(&client);
        picker.resize(500, 40);
        picker.show();
        picker.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&picker));
        if (load)
            reload(State::Loaded);
    }

    void reload(State expected) {
        catalog.reload();
        QTRY_COMPARE(catalog.state(), expected);
    }
    QComboBox *combo() const { return picker.findChild<QComboBox *>(u"workflowCombo"_s); }
    QLineEdit *edit() const { return combo()->lineEdit(); }
    ui::ElidedButton *words() const { return picker.findChild<ui::ElidedButton *>(u"workflowState"_s); }
    QToolButton *again() const { return picker.findChild<QToolButton *>(u"workflowReload"_s); }
    QString state() const { return words()->isVisible() ? words()->fullText() : QString(); }
    void type(const QString &text) {
        edit()->setFocus();
        edit()->selectAll();
        QTest::keyClick(edit(), Qt::Key_Delete);
        if (!text.isEmpty())
            QTest::keyClicks(edit(), text);
        combo()->completer()->popup()->hide();
    }
};

} // namespace

void TestSubmitPicker::namesAreAProperModel() {
    Fixture f(false);
    ui::WorkflowNames names;
    names.setSourceModel(&f.catalog);
    const QAbstractItemModelTester tester(&names, QAbstractItemModelTester::FailureReportingMode::Fatal);
    f.reload(State::Loaded);
    QCOMPARE(names.rowCount(), 3);
    QCOMPARE(names.idOf(u"contacts"_s), contacts);
    QCOMPARE(names.idOf(contacts.toUpper()), contacts);
    QCOMPARE(names.idOf(u"contact"_s), QString());
    QCOMPARE(names.idsWith(u"INVOICE"_s).size(), 2);
    QCOMPARE(names.idsWith(u"00000000b"_s), QStringList{contacts});
    f.reply = ScriptedReply::json(200, none);
    f.reload(State::Empty);
    QCOMPARE(names.rowCount(), 0);
}

void TestSubmitPicker::saysThatItLoads() {
    Fixture f(false);
    QCOMPARE(f.edit()->placeholderText(), u"Choose a workflow"_s);
    f.reply = ScriptedReply::silence();
    f.catalog.reload();
    QCOMPARE(f.catalog.state(), State::Loading);
    QCOMPARE(f.edit()->placeholderText(), u"Loading workflows…"_s);
    QCOMPARE(f.state(), QString());   // once is enough
    QVERIFY(f.again()->isEnabled());  // disabled, it would hand the focus on
    f.picker.setWorkflowId(invoices); // now the box has something else to show
    QCOMPARE(f.state(), u"Loading workflows…"_s);
}

void TestSubmitPicker::saysThatThereAreNone() {
    Fixture f(false);
    f.reply = ScriptedReply::json(200, none);
    f.reload(State::Empty);
    QCOMPARE(f.edit()->placeholderText(), u"No workflows yet"_s);
    QCOMPARE(f.state(), u"create one in the AnyFormat web app"_s);
    QVERIFY(!f.words()->isEnabled()); // nothing to click
}

void TestSubmitPicker::saysThatLoadingFailed() {
    Fixture f(false);
    f.reply = ScriptedReply::json(401, R"({"error":"no","detail":"bad key","error_code":"AUTH_FAILED"})");
    f.reload(State::Failed);
    QVERIFY(!f.catalog.error().summary.isEmpty());
    QCOMPARE(f.state(), f.catalog.error().summary);
    QCOMPARE(f.words()->property("tone").toString(), u"bad"_s);
    QVERIFY(!f.words()->icon().isNull());
    QSignalSpy details(&f.picker, &ui::WorkflowPicker::errorDetailsRequested);
    QTest::mouseClick(f.words(), Qt::LeftButton);
    QCOMPARE(details.size(), 1);
    QSignalSpy reload(&f.picker, &ui::WorkflowPicker::reloadRequested);
    QTest::mouseClick(f.again(), Qt::LeftButton);
    QCOMPARE(reload.size(), 1);
    f.reply = ScriptedReply::json(200, three);
    f.reload(State::Loaded);
    QCOMPARE(f.state(), QString());
}

void TestSubmitPicker::choosesNothingByItself() {
    Fixture f;
    QCOMPARE(f.picker.workflowId(), QString());
    QCOMPARE(f.edit()->text(), QString());
    QCOMPARE(f.combo()->currentIndex(), -1);
    QCOMPARE(f.combo()->count(), 3);
    QCOMPARE(f.changed.size(), 0);
    f.reload(State::Loaded);
    QCOMPARE(f.picker.workflowId(), QString());
}

void TestSubmitPicker::typedTextChooses_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("state");
    QTest::newRow("a name") << u"Contacts"_s << contacts << u"Contacts"_s << QString();
    QTest::newRow("any case, spaces around") << u" contACTS "_s << contacts << u"Contacts"_s << QString();
    QTest::newRow("its id") << contacts << contacts << u"Contacts"_s << QString();
    QTest::newRow("an id that is not listed") << unlisted << unlisted << unlisted << u"custom id"_s;
    QTest::newRow("nearly an id") << unlisted.chopped(1) << QString() << QString() << u"no such workflow"_s;
    QTest::newRow("part of several names")
        << u"Invoice"_s << QString() << QString() << u"choose from the list"_s;
    QTest::newRow("part of no name") << u"Orders"_s << QString() << QString() << u"no such workflow"_s;
    QTest::newRow("nothing") << QString() << QString() << QString() << QString();
}

void TestSubmitPicker::typedTextChooses() {
    QFETCH(QString, text);
    Fixture f;
    f.type(text);
    QTEST(f.picker.workflowId(), "id");
    QTEST(f.picker.workflowName(), "name");
    QTEST(f.state(), "state");
    if (!f.picker.workflowId().isEmpty()) {
        QCOMPARE(f.changed.last(), (QVariantList{f.picker.workflowId(), f.picker.workflowName()}));
        // What is shown and what is chosen part at once when a person types on.
        QTest::keyClicks(f.edit(), u"x"_s);
        QCOMPARE(f.picker.workflowId(), QString());
        QCOMPARE(f.changed.last(), (QVariantList{QString(), QString()}));
    }
}

void TestSubmitPicker::returnChoosesTheOnlyMatch() {
    Fixture f;
    f.type(u"tact"_s);
    QCOMPARE(f.picker.workflowId(), QString());
    QTest::keyClick(f.edit(), Qt::Key_Return);
    QCOMPARE(f.picker.workflowId(), contacts);
    QCOMPARE(f.edit()->text(), u"Contacts"_s);
    f.type(u"invoice"_s); // two of them: a person has to say which
    QTest::keyClick(f.edit(), Qt::Key_Return);
    QCOMPARE(f.picker.workflowId(), QString());
    QCOMPARE(f.edit()->text(), u"invoice"_s);
}

void TestSubmitPicker::completerFindsNameAndId() {
    Fixture f;
    QCompleter *completer = f.combo()->completer();
    const auto found = [&](const QString &text) {
        completer->setCompletionPrefix(text);
        QStringList names;
        for (int row = 0; row < completer->completionModel()->rowCount(); ++row)
            names << completer->completionModel()->index(row, 0).data().toString();
        return names;
    };
    QCOMPARE(found(u"VOICE"_s), (QStringList{u"Invoice credits"_s, u"Invoices"_s}));
    QCOMPARE(found(u"00000000b"_s), QStringList{u"Contacts"_s});
    QCOMPARE(found(u"zzz"_s), QStringList());

    f.edit()->setFocus();
    QTest::keyClicks(f.edit(), u"voice"_s);
    QTRY_VERIFY(completer->popup()->isVisible());
    QTest::keyClick(completer->popup(), Qt::Key_Down);
    QTest::keyClick(completer->popup(), Qt::Key_Down);
    QTest::keyClick(completer->popup(), Qt::Key_Return);
    QCOMPARE(f.picker.workflowId(), invoices);
    QCOMPARE(f.edit()->text(), u"Invoices"_s);
}

void TestSubmitPicker::listChooses() {
    Fixture f;
    f.combo()->setFocus();
    f.combo()->showPopup();
    QTRY_VERIFY(f.combo()->view()->isVisible());
    f.combo()->view()->setCurrentIndex(f.combo()->model()->index(0, 0));
    QTest::keyClick(f.combo()->view(), Qt::Key_Return);
    QCOMPARE(f.picker.workflowId(), contacts); // sorted by name
    QCOMPARE(f.changed, (QList<QVariantList>{{contacts, u"Contacts"_s}}));
}

void TestSubmitPicker::rememberedIdIsFoundWhenListed() {
    Fixture f(false);
    f.picker.setWorkflowId(invoices);
    QCOMPARE(f.picker.workflowId(), invoices);
    QCOMPARE(f.edit()->text(), invoices);
    QCOMPARE(f.state(), QString()); // nobody knows yet whether it is listed
    f.reload(State::Loaded);
    QCOMPARE(f.picker.workflowName(), u"Invoices"_s);
    QCOMPARE(f.edit()->text(), u"Invoices"_s);
    QCOMPARE(f.changed.last(), (QVariantList{invoices, u"Invoices"_s}));
    f.picker.setWorkflowId({});
    QCOMPARE(f.edit()->text(), QString());
    QCOMPARE(f.picker.workflowName(), QString());
}

void TestSubmitPicker::unlistedIdStaysChosen() {
    Fixture f(false);
    f.picker.setWorkflowId(unlisted);
    f.reload(State::Loaded);
    QCOMPARE(f.picker.workflowId(), unlisted);
    QCOMPARE(f.edit()->text(), unlisted);
    QCOMPARE(f.state(), u"custom id"_s);
    f.catalog.setClient(nullptr); // another service: the rows go, the choice is the window's affair
    QCOMPARE(f.picker.workflowId(), unlisted);
    QCOMPARE(f.edit()->text(), unlisted);
}

void TestSubmitPicker::emptiedBoxGetsItsChoiceBack() {
    Fixture f;
    f.picker.setWorkflowId(invoices);
    f.type({});
    QCOMPARE(f.picker.workflowId(), QString());
    f.again()->setFocus();
    QTRY_COMPARE(f.picker.workflowId(), invoices);
    QCOMPARE(f.edit()->text(), u"Invoices"_s);
}

void TestSubmitPicker::typedTextSurvivesReload() {
    Fixture f;
    f.type(u"Ord"_s);
    f.reload(State::Loaded);
    QCOMPARE(f.edit()->text(), u"Ord"_s);
    QCOMPARE(f.picker.workflowId(), QString());
    QCOMPARE(f.state(), u"no such workflow"_s);
}

void TestSubmitPicker::namesAreNotRichText() {
    Fixture f;
    f.picker.setWorkflowId(invoices);
    QVERIFY(f.combo()->toolTip().contains(u"&lt;b&gt;All"_s));
    QVERIFY(f.combo()->toolTip().contains(invoices));
}

void TestSubmitPicker::wheelDoesNotChoose() {
    Fixture f;
    f.picker.setWorkflowId(contacts);
    const auto turn = [&] {
        QWheelEvent event(QPointF(20, 10), f.combo()->mapToGlobal(QPointF(20, 10)), {}, QPoint(0, -120),
            Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(f.combo(), &event);
    };
    f.again()->setFocus();
    turn();
    QCOMPARE(f.picker.workflowId(), contacts);
    f.combo()->setFocus();
    turn();
    QVERIFY(f.picker.workflowId() != contacts); // with the focus it is meant
}

void TestSubmitPicker::everyControlHasAName() {
    Fixture f(false);
    f.reply = ScriptedReply::json(500, "{}");
    f.reload(State::Failed);
    QCOMPARE(support::namelessControls(&f.picker).join(u", "_s), QString());
}
