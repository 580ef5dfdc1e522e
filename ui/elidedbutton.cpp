// SPDX-License-Identifier: MIT
#include "ui/elidedbutton.h"

#include "ui/fittedtext.h"

#include <QEvent>
#include <QStyle>
#include <QStyleOptionButton>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace ui {

ElidedButton::ElidedButton(QWidget *parent)
    : QPushButton(parent) {
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // a push button's own would not let it shrink
}

void ElidedButton::setFullText(const QString &text) {
    if (m_text == text)
        return;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    elide();
}

void ElidedButton::setLargestWidth(int width) {
    m_largestWidth = width;
    updateGeometry();
}

/// What the style puts round a text: frame, padding, icon.
int ElidedButton::roomAround() const {
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    const int symbol = icon().isNull() ? 0 : iconSize().width() + 4;
    return style()->sizeFromContents(QStyle::CT_PushButton, &option, QSize(200, 16), this).width() - 200 +
           symbol;
}

QSize ElidedButton::sizeHint() const {
    int width = fontMetrics().horizontalAdvance(m_text) + 2 + roomAround();
    if (m_largestWidth > 0)
        width = qMin(width, m_largestWidth);
    return {width, QPushButton::sizeHint().height()};
}

QSize ElidedButton::minimumSizeHint() const {
    const QSize wanted = sizeHint();
    return {qMin(wanted.width(), roomAround() + fontMetrics().horizontalAdvance(u"Mmm…"_s)), wanted.height()};
}

void ElidedButton::resizeEvent(QResizeEvent *event) {
    QPushButton::resizeEvent(event);
    elide();
}

void ElidedButton::changeEvent(QEvent *event) {
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        elide();
}

void ElidedButton::elide() {
    QString shown = fittedText(fontMetrics(), m_text, Qt::ElideRight, qMax(0, width() - roomAround()));
    const bool cut = shown != m_text;
    shown.replace(u'&', u"&&"_s);
    if (shown != text())
        setText(shown);
    // Escaped: what a service or a person named must not be taken for rich text.
    setToolTip(cut ? Qt::convertFromPlainText(m_text, Qt::WhiteSpaceNormal) : QString());
}

} // namespace ui
