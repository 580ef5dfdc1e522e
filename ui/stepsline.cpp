// SPDX-License-Identifier: MIT
#include "ui/stepsline.h"

#include "ui/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int diameter = 16;
constexpr int stepWidth = 112;

QColor colorOf(StepsLine::Mark mark, const Colors &colors) {
    switch (mark) {
    case StepsLine::Mark::Done:
        return colors.good;
    case StepsLine::Mark::Current:
        return colors.accent;
    case StepsLine::Mark::Bad:
        return colors.bad;
    case StepsLine::Mark::Doubtful:
        return colors.doubt;
    case StepsLine::Mark::Ended:
    case StepsLine::Mark::Ahead:
        break;
    }
    return colors.dim;
}

/// Told apart by shape as well: a tick, a dot, a cross, a bar, an empty ring.
void paintMark(QPainter &painter, const QPointF &center, StepsLine::Mark mark, const Colors &colors) {
    const QColor color = colorOf(mark, colors);
    const QRectF circle(center.x() - diameter / 2.0, center.y() - diameter / 2.0, diameter, diameter);
    const bool hollow = mark == StepsLine::Mark::Ahead || mark == StepsLine::Mark::Current;
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(hollow ? QBrush(colors.window) : QBrush(color));
    painter.drawEllipse(circle.adjusted(1, 1, -1, -1));
    painter.setPen(QPen(colors.accentText, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    switch (mark) {
    case StepsLine::Mark::Done:
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(
            QPolygonF{center + QPointF(-3.2, 0.2), center + QPointF(-0.9, 2.6), center + QPointF(3.4, -2.4)});
        break;
    case StepsLine::Mark::Current:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(center, 3.2, 3.2);
        break;
    case StepsLine::Mark::Bad:
        painter.drawLine(center + QPointF(-2.5, -2.5), center + QPointF(2.5, 2.5));
        painter.drawLine(center + QPointF(-2.5, 2.5), center + QPointF(2.5, -2.5));
        break;
    case StepsLine::Mark::Doubtful:
    case StepsLine::Mark::Ended:
        painter.drawLine(center + QPointF(-3, 0), center + QPointF(3, 0));
        break;
    case StepsLine::Mark::Ahead:
        break;
    }
}

} // namespace

StepsLine::StepsLine(QWidget *parent)
    : QWidget(parent) {
    setObjectName(u"stepsLine"_s);
    setAccessibleName(tr("Progress"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StepsLine::setSteps(const QList<Step> &steps) {
    if (steps == m_steps)
        return;
    m_steps = steps;
    QStringList words;
    for (const Step &step : steps)
        if (step.mark != Mark::Ahead)
            words += step.time.isEmpty() ? step.words : step.words + u' ' + step.time;
    setAccessibleDescription(words.join(u", "_s));
    update();
}

QSize StepsLine::sizeHint() const {
    return {stepWidth * 4, diameter + 4 + 2 * fontMetrics().lineSpacing() + 2};
}

QSize StepsLine::minimumSizeHint() const {
    return {64 * 4, sizeHint().height()};
}

void StepsLine::paintEvent(QPaintEvent *) {
    if (m_steps.isEmpty())
        return;
    const Colors &colors = colorsOf(this);
    const int pitch = qMin(stepWidth, width() / int(m_steps.size()));
    const QFontMetrics metrics = fontMetrics();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = diameter / 2.0 + 1;
    for (int i = 0; i < m_steps.size(); ++i) {
        const Step &step = m_steps.at(i);
        const double left = double(i) * pitch;
        if (i + 1 < m_steps.size()) {
            const Mark next = m_steps.at(i + 1).mark;
            const QColor color = next == Mark::Ahead     ? colors.line
                                 : next == Mark::Current ? colors.good
                                                         : colorOf(next, colors);
            painter.setPen(QPen(color, 1.5));
            painter.drawLine(QPointF(left + diameter + 4, middle), QPointF(left + pitch - 4, middle));
        }
        paintMark(painter, {left + diameter / 2.0, middle}, step.mark, colors);
        const bool ahead = step.mark == Mark::Ahead;
        QFont font = this->font();
        if (step.mark != Mark::Done && !ahead)
            font.setWeight(QFont::DemiBold);
        const QRectF words(left, diameter + 4, pitch - 6, metrics.lineSpacing());
        painter.setFont(font);
        painter.setPen(ahead ? colors.dim : colors.text);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(font).elidedText(step.words, Qt::ElideRight, int(words.width())));
        painter.setFont(this->font());
        painter.setPen(colors.dim);
        painter.drawText(
            words.translated(0, metrics.lineSpacing()), Qt::AlignLeft | Qt::AlignVCenter, step.time);
    }
}

} // namespace ui
