// SPDX-License-Identifier: MIT
#include "ui/keyways.h"

#include "ui/theme.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

KeyWays::KeyWays(const QString &name, QWidget *parent)
    : QWidget(parent) {
    setObjectName(name + u"Ways"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid);
    const auto add = [&](const QString &words, const QString &suffix, auto signal) {
        auto *button = new QPushButton(words, this);
        button->setObjectName(name + suffix);
        button->setAccessibleName(QString(words).remove(u'…'));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, signal);
        layout->addWidget(button);
    };
    add(tr("Enter API key…"), u"KeyButton"_s, &KeyWays::keyRequested);
    add(tr("Use the sandbox"), u"SandboxButton"_s, &KeyWays::sandboxRequested);
    layout->addStretch();
}

} // namespace ui
