// SPDX-License-Identifier: MIT
#include "ui/shortlabel.h"

#include <QEvent>
#include <QPainter>
#include <QTextDocument>
#include <QTextLayout>

namespace ui {

namespace {
constexpr int mostLines = 2;
} // namespace

ShortLabel::ShortLabel(QWidget *parent)
    : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void ShortLabel::setWords(const QString &words, const QString &detail) {
    if (words == text() && detail == m_detail)
        return;
    m_detail = detail;
    setText(words);
    fit();
}

QSize ShortLabel::minimumSizeHint() const {
    return {0, fontMetrics().lineSpacing()};
}

void ShortLabel::fit() {
    const QString words = text().simplified();
    m_lines.clear();
    QTextLayout layout(words, font());
    layout.beginLayout();
    bool cut = false;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(qMax(1, width()));
        const QString rest = words.mid(line.textStart());
        if (m_lines.size() + 1 == mostLines) {
            m_lines += fontMetrics().elidedText(rest, Qt::ElideRight, width());
            cut = m_lines.last() != rest;
            break;
        }
        m_lines += rest.left(line.textLength()).trimmed();
    }
    layout.endLayout();
    QString tip = cut ? text() : QString();
    if (!m_detail.isEmpty())
        tip = tip.isEmpty() ? m_detail : tip + u'\n' + m_detail;
    setToolTip(tip.isEmpty() ? QString() : Qt::convertFromPlainText(tip, Qt::WhiteSpaceNormal));
    setFixedHeight(qMax(1, int(m_lines.size())) * fontMetrics().lineSpacing());
    update();
}

void ShortLabel::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    QRect line(0, 0, width(), fontMetrics().lineSpacing());
    for (const QString &words : std::as_const(m_lines)) {
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, words);
        line.translate(0, line.height());
    }
}

void ShortLabel::resizeEvent(QResizeEvent *event) {
    QLabel::resizeEvent(event);
    fit();
}

void ShortLabel::changeEvent(QEvent *event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

} // namespace ui
