// SPDX-License-Identifier: MIT
#include "ui/keypanel.h"

#include "app/settings/apikeys.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

using settings::ApiKeys;
using settings::KeyState;

namespace {

struct Mark {
    QString symbol;
    QColor color;
};

Mark markOf(KeyState state, const Colors &colors) {
    switch (state) {
    case KeyState::Checking:
        return {u"waiting"_s, colors.dim};
    case KeyState::None:
        return {u"key"_s, colors.doubt};
    case KeyState::Stored:
    case KeyState::Environment:
        return {u"ready"_s, colors.good};
    case KeyState::SessionOnly:
        return {u"waiting"_s, colors.good};
    case KeyState::Locked:
        return {u"lock"_s, colors.doubt};
    case KeyState::Denied:
        return {u"failed"_s, colors.bad};
    case KeyState::Unavailable:
        return {u"warning"_s, colors.doubt};
    }
    return {u"key"_s, colors.dim};
}

QPushButton *button(const QString &words, const QString &name, QWidget *parent) {
    auto *button = new QPushButton(words, parent);
    button->setObjectName(name);
    button->setAccessibleName(QString(words).remove(u'…'));
    button->setAutoDefault(false);
    return button;
}

} // namespace

KeyPanel::KeyPanel(ApiKeys *keys, QWidget *parent)
    : QWidget(parent)
    , m_keys(keys)
    , m_symbol(new QLabel(this))
    , m_state(plainLabel(u"keyState"_s, u"section"_s, this))
    , m_remedy(plainLabel(u"keyRemedy"_s, u"dim"_s, this))
    , m_field(new QLineEdit(this))
    , m_save(button(tr("Save to keychain"), u"keySaveButton"_s, this))
    , m_session(button(tr("Use for this session only"), u"keySessionButton"_s, this))
    , m_tryAgain(button(tr("Try again"), u"keyTryAgainButton"_s, this))
    , m_remove(button(tr("Remove…"), u"keyRemoveButton"_s, this))
    , m_test(button(tr("Test key"), u"keyTestButton"_s, this))
    , m_confirmRow(new QWidget(this))
    , m_confirmWords(plainLabel(u"keyConfirmWords"_s, {}, m_confirmRow))
    , m_outcomeSymbol(new QLabel(this))
    , m_outcome(plainLabel(u"keyOutcome"_s, {}, this)) {
    setObjectName(u"keyPanel"_s);
    m_remedy->setTextInteractionFlags(Qt::TextSelectableByMouse);

    m_field->setObjectName(u"keyField"_s);
    m_field->setAccessibleName(tr("New API key"));
    m_field->setEchoMode(QLineEdit::Password);
    m_field->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    connect(m_field, &QLineEdit::textChanged, this, &KeyPanel::updateButtons);
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        if (m_save->isVisible() && m_save->isEnabled())
            save();
        else if (m_save->isHidden() && m_session->isEnabled())
            useForSession();
    });
    connect(m_save, &QPushButton::clicked, this, &KeyPanel::save);
    connect(m_session, &QPushButton::clicked, this, &KeyPanel::useForSession);
    connect(m_tryAgain, &QPushButton::clicked, this, [this] {
        m_field->setFocus(); // the button goes away while the keychain is asked
        m_keys->refresh();
    });
    connect(m_test, &QPushButton::clicked, this, &KeyPanel::test);

    auto *confirm = button(tr("Remove key"), u"keyConfirmRemoveButton"_s, m_confirmRow);
    auto *keep = button(tr("Keep it"), u"keyConfirmKeepButton"_s, m_confirmRow);
    m_confirmRow->hide();
    auto *confirmLayout = new QHBoxLayout(m_confirmRow);
    confirmLayout->setContentsMargins(0, 0, 0, 0);
    confirmLayout->setSpacing(metrics::grid);
    confirmLayout->addWidget(m_confirmWords, 1);
    confirmLayout->addWidget(confirm);
    confirmLayout->addWidget(keep);
    connect(m_remove, &QPushButton::clicked, this, [this, keep] {
        m_confirmRow->show();
        keep->setFocus();
    });
    connect(confirm, &QPushButton::clicked, this, &KeyPanel::remove);
    connect(keep, &QPushButton::clicked, this, [this] {
        m_confirmRow->hide();
        m_remove->setFocus();
    });

    auto *entry = new QHBoxLayout;
    entry->setSpacing(metrics::grid);
    entry->addWidget(m_field, 1);
    entry->addWidget(m_save);
    entry->addWidget(m_session);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(metrics::grid);
    for (QPushButton *each : {m_test, m_tryAgain, m_remove})
        actions->addWidget(each);
    actions->addStretch();
    auto *outcome = new QHBoxLayout;
    outcome->setSpacing(metrics::grid);
    outcome->addWidget(m_outcomeSymbol, 0, Qt::AlignTop);
    outcome->addWidget(m_outcome, 1);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(metrics::grid);
    layout->setVerticalSpacing(metrics::grid);
    layout->setColumnStretch(1, 1);
    layout->addWidget(m_symbol, 0, 0, Qt::AlignTop);
    layout->addWidget(m_state, 0, 1);
    layout->addWidget(m_remedy, 1, 1);
    layout->addLayout(entry, 2, 0, 1, 2);
    layout->addLayout(actions, 3, 0, 1, 2);
    layout->addWidget(m_confirmRow, 4, 0, 1, 2);
    layout->addLayout(outcome, 5, 0, 1, 2);

    connect(m_keys, &ApiKeys::changed, this, &KeyPanel::updateState);
    connect(m_keys, &ApiKeys::finished, this, &KeyPanel::finish);
    showOutcome(true, {});
    updateState();
}

bool KeyPanel::focusField() {
    if (m_field->isHidden() || !m_keys->key().isEmpty())
        return false;
    m_field->setFocus();
    return true;
}

void KeyPanel::showTestResult(bool ok, const QString &words) {
    if (m_pending == Pending::Test)
        m_pending = Pending::Nothing;
    showOutcome(ok, words);
    updateButtons();
}

void KeyPanel::setTestBlocked(const QString &reason) {
    m_testBlocked = reason;
    updateButtons();
}

void KeyPanel::updateState() {
    m_state->setText(m_keys->stateText());
    m_state->setToolTip(plainToolTip(m_keys->detail()));
    m_remedy->setText(m_keys->remedy());
    m_remedy->setVisible(!m_remedy->text().isEmpty());
    m_confirmRow->hide();
    m_confirmWords->setText(m_keys->state() == KeyState::SessionOnly
                                ? tr("Forget the key of this session?")
                                : tr("Remove the key from %1?").arg(m_keys->storeName()));
    // What was said about the former key means nothing for this one.
    if (m_pending == Pending::Test)
        m_pending = Pending::Nothing;
    if (m_pending == Pending::Nothing)
        showOutcome(true, {});
    updateSymbol();
    updateButtons();
}

void KeyPanel::updateButtons() {
    const KeyState state = m_keys->state();
    const bool fixed = state == KeyState::Environment;
    const bool idle = m_pending == Pending::Nothing;
    const bool typed = !m_field->text().isEmpty();
    const bool held = state == KeyState::Stored || state == KeyState::SessionOnly;
    const bool noKeychain =
        state == KeyState::Unavailable || state == KeyState::Locked || state == KeyState::Denied;

    m_field->setVisible(!fixed);
    m_field->setReadOnly(!idle); // not disabled: the focus would jump to whatever comes next
    m_field->setPlaceholderText(held ? tr("Paste another key to replace it") : tr("Paste your API key"));
    // Where nothing can be saved, this is the way.
    m_save->setVisible(!fixed && state != KeyState::Unavailable);
    m_save->setEnabled(idle && typed && state != KeyState::Unavailable && state != KeyState::Checking);
    m_session->setVisible(!fixed && (noKeychain || state == KeyState::SessionOnly));
    m_session->setEnabled(idle && typed);
    m_tryAgain->setVisible(noKeychain);
    m_tryAgain->setEnabled(idle);
    m_remove->setVisible(held);
    m_remove->setEnabled(idle);
    m_test->setEnabled(
        (idle || m_pending == Pending::Test) && !m_keys->key().isEmpty() && m_testBlocked.isEmpty());
    m_test->setToolTip(m_testBlocked);
}

void KeyPanel::updateSymbol() {
    const Colors &colors = colorsOf(this);
    const bool useless = m_keys->state() == KeyState::Environment && m_keys->key().isEmpty();
    const Mark mark = markOf(useless ? KeyState::Denied : m_keys->state(), colors);
    m_symbol->setPixmap(iconPixmap(mark.symbol, mark.color, 16, devicePixelRatioF()));
    m_outcomeSymbol->setPixmap(iconPixmap(m_outcomeOk ? u"ready"_s : u"failed"_s,
        m_outcomeOk ? colors.good : colors.bad, 16, devicePixelRatioF()));
}

void KeyPanel::save() {
    if (!acceptTyped())
        return;
    m_field->setFocus(); // the button is off until it is known what came of it
    m_pending = Pending::Save;
    showOutcome(true, tr("Saving…"));
    updateButtons();
    m_keys->store(m_field->text().trimmed());
}

void KeyPanel::useForSession() {
    if (!acceptTyped())
        return;
    m_field->setFocus();
    m_keys->useForSession(m_field->text().trimmed());
    wipe();
    updateButtons();
}

void KeyPanel::remove() {
    m_field->setFocus();
    m_pending = Pending::Remove;
    m_confirmRow->hide();
    showOutcome(true, tr("Removing…"));
    updateButtons();
    m_keys->remove();
}

void KeyPanel::finish(const QString &error) {
    const Pending ended = std::exchange(m_pending, Pending::Nothing);
    if (!error.isEmpty())
        showOutcome(false, error);
    else if (ended == Pending::Save)
        showOutcome(true, tr("Saved."));
    else if (ended == Pending::Remove)
        showOutcome(true, tr("Removed."));
    // After a failure the typed key stays in the field, so that it can be used for this session without
    // pasting it again.
    if (error.isEmpty() && ended != Pending::Nothing)
        wipe();
    updateButtons();
}

void KeyPanel::test() {
    if (m_pending == Pending::Test)
        return;
    m_pending = Pending::Test;
    showOutcome(true, tr("Testing…"));
    updateButtons();
    emit testRequested();
}

bool KeyPanel::acceptTyped() {
    const QString refusal = ApiKeys::refuse(m_field->text().trimmed());
    if (!refusal.isEmpty())
        showOutcome(false, refusal);
    return refusal.isEmpty();
}

void KeyPanel::wipe() {
    m_field->setText({}); // unlike clear(), this also drops the undo history
}

void KeyPanel::showOutcome(bool ok, const QString &words) {
    m_outcomeOk = ok;
    m_outcome->setText(words);
    m_outcome->setVisible(!words.isEmpty());
    m_outcomeSymbol->setVisible(!words.isEmpty() && !words.endsWith(u'…'));
    updateSymbol();
}

void KeyPanel::hideEvent(QHideEvent *event) {
    if (!event->spontaneous()) // minimised is not put away
        wipe();
    QWidget::hideEvent(event);
}

void KeyPanel::changeEvent(QEvent *event) {
    if (event->type() == QEvent::PaletteChange)
        updateSymbol();
    QWidget::changeEvent(event);
}

} // namespace ui
