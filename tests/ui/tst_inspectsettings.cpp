// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectsettings.h"

#include "app/settings/apikeys.h"
#include "app/settings/settings.h"
#include "tests/settings/fakecredentialstore.h"
#include "tests/support/accessibility.h"
#include "tests/ui/inspectdata.h"
#include "ui/settingsdialog.h"

#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QMessageBox>
#include <QMetaProperty>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using settings::Appearance;
using settings::CredentialStatus;
using settings::KeyState;
using settings::Profile;
using testdata::child;

namespace {

const QString serviceAddress = u"https://api.anyformat.ai"_s;
const QString secret = u"af_4f2d81c07b9e4aa6"_s;

QProcessEnvironment environmentWith(const QString &address, const QString &key) {
    QProcessEnvironment environment;
    if (!address.isEmpty())
        environment.insert(u"ANYFORMAT_BASE_URL"_s, address);
    if (!key.isEmpty())
        environment.insert(u"ANYFORMAT_API_KEY"_s, key);
    return environment;
}

/// The dialog in sight over settings in a temporary folder and a keychain in memory, for the service.
struct Shown {
    explicit Shown(KeyState state = KeyState::None, const QString &address = {})
        : settings(
              folder.path(), environmentWith(address, state == KeyState::Environment ? secret : QString()))
        , keys(&store, settings.environmentKey()) {
        settings.setProfile(Profile::Service);
        const std::pair<KeyState, CredentialStatus> failures[] = {
            {KeyState::Locked, CredentialStatus::Locked}, {KeyState::Denied, CredentialStatus::Denied},
            {KeyState::Unavailable, CredentialStatus::Unavailable}};
        for (const auto &[failing, status] : failures) {
            if (state == failing)
                store.failure = status;
        }
        if (state == KeyState::Stored)
            store.entries[serviceAddress] = secret;
        keys.setBaseUrl(settings.baseUrl());
        if (state != KeyState::Checking)
            store.answer();
        if (state == KeyState::SessionOnly)
            keys.useForSession(secret);
        dialog.show();
    }

    QLineEdit &field() { return child<QLineEdit>(dialog, "keyField"); }
    QPushButton &button(const char *name) { return child<QPushButton>(dialog, name); }
    QString outcome() { return child<QLabel>(dialog, "keyOutcome").text(); }
    void press(const char *name) { QTest::keyClick(&button(name), Qt::Key_Space); }

    QStringList visibleKeyButtons() {
        QStringList names;
        for (const char *name :
            {"keySaveButton", "keySessionButton", "keyTryAgainButton", "keyRemoveButton", "keyTestButton"}) {
            if (button(name).isVisible())
                names += QLatin1String(name) + (button(name).isEnabled() ? u""_s : u" (off)"_s);
        }
        return names;
    }

    QTemporaryDir folder;
    FakeCredentialStore store;
    settings::Settings settings;
    settings::ApiKeys keys;
    ui::SettingsDialog dialog{&settings, &keys};
};

/// Every text that a widget under `root` holds or tells, in whatever property.
QStringList textsUnder(const QWidget &root) {
    QStringList texts;
    const QList<QWidget *> widgets = root.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const QMetaObject *meta = widget->metaObject();
        for (int i = 0; i < meta->propertyCount(); ++i) {
            if (meta->property(i).metaType().id() == QMetaType::QString)
                texts += meta->property(i).read(widget).toString();
        }
    }
    return texts;
}

} // namespace

void InspectSettingsTest::keyStates_data() {
    QTest::addColumn<KeyState>("state");
    QTest::addColumn<bool>("remedy");
    QTest::addColumn<QStringList>("buttons"); // with nothing typed

    const QString save = u"keySaveButton (off)"_s;
    const QString session = u"keySessionButton (off)"_s;
    const QString tryAgain = u"keyTryAgainButton"_s;
    const QString remove = u"keyRemoveButton"_s;
    const QString test = u"keyTestButton"_s;
    const QString noTest = u"keyTestButton (off)"_s;
    QTest::newRow("checking") << KeyState::Checking << false << QStringList{save, noTest};
    QTest::newRow("none") << KeyState::None << true << QStringList{save, noTest};
    QTest::newRow("stored") << KeyState::Stored << false << QStringList{save, remove, test};
    QTest::newRow("locked") << KeyState::Locked << true << QStringList{save, session, tryAgain, noTest};
    QTest::newRow("denied") << KeyState::Denied << true << QStringList{save, session, tryAgain, noTest};
    QTest::newRow("unavailable") << KeyState::Unavailable << true << QStringList{session, tryAgain, noTest};
    QTest::newRow("session") << KeyState::SessionOnly << true << QStringList{save, session, remove, test};
    QTest::newRow("environment") << KeyState::Environment << false << QStringList{test};
}

void InspectSettingsTest::keyStates() {
    QFETCH(KeyState, state);
    QFETCH(bool, remedy);
    Shown shown(state);
    QCOMPARE(shown.keys.state(), state);
    QCOMPARE(child<QLabel>(shown.dialog, "keyState").text(), shown.keys.stateText());
    QCOMPARE(child<QLabel>(shown.dialog, "keyRemedy").text(), shown.keys.remedy());
    QCOMPARE(child(shown.dialog, "keyRemedy").isVisible(), remedy);
    QTEST(shown.visibleKeyButtons(), "buttons");
    QCOMPARE(shown.field().isVisible(), state != KeyState::Environment);
    QCOMPARE(shown.field().echoMode(), QLineEdit::Password);
    QVERIFY(shown.field().text().isEmpty());

    QTest::keyClicks(&shown.field(), u"af_other"_s);
    const bool canSave = state != KeyState::Unavailable && state != KeyState::Checking;
    if (shown.field().isVisible())
        QCOMPARE(shown.button("keySaveButton").isEnabled(), canSave);
    if (shown.button("keySessionButton").isVisible())
        QVERIFY(shown.button("keySessionButton").isEnabled());
}

void InspectSettingsTest::savingWipesTheField() {
    Shown shown;
    QTest::keyClicks(&shown.field(), u" "_s + secret);
    QTest::keyClick(&shown.field(), Qt::Key_Return);
    QVERIFY(shown.dialog.isVisible());
    QCOMPARE(shown.outcome(), u"Saving…"_s);
    QVERIFY(shown.field().isReadOnly());
    QCOMPARE(shown.dialog.focusWidget(), &shown.field());
    QVERIFY(shown.store.answer());
    QCOMPARE(shown.store.entries[serviceAddress], secret);
    QCOMPARE(shown.keys.state(), KeyState::Stored);
    QCOMPARE(shown.outcome(), u"Saved."_s);
    QVERIFY(!shown.field().isReadOnly());
    QCOMPARE(shown.dialog.focusWidget(), &shown.field());
    QCOMPARE(shown.field().text(), QString());
    shown.field().undo();
    QCOMPARE(shown.field().text(), QString());
}

void InspectSettingsTest::failedSavingOffersTheSession() {
    Shown shown;
    QVERIFY(!shown.button("keySessionButton").isVisible());
    shown.store.failure = CredentialStatus::Denied;
    QTest::keyClicks(&shown.field(), secret);
    shown.press("keySaveButton");
    QVERIFY(shown.store.answer());
    QVERIFY2(shown.outcome().startsWith(u"Not saved: "_s), qPrintable(shown.outcome()));
    QCOMPARE(shown.keys.key(), QString());
    // What was typed is still there, so it need not be pasted again.
    QVERIFY(shown.button("keySessionButton").isVisible());
    shown.press("keySessionButton");
    QCOMPARE(shown.keys.state(), KeyState::SessionOnly);
    QCOMPARE(shown.keys.key(), secret);
    QCOMPARE(shown.field().text(), QString());
    QVERIFY(shown.store.entries.empty());
}

void InspectSettingsTest::badKeysAreRefusedHere() {
    Shown shown;
    QTest::keyClicks(&shown.field(), u"af_ 1"_s);
    shown.press("keySaveButton");
    QCOMPARE(shown.outcome(), settings::ApiKeys::refuse(u"af_ 1"_s));
    QVERIFY(!shown.outcome().isEmpty());
    QVERIFY(!shown.store.answer()); // the keychain was not asked
    QVERIFY(shown.field().isEnabled());
}

void InspectSettingsTest::sessionKeyWipesTheField() {
    Shown shown(KeyState::Unavailable);
    QTest::keyClicks(&shown.field(), secret);
    shown.press("keySessionButton");
    QCOMPARE(shown.keys.key(), secret);
    QCOMPARE(shown.field().text(), QString());
    QCOMPARE(child<QLabel>(shown.dialog, "keyState").text(), shown.keys.stateText());
}

void InspectSettingsTest::removingAsksInPlace() {
    Shown shown(KeyState::Stored);
    QVERIFY(!shown.button("keyConfirmRemoveButton").isVisible());
    shown.press("keyRemoveButton");
    QVERIFY(shown.button("keyConfirmRemoveButton").isVisible());
    QCOMPARE(
        child<QLabel>(shown.dialog, "keyConfirmWords").text(), u"Remove the key from the test keychain?"_s);
    shown.press("keyConfirmKeepButton");
    QVERIFY(!shown.button("keyConfirmRemoveButton").isVisible());
    QCOMPARE(shown.keys.state(), KeyState::Stored);

    shown.press("keyRemoveButton");
    shown.press("keyConfirmRemoveButton");
    QVERIFY(shown.store.answer());
    QCOMPARE(shown.keys.state(), KeyState::None);
    QVERIFY(shown.store.entries.empty());
    QCOMPARE(shown.outcome(), u"Removed."_s);
    QVERIFY(!shown.button("keyConfirmRemoveButton").isVisible());
}

void InspectSettingsTest::tryAgainAsksTheKeychain() {
    Shown shown(KeyState::Locked);
    shown.store.failure = CredentialStatus::Ok;
    shown.store.entries[serviceAddress] = secret;
    shown.press("keyTryAgainButton");
    QCOMPARE(shown.keys.state(), KeyState::Checking);
    QVERIFY(shown.store.answer());
    QCOMPARE(child<QLabel>(shown.dialog, "keyState").text(), u"API key stored in the test keychain"_s);
    QVERIFY(!shown.button("keyTryAgainButton").isVisible());
}

void InspectSettingsTest::testingShowsTheAnswer() {
    Shown shown(KeyState::Stored);
    QSignalSpy spy(&shown.dialog, &ui::SettingsDialog::testRequested);
    shown.press("keyTestButton");
    QCOMPARE(spy.count(), 1);
    QCOMPARE(shown.outcome(), u"Testing…"_s);
    shown.press("keyTestButton"); // on, so that the focus stays, and deaf
    QCOMPARE(spy.count(), 1);
    shown.dialog.showTestResult(false, u"The key was rejected <b>(401)</b>."_s);
    QCOMPARE(shown.outcome(), u"The key was rejected <b>(401)</b>."_s);
    QCOMPARE(child<QLabel>(shown.dialog, "keyOutcome").textFormat(), Qt::PlainText);
    QVERIFY(shown.button("keyTestButton").isEnabled());
}

void InspectSettingsTest::testAnswerGoesWithItsKey() {
    Shown shown(KeyState::Stored);
    shown.dialog.showTestResult(true, u"The key works."_s);
    shown.keys.useForSession(u"af_other"_s);
    QCOMPARE(shown.outcome(), QString());
}

void InspectSettingsTest::sandboxKeyIsNotTested() {
    Shown shown(KeyState::Stored);
    QVERIFY(shown.button("keyTestButton").isEnabled());
    shown.settings.setProfile(Profile::Sandbox);
    QVERIFY(!shown.button("keyTestButton").isEnabled());
    QVERIFY(!shown.button("keyTestButton").toolTip().isEmpty());
}

void InspectSettingsTest::typedKeyGoesWithTheDialog() {
    Shown shown;
    QTest::keyClicks(&shown.field(), secret);
    QTest::keyClick(&shown.dialog, Qt::Key_Escape);
    QVERIFY(!shown.dialog.isVisible());
    QCOMPARE(shown.field().text(), QString());
}

void InspectSettingsTest::keyIsNeverShown() {
    for (const KeyState state : {KeyState::Stored, KeyState::SessionOnly, KeyState::Environment}) {
        Shown shown(state);
        QCOMPARE(shown.keys.key(), secret);
        const QStringList texts = textsUnder(shown.dialog);
        QVERIFY(texts.contains(shown.keys.stateText())); // the search sees what is there
        QVERIFY(texts.filter(secret).isEmpty());
    }
    Shown shown;
    QTest::keyClicks(&shown.field(), secret);
    QVERIFY(!textsUnder(shown.dialog).filter(secret).isEmpty()); // the person's own typing
    shown.press("keySaveButton");
    QVERIFY(shown.store.answer());
    shown.press("keyRemoveButton");
    QVERIFY(textsUnder(shown.dialog).filter(secret).isEmpty());
}

void InspectSettingsTest::profileAppliesAtOnce() {
    Shown shown;
    QVERIFY(child<QRadioButton>(shown.dialog, "profileService").isChecked());
    QTest::keyClick(&child<QRadioButton>(shown.dialog, "profileSandbox"), Qt::Key_Space);
    QCOMPARE(shown.settings.profile(), Profile::Sandbox);
    QTest::keyClick(&child<QRadioButton>(shown.dialog, "profileService"), Qt::Key_Space);
    QCOMPARE(shown.settings.profile(), Profile::Service);
    shown.settings.setProfile(Profile::Sandbox); // from elsewhere
    QVERIFY(child<QRadioButton>(shown.dialog, "profileSandbox").isChecked());
}

void InspectSettingsTest::address_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("used"); // empty: refused

    QTest::newRow("https") << u"https://eu.anyformat.ai"_s << u"https://eu.anyformat.ai"_s;
    QTest::newRow("no scheme") << u" eu.anyformat.ai "_s << u"https://eu.anyformat.ai"_s;
    QTest::newRow("loopback") << u"http://127.0.0.1:8080"_s << u"http://127.0.0.1:8080"_s;
    QTest::newRow("nothing is the default") << u"  "_s << serviceAddress;
    QTest::newRow("http elsewhere") << u"http://api.anyformat.ai"_s << QString();
    QTest::newRow("another scheme") << u"ftp://api.anyformat.ai"_s << QString();
    QTest::newRow("with a password") << u"https://a:b@api.anyformat.ai"_s << QString();
    QTest::newRow("not an address") << u"https://"_s << QString();
}

void InspectSettingsTest::address() {
    QFETCH(QString, typed);
    QFETCH(QString, used);
    Shown shown;
    shown.settings.setBaseUrl(QUrl(u"https://before.example"_s));
    auto &edit = child<QLineEdit>(shown.dialog, "serviceAddress");
    const auto &note = child<QLabel>(shown.dialog, "serviceAddressNote");
    QCOMPARE(edit.text(), u"https://before.example"_s);
    edit.setText(typed);
    QTest::keyClick(&edit, Qt::Key_Return);
    QVERIFY(shown.dialog.isVisible()); // Return ends the editing, not the dialog
    if (used.isEmpty()) {
        QCOMPARE(shown.settings.baseUrl(), QUrl(u"https://before.example"_s));
        QVERIFY(note.isVisible());
        QVERIFY(note.text().endsWith(u"Still in use: https://before.example"_s));
        QCOMPARE(edit.text(), typed);
    } else {
        QCOMPARE(shown.settings.baseUrl(), QUrl(used));
        QCOMPARE(edit.text(), used);
        QVERIFY(!note.isVisible());
    }
}

void InspectSettingsTest::addressCanBeReset() {
    Shown shown;
    auto &reset = shown.button("serviceAddressReset");
    QVERIFY(!reset.isEnabled());
    shown.settings.setBaseUrl(QUrl(u"https://eu.anyformat.ai"_s));
    QVERIFY(reset.isEnabled());
    QTest::keyClick(&reset, Qt::Key_Space);
    QCOMPARE(shown.settings.baseUrl(), QUrl(serviceAddress));
    QCOMPARE(child<QLineEdit>(shown.dialog, "serviceAddress").text(), serviceAddress);
}

void InspectSettingsTest::addressCheckIsTheCallers() {
    Shown shown;
    QUrl asked;
    shown.dialog.setAddressCheck([&asked](const QUrl &url) {
        asked = url;
        return u"No."_s;
    });
    auto &edit = child<QLineEdit>(shown.dialog, "serviceAddress");
    edit.setText(u"https://eu.anyformat.ai"_s);
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(asked, QUrl(u"https://eu.anyformat.ai"_s));
    QCOMPARE(shown.settings.baseUrl(), QUrl(serviceAddress));
    QCOMPARE(child<QLabel>(shown.dialog, "serviceAddressNote").text(),
        u"No. Still in use: https://api.anyformat.ai"_s);
}

void InspectSettingsTest::environmentIsReadOnly() {
    Shown shown(KeyState::Environment, u"https://eu.anyformat.ai"_s);
    auto &edit = child<QLineEdit>(shown.dialog, "serviceAddress");
    QVERIFY(edit.isReadOnly());
    QCOMPARE(edit.text(), u"https://eu.anyformat.ai"_s);
    QVERIFY(!shown.button("serviceAddressReset").isVisible());
    QVERIFY(
        child<QLabel>(shown.dialog, "serviceAddressNote").text().startsWith(u"from ANYFORMAT_BASE_URL"_s));
    QVERIFY(child<QLabel>(shown.dialog, "keyState").text().contains(u"ANYFORMAT_API_KEY"_s));
    QVERIFY(!shown.field().isVisible());
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(shown.settings.baseUrl(), QUrl(u"https://eu.anyformat.ai"_s));
}

void InspectSettingsTest::appearanceAppliesAtOnce() {
    Shown shown;
    QVERIFY(child<QRadioButton>(shown.dialog, "appearanceSystem").isChecked());
    const std::pair<const char *, Appearance> choices[] = {{"appearanceDark", Appearance::Dark},
        {"appearanceLight", Appearance::Light}, {"appearanceSystem", Appearance::System}};
    for (const auto &[name, appearance] : choices) {
        QTest::keyClick(&child<QRadioButton>(shown.dialog, name), Qt::Key_Space);
        QCOMPARE(shown.settings.appearance(), appearance);
    }
    shown.settings.setAppearance(Appearance::Light); // from elsewhere
    QVERIFY(child<QRadioButton>(shown.dialog, "appearanceLight").isChecked());
}

void InspectSettingsTest::dialogGrowsWithItsWords() {
    Shown shown(KeyState::Stored);
    QVERIFY(QTest::qWaitForWindowExposed(&shown.dialog));
    const int before = shown.dialog.height();
    shown.dialog.showTestResult(false, u"A rather long answer that wraps. "_s.repeated(12));
    QTRY_VERIFY(shown.dialog.height() > before);
    const auto &label = child<QLabel>(shown.dialog, "keyOutcome");
    QTRY_VERIFY(label.height() >= label.heightForWidth(label.width()));
}

void InspectSettingsTest::scrollsOnALowScreen() {
    Shown shown(KeyState::Locked); // with the most to say
    QVERIFY(QTest::qWaitForWindowExposed(&shown.dialog));
    QVERIFY(shown.dialog.frameGeometry().height() <= shown.dialog.screen()->availableGeometry().height());
    shown.dialog.resize(shown.dialog.minimumWidth(), 420);
    const auto &scroll = child<QScrollArea>(shown.dialog, "settingsScroll");
    QTRY_VERIFY(scroll.verticalScrollBar()->maximum() > 0);
    QCOMPARE(scroll.horizontalScrollBar()->maximum(), 0);
    const auto inSight = [&shown](const QWidget *widget, const QWidget *within) {
        return within->rect().contains(QRect(widget->mapTo(within, QPoint()), widget->size())) &&
               shown.dialog.rect().contains(QRect(widget->mapTo(&shown.dialog, QPoint()), widget->size()));
    };
    const QWidget *close = &shown.button("settingsCloseButton");
    QSet<const QWidget *> seen;
    for (QWidget *at = shown.dialog.focusWidget(); at && !seen.contains(at);
         at = shown.dialog.focusWidget()) {
        seen.insert(at);
        const bool inside = scroll.widget()->isAncestorOf(at);
        QVERIFY2(inSight(at, inside ? scroll.viewport() : static_cast<const QWidget *>(&shown.dialog)),
            qPrintable(at->objectName()));
        QVERIFY(inSight(close, &shown.dialog));
        QTest::keyClick(at, Qt::Key_Tab);
    }
    QVERIFY(seen.contains(close));
    QVERIFY(seen.contains(&child(shown.dialog, "appearanceSystem")) ||
            seen.contains(&child(shown.dialog, "appearanceLight")) ||
            seen.contains(&child(shown.dialog, "appearanceDark")));
}

void InspectSettingsTest::opensWhereTheWorkIs() {
    Shown keyless;
    QCOMPARE(keyless.dialog.focusWidget(), &keyless.field());
    Shown keyed(KeyState::Stored);
    QCOMPARE(keyed.dialog.focusWidget(), &child(keyed.dialog, "profileService"));
}

void InspectSettingsTest::focusStaysInTheField() {
    Shown shown(KeyState::Unavailable);
    QTest::keyClicks(&shown.field(), secret);
    QTest::keyClick(&shown.field(), Qt::Key_Return); // saving is not possible: the session is the way
    QCOMPARE(shown.keys.state(), KeyState::SessionOnly);
    QCOMPARE(shown.dialog.focusWidget(), &shown.field());

    Shown failing;
    failing.store.failure = CredentialStatus::Unavailable;
    QTest::keyClicks(&failing.field(), secret);
    failing.button("keySaveButton").setFocus();
    failing.press("keySaveButton");
    QVERIFY(failing.store.answer());
    QCOMPARE(
        failing.outcome(), u"Not saved: the keychain has no keyring yet, or the prompt was dismissed."_s);
    QCOMPARE(failing.dialog.focusWidget(), &failing.field());

    Shown locked(KeyState::Locked);
    locked.button("keyTryAgainButton").setFocus();
    locked.press("keyTryAgainButton");
    QCOMPARE(locked.dialog.focusWidget(), &locked.field());
}

void InspectSettingsTest::buttonsHaveNoForeignIcons() {
    Shown shown;
    QVERIFY(child<QPushButton>(shown.dialog, "settingsCloseButton").icon().isNull());
    QMessageBox box(QMessageBox::Warning, {}, u"?"_s, QMessageBox::Ok | QMessageBox::Cancel);
    for (const QAbstractButton *button : box.buttons())
        QVERIFY(button->icon().isNull());
}

void InspectSettingsTest::controlsHaveNames() {
    Shown shown(KeyState::Locked);
    QCOMPARE(support::namelessControls(&shown.dialog), QStringList());
}
