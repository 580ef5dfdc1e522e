// SPDX-License-Identifier: MIT
#include "ui/elidedlabel.h"

#include "ui/labels.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace ui {

ElidedLabel::ElidedLabel(Qt::TextElideMode mode, QWidget *parent)
    : QLabel(parent)
    , m_mode(mode) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

bool ElidedLabel::isElided() const {
    return fontMetrics().horizontalAdvance(line()) > contentsRect().width();
}

QSize ElidedLabel::sizeHint() const {
    ensurePolished();
    return {fontMetrics().horizontalAdvance(line()) + 1, fontMetrics().height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const {
    ensurePolished();
    return {qMin(sizeHint().width(), fontMetrics().averageCharWidth() * 8), fontMetrics().height() + 2};
}

void ElidedLabel::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), int(alignment()) | Qt::TextSingleLine,
        fontMetrics().elidedText(line(), m_mode, contentsRect().width()));
}

bool ElidedLabel::event(QEvent *event) {
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        if (isElided())
            QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(text()), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QLabel::event(event);
}

/// A name may hold line breaks; this stays one line.
QString ElidedLabel::line() const {
    return text().simplified();
}

} // namespace ui
