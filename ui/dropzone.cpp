// SPDX-License-Identifier: MIT
#include "ui/dropzone.h"

#include "ui/icons.h"
#include "ui/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int symbolSide = 28;
enum Place { StretchBefore, SymbolRoom, Words, Gap, Button, StretchAfter };

} // namespace

DropZone::DropZone(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel(this))
    , m_add(new QPushButton(tr("&Add files…"), this)) {
    setObjectName(u"dropZone"_s);
    m_words->setObjectName(u"dropWords"_s);
    m_words->setProperty("role", u"dim"_s);
    m_words->setWordWrap(true);
    m_add->setObjectName(u"addFiles"_s);
    m_add->setAccessibleName(tr("Add files"));
    m_add->setAutoDefault(false);
    connect(m_add, &QPushButton::clicked, this, &DropZone::addFilesRequested);

    auto *layout = new QBoxLayout(QBoxLayout::TopToBottom, this);
    layout->setSpacing(0);
    layout->addStretch();
    layout->addSpacing(0);
    layout->addWidget(m_words);
    layout->addSpacing(0);
    layout->addWidget(m_add, 0, Qt::AlignCenter);
    layout->addStretch();
    setCompact(false);
}

void DropZone::setCompact(bool compact) {
    if (m_compact == compact)
        return;
    m_compact = compact;
    auto *box = static_cast<QBoxLayout *>(layout());
    box->setDirection(compact ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    box->setStretch(StretchBefore, compact ? 0 : 1);
    box->setStretch(StretchAfter, compact ? 0 : 1);
    box->setStretch(Words, compact ? 1 : 0);
    // The symbol is the first to go where there is little room.
    box->itemAt(SymbolRoom)
        ->spacerItem()
        ->changeSize(0, compact ? 0 : symbolSide + 10, QSizePolicy::Minimum, QSizePolicy::Maximum);
    box->itemAt(Gap)->spacerItem()->changeSize(compact ? 8 : 0, compact ? 0 : 12);
    if (compact) {
        box->setContentsMargins(12, 6, 6, 6);
        m_words->setText(tr("Drop more here"));
        m_words->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    } else {
        box->setContentsMargins(16, 12, 16, 12);
        m_words->setText(tr("Drop files or folders here\nor anywhere on the window"));
        m_words->setAlignment(Qt::AlignCenter);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::MinimumExpanding);
    }
    updateGeometry();
    update();
}

void DropZone::focusButton() {
    m_add->setFocus();
}

void DropZone::paintEvent(QPaintEvent *) {
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(colors.dim, 1.25);
    pen.setDashPattern({4, 3});
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.setBrush(colors.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics::radius, metrics::radius);
    if (!m_compact && m_words->y() >= symbolSide + 16) {
        painter.drawPixmap((width() - symbolSide) / 2, m_words->y() - symbolSide - 10,
            iconPixmap(u"add-files"_s, colors.dim, symbolSide, devicePixelRatioF()));
    }
}

} // namespace ui
