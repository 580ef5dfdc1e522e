// SPDX-License-Identifier: MIT
#include "ui/settingsdialog.h"

#include "app/api/endpoint.h"
#include "app/settings/apikeys.h"
#include "app/settings/settings.h"
#include "ui/keypanel.h"
#include "ui/labels.h"
#include "ui/theme.h"
#include "ui/watchpanel.h"

#include <QButtonGroup>
#include <QDialogButtonBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QShowEvent>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using settings::Appearance;
using settings::Profile;
using settings::Settings;

namespace {

QLabel *heading(const QString &words, QWidget *parent) {
    QLabel *label = plainLabel({}, u"heading"_s, parent);
    label->setText(words);
    return label;
}

QLabel *note(const QString &words, QWidget *parent) {
    QLabel *label = plainLabel({}, u"dim"_s, parent);
    label->setText(words);
    return label;
}

QRadioButton *radio(const QString &words, const QString &name, QWidget *parent) {
    auto *button = new QRadioButton(words, parent);
    button->setObjectName(name);
    button->setAccessibleName(QString(words).remove(u'&'));
    return button;
}

/// The address a person means: without a scheme it is https.
QUrl addressFrom(const QString &typed) {
    const QString text = typed.trimmed();
    return QUrl(text.contains(u"://"_s) || text.isEmpty() ? text : u"https://"_s + text, QUrl::StrictMode);
}

constexpr int indent = 24; // what belongs to a radio button stands under its words

} // namespace

SettingsDialog::SettingsDialog(Settings *settings, settings::ApiKeys *keys, QWidget *parent)
    : QDialog(parent)
    , m_settings(settings)
    , m_refuse(api::refuseBaseUrl)
    , m_scroll(new QScrollArea(this)) {
    setObjectName(u"settingsDialog"_s);
    setWindowTitle(tr("Settings"));

    // On a low screen they scroll, and Close stays in sight.
    m_scroll->setObjectName(u"settingsScroll"_s);
    m_scroll->setAccessibleName(tr("All settings"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);

    QWidget *service = createService();
    m_key = new KeyPanel(keys, this);
    connect(m_key, &KeyPanel::testRequested, this, &SettingsDialog::testRequested);
    QLabel *whereFrom = note(
        tr("The web app's API key page issues it. Issuing a new key revokes the former one at once."), this);
    m_watch = new WatchPanel(this);
    QWidget *appearance = createAppearance();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *close = buttons->button(QDialogButtonBox::Close);
    close->setObjectName(u"settingsCloseButton"_s);
    close->setAccessibleName(tr("Close settings"));
    close->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);

    auto *all = new QWidget(m_scroll);
    auto *layout = new QVBoxLayout(all);
    layout->setContentsMargins(metrics::grid * 3, metrics::grid * 2, metrics::grid * 3, metrics::grid);
    layout->setSpacing(metrics::grid);
    layout->addWidget(heading(tr("Service"), this));
    layout->addWidget(service);
    layout->addSpacing(metrics::grid * 2);
    layout->addWidget(heading(tr("API key"), this));
    layout->addWidget(m_key);
    layout->addWidget(whereFrom);
    layout->addSpacing(metrics::grid * 2);
    layout->addWidget(heading(tr("Watched folder"), this));
    layout->addWidget(m_watch);
    layout->addSpacing(metrics::grid * 2);
    layout->addWidget(heading(tr("Appearance"), this));
    layout->addWidget(appearance);
    layout->addStretch();
    m_scroll->setWidget(all);
    all->setAutoFillBackground(false);
    auto *closing = new QHBoxLayout;
    closing->setContentsMargins(metrics::grid * 3, 0, metrics::grid * 3, 0);
    closing->addWidget(buttons);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, metrics::grid * 2);
    outer->setSpacing(metrics::grid);
    outer->addWidget(m_scroll, 1);
    outer->addLayout(closing);

    connect(m_settings, &Settings::profileChanged, this, &SettingsDialog::updateService);
    connect(m_settings, &Settings::baseUrlChanged, this, &SettingsDialog::updateService);
    connect(m_settings, &Settings::appearanceChanged, this, &SettingsDialog::updateAppearance);
    updateService();
    updateAppearance();
    // What is too wide would be cut: it scrolls in height only.
    setMinimumWidth(
        std::max(480, all->minimumSizeHint().width() + m_scroll->verticalScrollBar()->sizeHint().width()));
    all->installEventFilter(this);
    resize(560, fullHeight(560));
}

QWidget *SettingsDialog::createService() {
    auto *box = new QWidget(this);
    auto *profiles = new QButtonGroup(box);
    m_sandbox = radio(tr("Sandb&ox"), u"profileSandbox"_s, box);
    m_service = radio(tr("AnyFormat &service"), u"profileService"_s, box);
    profiles->addButton(m_sandbox);
    profiles->addButton(m_service);
    connect(m_sandbox, &QRadioButton::clicked, this, [this] { m_settings->setProfile(Profile::Sandbox); });
    connect(m_service, &QRadioButton::clicked, this, [this] { m_settings->setProfile(Profile::Service); });

    auto *addressLabel = new QLabel(tr("A&ddress"), box);
    m_address = new QLineEdit(box);
    m_address->setObjectName(u"serviceAddress"_s);
    m_address->setAccessibleName(tr("Service address"));
    m_address->setPlaceholderText(api::defaultBaseUrl().toString());
    addressLabel->setBuddy(m_address);
    connect(m_address, &QLineEdit::editingFinished, this, &SettingsDialog::applyAddress);
    m_reset = new QPushButton(tr("&Reset"), box);
    m_reset->setObjectName(u"serviceAddressReset"_s);
    m_reset->setAccessibleName(tr("Reset the address"));
    m_reset->setAutoDefault(false);
    connect(m_reset, &QPushButton::clicked, this, &SettingsDialog::resetAddress);
    m_addressNote = note({}, box);
    m_addressNote->setObjectName(u"serviceAddressNote"_s);

    const auto under = [](QWidget *widget) {
        auto *row = new QHBoxLayout;
        row->setContentsMargins(indent, 0, 0, 0);
        row->addWidget(widget);
        return row;
    };
    auto *addressRow = new QHBoxLayout;
    addressRow->setContentsMargins(indent, 0, 0, 0);
    addressRow->setSpacing(metrics::grid);
    addressRow->addWidget(addressLabel);
    addressRow->addWidget(m_address, 1);
    addressRow->addWidget(m_reset);

    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid / 2);
    layout->addWidget(m_sandbox);
    layout->addLayout(under(note(tr("Reads documents with plain rules on this computer. Free, offline, needs "
                                    "no key; it is not AnyFormat's "
                                    "extraction."),
        box)));
    layout->addSpacing(metrics::grid / 2);
    layout->addWidget(m_service);
    layout->addLayout(under(note(
        tr("Sends documents to AnyFormat with your API key. Every run costs credits of your organisation."),
        box)));
    layout->addSpacing(metrics::grid / 2);
    layout->addLayout(addressRow);
    layout->addLayout(under(m_addressNote));
    return box;
}

QWidget *SettingsDialog::createAppearance() {
    auto *box = new QWidget(this);
    auto *choices = new QButtonGroup(box);
    m_system = radio(tr("As the s&ystem"), u"appearanceSystem"_s, box);
    m_light = radio(tr("&Light"), u"appearanceLight"_s, box);
    m_dark = radio(tr("Dar&k"), u"appearanceDark"_s, box);
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid * 3);
    const std::pair<QRadioButton *, Appearance> pairs[] = {
        {m_system, Appearance::System}, {m_light, Appearance::Light}, {m_dark, Appearance::Dark}};
    for (const auto &[button, appearance] : pairs) {
        choices->addButton(button);
        layout->addWidget(button);
        connect(button, &QRadioButton::clicked, this,
            [this, value = appearance] { m_settings->setAppearance(value); });
    }
    layout->addStretch();
    return box;
}

void SettingsDialog::setAddressCheck(std::function<QString(const QUrl &)> refuse) {
    m_refuse = std::move(refuse);
}

void SettingsDialog::showTestResult(bool ok, const QString &words) {
    m_key->showTestResult(ok, words);
}

void SettingsDialog::updateService() {
    const bool sandbox = m_settings->profile() == Profile::Sandbox;
    const bool fixed = m_settings->baseUrlFromEnvironment();
    (sandbox ? m_sandbox : m_service)->setChecked(true);
    m_address->setText(m_settings->baseUrl().toString());
    m_address->setReadOnly(fixed);
    m_reset->setVisible(!fixed);
    m_reset->setEnabled(m_settings->baseUrl() != api::defaultBaseUrl());
    showAddressRefusal({});
    m_key->setTestBlocked(sandbox ? tr("Choose the AnyFormat service to test its key") : QString());
}

void SettingsDialog::updateAppearance() {
    switch (m_settings->appearance()) {
    case Appearance::System:
        m_system->setChecked(true);
        break;
    case Appearance::Light:
        m_light->setChecked(true);
        break;
    case Appearance::Dark:
        m_dark->setChecked(true);
        break;
    }
}

void SettingsDialog::applyAddress() {
    if (m_settings->baseUrlFromEnvironment())
        return;
    if (m_address->text().trimmed().isEmpty()) {
        resetAddress();
        return;
    }
    const QUrl url = addressFrom(m_address->text());
    const QString refusal = m_refuse(url);
    showAddressRefusal(refusal);
    if (!refusal.isEmpty())
        return;
    if (url != m_settings->baseUrl())
        m_settings->setBaseUrl(url);
    updateService();
}

void SettingsDialog::resetAddress() {
    m_settings->setBaseUrl({});
    updateService();
}

/// Empty: what stands there is in use.
void SettingsDialog::showAddressRefusal(const QString &words) {
    const bool refused = !words.isEmpty();
    QString text = words;
    if (refused)
        text += u' ' + tr("Still in use: %1").arg(m_settings->baseUrl().toString());
    else if (m_settings->baseUrlFromEnvironment())
        text = tr("from ANYFORMAT_BASE_URL; it wins over what is set here");
    setStyleProperty(m_addressNote, "role", refused ? u"bad"_s : u"dim"_s);
    setStyleProperty(m_address, "invalid", refused);
    m_addressNote->setText(text);
    m_addressNote->setVisible(!text.isEmpty());
}

void SettingsDialog::showEvent(QShowEvent *event) {
    QDialog::showEvent(event);
    if (event->spontaneous())
        return;
    if (!m_key->focusField())
        (m_sandbox->isChecked() ? m_sandbox : m_service)->setFocus();
}

/// Where the keys are.
void SettingsDialog::keepFocusInSight() {
    if (QWidget *focused = focusWidget(); focused && m_scroll->widget()->isAncestorOf(focused))
        m_scroll->ensureWidgetVisible(focused);
}

void SettingsDialog::resizeEvent(QResizeEvent *event) {
    QDialog::resizeEvent(event);
    layout()->activate();
    keepFocusInSight();
}

/// The scroll area sees to it only where the keys come from a control of its own.
bool SettingsDialog::focusNextPrevChild(bool next) {
    const bool moved = QDialog::focusNextPrevChild(next);
    keepFocusInSight();
    return moved;
}

/// What all of it needs at that width, as far as the screen has it.
int SettingsDialog::fullHeight(int width) const {
    const int settings = m_scroll->widget()->layout()->totalHeightForWidth(width);
    const QMargins margins = layout()->contentsMargins();
    const int around = margins.top() + margins.bottom() + layout()->spacing() +
                       layout()->itemAt(layout()->count() - 1)->sizeHint().height();
    const QSize frame = frameGeometry().size() - size();
    return std::min(settings + around, screen()->availableGeometry().height() - std::max(frame.height(), 40));
}

/// Words that wrap come and go: the dialog grows with them instead of hiding them.
bool SettingsDialog::eventFilter(QObject *watched, QEvent *event) {
    if (watched == m_scroll->widget() && event->type() == QEvent::LayoutRequest) {
        if (const int wanted = fullHeight(width()); wanted > height())
            resize(width(), wanted);
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace ui
