// SPDX-License-Identifier: MIT
#include "ui/dropoverlay.h"

#include "ui/icons.h"
#include "ui/theme.h"

#include <QEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int symbol = 48;
constexpr int cardPadding = 32;
constexpr int gap = 12;

} // namespace

DropOverlay::DropOverlay(QWidget *window)
    : QWidget(window) {
    setObjectName(u"dropOverlay"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    window->installEventFilter(this);
    hide();
}

void DropOverlay::showMessage(const QString &headline, const QString &hint, bool acceptable) {
    m_headline = headline;
    m_hint = hint;
    m_acceptable = acceptable;
    setAccessibleName(headline);
    setAccessibleDescription(hint);
    setGeometry(parentWidget()->rect());
    raise();
    show();
    update();
}

bool DropOverlay::eventFilter(QObject *watched, QEvent *event) {
    if (watched == parent() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void DropOverlay::paintEvent(QPaintEvent *) {
    const Colors &colors = colorsOf(this);
    const QColor tone = m_acceptable ? colors.accent : colors.bad;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);

    QColor veil = colors.window;
    veil.setAlpha(215);
    painter.fillRect(rect(), veil);

    QFont large = font();
    large.setPixelSize(QFontInfo(large).pixelSize() * 17 / 13);
    large.setWeight(QFont::DemiBold);
    const QFontMetrics largeMetrics(large);
    const QFontMetrics smallMetrics(font());
    const int room = width() - 4 * cardPadding;
    const QRect wanted(0, 0, qMax(0, room), height());
    const QSize headline = largeMetrics.boundingRect(wanted, Qt::TextWordWrap, m_headline).size();
    const QSize hint =
        m_hint.isEmpty() ? QSize() : smallMetrics.boundingRect(wanted, Qt::TextWordWrap, m_hint).size();

    const int textWidth = qMin(room, qMax(qMax(headline.width(), hint.width()), 240));
    const int textHeight = headline.height() + (hint.isEmpty() ? 0 : gap / 2 + hint.height());
    QRect card(0, 0, textWidth + 2 * cardPadding, symbol + gap + textHeight + 2 * cardPadding);
    card.moveCenter(rect().center());

    // A solid ground under the words, so that they read over whatever is behind.
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.base);
    painter.drawRoundedRect(card, 12, 12);

    QPen frame(tone, 2, Qt::DashLine);
    frame.setDashPattern({4, 3});
    painter.setPen(frame);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(9, 9, -9, -9), 10, 10);

    int y = card.top() + cardPadding;
    painter.drawPixmap(card.center().x() - symbol / 2, y,
        iconPixmap(m_acceptable ? u"add-files"_s : u"cancelled"_s, tone, symbol, devicePixelRatioF()));
    y += symbol + gap;
    const int left = card.left() + cardPadding;
    painter.setFont(large);
    painter.setPen(m_acceptable ? colors.text : colors.bad);
    painter.drawText(
        QRect(left, y, textWidth, headline.height()), Qt::AlignHCenter | Qt::TextWordWrap, m_headline);
    y += headline.height() + gap / 2;
    painter.setFont(font());
    painter.setPen(colors.dim);
    painter.drawText(QRect(left, y, textWidth, hint.height()), Qt::AlignHCenter | Qt::TextWordWrap, m_hint);
}

} // namespace ui
