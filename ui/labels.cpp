// SPDX-License-Identifier: MIT
#include "ui/labels.h"

#include <QLabel>

using namespace Qt::StringLiterals;

namespace ui {

QLabel *plainLabel(const QString &objectName, const QString &role, QWidget *parent) {
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("role", role);
    return label;
}

QString plainToolTip(const QString &text) {
    constexpr qsizetype limit = 2000;
    if (text.isEmpty())
        return {};
    const QString shown = text.size() > limit ? text.left(limit) + u'…' : text;
    return u"<p style=\"white-space:pre-wrap\">%1</p>"_s.arg(shown.toHtmlEscaped());
}

} // namespace ui
