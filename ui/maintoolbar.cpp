// SPDX-License-Identifier: MIT
#include "ui/maintoolbar.h"

#include "ui/icons.h"
#include "ui/workflowpicker.h"

#include <QAction>
#include <QActionGroup>
#include <QEvent>
#include <QKeySequence>
#include <QLabel>
#include <QLayout>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

MainToolBar::MainToolBar(runs::WorkflowCatalog *catalog, QWidget *parent)
    : QToolBar(tr("Main toolbar"), parent)
    , m_picker(new WorkflowPicker(catalog, this)) {
    setObjectName(u"mainToolBar"_s);
    setMovable(false);
    setFloatable(false);
    setContextMenuPolicy(Qt::PreventContextMenu); // it would offer to hide the bar
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize(QSize(16, 16));

    m_picker->setObjectName(u"workflowPicker"_s);
    auto *label = new QLabel(tr("&Workflow"), this);
    label->setObjectName(u"workflowLabel"_s);
    label->setProperty("role", u"dim"_s);
    label->setBuddy(m_picker);
    addWidget(label);
    addWidget(m_picker);

    connect(addCommand(u"addFiles"_s, tr("Add files…"), u"add-files"_s, tr("Choose files to submit"),
                QKeySequence::Open),
        &QAction::triggered, this, &MainToolBar::addFilesRequested);
    connect(addCommand(u"addFolder"_s, tr("Add folder…"), u"add-folder"_s,
                tr("Choose a folder: the files in it are listed before they are added"),
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)),
        &QAction::triggered, this, &MainToolBar::addFolderRequested);
    connect(addCommand(u"paste"_s, tr("Paste"), u"paste"_s,
                tr("Take files, text or a picture from the clipboard"),
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V)),
        &QAction::triggered, this, &MainToolBar::pasteRequested);

    auto *space = new QWidget(this);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(space);
    m_profile = createProfileButton();
    addWidget(m_profile);
    QAction *settings = addCommand(u"settings"_s, tr("Settings"), u"settings"_s,
        tr("Settings: service, API key, appearance"), QKeySequence(Qt::CTRL | Qt::Key_Comma));
    m_settings = static_cast<QToolButton *>(widgetForAction(settings));
    m_settings->setToolButtonStyle(Qt::ToolButtonIconOnly);
    const QList<QAction *> all = actions();
    for (QAction *action : all) {
        if (action != settings && !action->objectName().isEmpty())
            m_commands << action;
    }
    connect(settings, &QAction::triggered, this, &MainToolBar::settingsRequested);
}

/// So that nothing ever goes into the menu of what does not fit: nobody looks there for the settings.
int MainToolBar::neededWidth(bool compact) const {
    const QList<QAction *> all = actions();
    int width = 0;
    for (QAction *action : all) {
        const QWidget *widget = widgetForAction(action);
        const bool shrinks = widget->sizePolicy().horizontalPolicy() & QSizePolicy::ShrinkFlag;
        if (m_commands.contains(action))
            width += commandWidth(action, compact);
        else
            width += (shrinks ? widget->minimumSizeHint() : widget->sizeHint()).width();
    }
    const QMargins margins = layout()->contentsMargins();
    constexpr int padding = 2 * 8 + 4; // of the style sheet, which the layout does not tell
    return padding + width + layout()->spacing() * int(all.size() - 1) + margins.left() + margins.right();
}

/// As QToolButton reckons it, but for the look that the button does not have now.
int MainToolBar::commandWidth(const QAction *action, bool compact) const {
    const int iconOnly = m_settings->sizeHint().width();
    if (compact)
        return iconOnly;
    const QFontMetrics metrics = m_settings->fontMetrics();
    return iconOnly + metrics.size(Qt::TextShowMnemonic, action->iconText()).width() +
           2 * metrics.horizontalAdvance(u' ') + 4;
}

/// In a narrow window the commands are their symbols; the tool tips tell their names.
void MainToolBar::fit() {
    const Qt::ToolButtonStyle look =
        width() < neededWidth(false) ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon;
    for (QAction *action : std::as_const(m_commands)) {
        auto *button = static_cast<QToolButton *>(widgetForAction(action));
        if (button->toolButtonStyle() != look)
            button->setToolButtonStyle(look);
    }
}

bool MainToolBar::event(QEvent *event) {
    const bool handled = QToolBar::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Polish ||
        event->type() == QEvent::StyleChange) {
        setMinimumWidth(neededWidth(true));
        fit();
    }
    return handled;
}

void MainToolBar::resizeEvent(QResizeEvent *event) {
    QToolBar::resizeEvent(event);
    fit();
}

QAction *MainToolBar::addCommand(const QString &name, const QString &text, const QString &iconName,
    const QString &tip, const QKeySequence &keys) {
    QAction *action = addAction(icon(iconName), text);
    action->setObjectName(name);
    action->setIconText(u' ' + text); // a style sheet puts the icon and the words together without a gap
    action->setShortcut(keys);
    action->setToolTip(u"%1 (%2)"_s.arg(tip, keys.toString(QKeySequence::NativeText)));
    if (QWidget *widget = widgetForAction(action)) {
        widget->setObjectName(name + u"Button"_s);
        widget->setAccessibleName(text);
        widget->setFocusPolicy(Qt::TabFocus);
    }
    return action;
}

QToolButton *MainToolBar::createProfileButton() {
    auto *menu = new QMenu(this);
    auto *group = new QActionGroup(menu);
    m_sandbox = menu->addAction(icon(u"sandbox"_s), tr("Sandbox: try it on this computer, without a key"));
    m_sandbox->setObjectName(u"useSandbox"_s);
    m_service = menu->addAction(icon(u"cloud"_s), tr("AnyFormat service"));
    m_service->setObjectName(u"useService"_s);
    for (QAction *action : {m_sandbox, m_service}) {
        action->setCheckable(true);
        group->addAction(action);
    }
    connect(m_sandbox, &QAction::triggered, this, [this] { emit profileChosen(true); });
    connect(m_service, &QAction::triggered, this, [this] { emit profileChosen(false); });
    menu->addSeparator();
    QAction *open = menu->addAction(icon(u"settings"_s), tr("Settings…"));
    open->setObjectName(u"openSettings"_s);
    connect(open, &QAction::triggered, this, &MainToolBar::settingsRequested);

    auto *button = new QToolButton(this);
    button->setObjectName(u"profileButton"_s);
    button->setAccessibleName(tr("Service in use"));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize(QSize(16, 16));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::TabFocus);
    button->setMenu(menu);
    return button;
}

void MainToolBar::showProfile(bool sandbox, const QString &name, const QString &tip) {
    m_sandbox->setChecked(sandbox);
    m_service->setChecked(!sandbox);
    m_profile->setIcon(icon(sandbox ? u"sandbox"_s : u"cloud"_s));
    constexpr int widest = 180; // an address of one's own can be of any length
    m_profile->setText(u' ' + m_profile->fontMetrics().elidedText(name, Qt::ElideMiddle, widest));
    m_profile->setToolTip(tip);
}

} // namespace ui
