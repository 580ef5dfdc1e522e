// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QStringList>
#include <QTabBar>
#include <QTextEdit>

namespace support {

/// The controls under `root` that a person cannot be told about: without an accessible name or without an
/// objectName. Empty when all is well. Parts that Qt makes for itself (headers, the editor of a combo box) do
/// not count.
inline QStringList namelessControls(const QWidget *root) {
    QStringList nameless;
    const QList<QWidget *> widgets = root->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        const bool control = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget) ||
                             qobject_cast<QPlainTextEdit *>(widget) || qobject_cast<QTextEdit *>(widget) ||
                             qobject_cast<QComboBox *>(widget) || qobject_cast<QAbstractItemView *>(widget) ||
                             qobject_cast<QTabBar *>(widget) || qobject_cast<QProgressBar *>(widget);
        const QWidget *parent = widget->parentWidget();
        const bool internal =
            widget->objectName().startsWith(QLatin1String("qt_")) || qobject_cast<QHeaderView *>(widget) ||
            widget->inherits("QComboBoxListView") || qobject_cast<const QTabBar *>(parent) ||
            qobject_cast<const QComboBox *>(parent) || qobject_cast<const QLineEdit *>(parent) ||
            qobject_cast<const QAbstractItemView *>(parent);
        if (!control || internal)
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        const bool named = accessible && !accessible->text(QAccessible::Name).trimmed().isEmpty();
        if (!named || widget->objectName().isEmpty())
            nameless += QStringLiteral("%1 “%2”%3")
                            .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                named ? QString() : QStringLiteral(" has no accessible name"));
    }
    return nameless;
}

} // namespace support
