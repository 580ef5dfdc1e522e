// SPDX-License-Identifier: MIT
#include "ui/orderbutton.h"

#include "ui/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QLocale>
#include <QMenu>

#include <array>

using namespace Qt::StringLiterals;
using runs::HistoryOrder;
using runs::SortKey;

namespace ui {

namespace {

struct Choice {
    HistoryOrder order;
    const char *name;  ///< in the settings, and of the action
    const char *words; ///< in the menu
};

constexpr std::array choices{
    Choice{{SortKey::Age, false}, "newest", QT_TRANSLATE_NOOP("ui::OrderButton", "Newest first")},
    Choice{{SortKey::Age, true}, "oldest", QT_TRANSLATE_NOOP("ui::OrderButton", "Oldest first")},
    Choice{{SortKey::Name, false}, "name", QT_TRANSLATE_NOOP("ui::OrderButton", "Name, A to Z")},
    Choice{{SortKey::Name, true}, "name-backwards", QT_TRANSLATE_NOOP("ui::OrderButton", "Name, Z to A")},
    Choice{{SortKey::State, false}, "state",
        QT_TRANSLATE_NOOP("ui::OrderButton", "State, what needs you first")},
    Choice{{SortKey::State, true}, "state-backwards",
        QT_TRANSLATE_NOOP("ui::OrderButton", "State, what is ready first")},
    Choice{{SortKey::Workflow, false}, "workflow", QT_TRANSLATE_NOOP("ui::OrderButton", "Workflow, A to Z")},
    Choice{{SortKey::Workflow, true}, "workflow-backwards",
        QT_TRANSLATE_NOOP("ui::OrderButton", "Workflow, Z to A")},
    Choice{{SortKey::Size, false}, "size", QT_TRANSLATE_NOOP("ui::OrderButton", "Size, largest first")},
    Choice{{SortKey::Size, true}, "size-backwards",
        QT_TRANSLATE_NOOP("ui::OrderButton", "Size, smallest first")},
};

} // namespace

OrderButton::OrderButton(QWidget *parent)
    : QToolButton(parent)
    , m_choices(new QActionGroup(this)) {
    auto *menu = new QMenu(this);
    menu->setObjectName(u"runsOrderMenu"_s);
    menu->setAccessibleName(tr("Order of the runs"));
    SortKey last = SortKey::Age;
    for (const Choice &choice : choices) {
        if (choice.order.key != last)
            menu->addSeparator();
        last = choice.order.key;
        QAction *action = menu->addAction(tr(choice.words));
        action->setObjectName(u"order-"_s + QLatin1StringView(choice.name));
        action->setCheckable(true);
        m_choices->addAction(action);
        connect(action, &QAction::triggered, this, [this, order = choice.order] { setOrder(order); });
    }
    setMenu(menu);
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::TabFocus);
    adopt(m_order);
}

void OrderButton::adopt(HistoryOrder order) {
    m_order = order;
    for (size_t i = 0; i < choices.size(); ++i) {
        if (choices[i].order != order)
            continue;
        m_choices->actions().at(qsizetype(i))->setChecked(true);
        const QString words = tr(choices[i].words);
        setAccessibleName(tr("Order of the runs: %1").arg(words));
        setToolTip(order.key == SortKey::Age
                       ? words
                       : tr("%1.\nIn this order a search shows the newest %2 runs that it finds.")
                             .arg(words, QLocale().toString(runs::mostSorted)));
    }
    setIcon(ui::icon(order.backwards ? u"oldest-first"_s : u"newest-first"_s));
}

void OrderButton::setOrder(HistoryOrder order) {
    if (order == m_order)
        return;
    adopt(order);
    emit orderChanged(order);
}

QString OrderButton::nameOf(HistoryOrder order) {
    for (const Choice &choice : choices) {
        if (choice.order == order)
            return QString::fromLatin1(choice.name);
    }
    return {};
}

HistoryOrder OrderButton::orderOf(const QString &name) {
    for (const Choice &choice : choices) {
        if (name == QLatin1StringView(choice.name))
            return choice.order;
    }
    return {};
}

} // namespace ui
