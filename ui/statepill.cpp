// SPDX-License-Identifier: MIT
#include "ui/statepill.h"

#include "ui/icons.h"
#include "ui/runtext.h"
#include "ui/theme.h"

#include <QPainter>

namespace ui {

namespace {
constexpr int pillHeight = 22;
constexpr int symbolSize = 12;
constexpr int padding = 8;
constexpr int gap = 5;
} // namespace

StatePill::StatePill(QWidget *parent)
    : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatePill::setState(runs::RunState state) {
    m_state = state;
    setText(stateWord(state));
    updateGeometry();
    update();
}

QSize StatePill::sizeHint() const {
    const int word = QFontMetrics(wordFont()).horizontalAdvance(text());
    return {padding + symbolSize + gap + word + padding + 2, pillHeight};
}

void StatePill::paintEvent(QPaintEvent *) {
    const Colors &colors = colorsOf(window()); // the label's own window colour is transparent
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(stateColor(m_state, colors));
    painter.drawRoundedRect(rect(), pillHeight / 2.0, pillHeight / 2.0);
    painter.drawPixmap(padding, (pillHeight - symbolSize) / 2,
        iconPixmap(iconName(m_state), colors.accentText, symbolSize, devicePixelRatioF()));
    painter.setPen(colors.accentText);
    painter.setFont(wordFont());
    painter.drawText(
        rect().adjusted(padding + symbolSize + gap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
}

QFont StatePill::wordFont() const {
    QFont small = font();
    small.setPixelSize(metrics::fontPx - 1);
    small.setWeight(QFont::DemiBold);
    return small;
}

} // namespace ui
