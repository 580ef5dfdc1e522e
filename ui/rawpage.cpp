// SPDX-License-Identifier: MIT
#include "ui/rawpage.h"

#include "ui/rawview.h"
#include "ui/runtext.h"
#include "ui/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

RawPage::RawPage(QWidget *parent)
    : QWidget(parent)
    , m_view(new RawView(this))
    , m_wrap(new QCheckBox(tr("Wrap lines"), this))
    , m_cutRow(new QWidget(this))
    , m_cutWords(new QLabel(m_cutRow)) {
    setObjectName(u"rawPage"_s);
    setFocusProxy(m_view);
    m_view->setObjectName(u"rawView"_s);
    m_view->setAccessibleName(tr("Reply as received"));
    m_wrap->setObjectName(u"rawWrap"_s);
    m_wrap->setAccessibleName(tr("Wrap lines"));
    m_wrap->setChecked(true); // what a service sends is one long line more often than not
    m_view->setWrap(true);
    connect(m_wrap, &QCheckBox::toggled, m_view, &RawView::setWrap);

    m_cutWords->setObjectName(u"rawCutWords"_s);
    m_cutWords->setTextFormat(Qt::PlainText);
    m_cutWords->setWordWrap(true);
    auto *save = new QPushButton(tr("Save result…"), m_cutRow);
    save->setObjectName(u"rawSaveButton"_s);
    save->setAccessibleName(tr("Save result"));
    connect(save, &QPushButton::clicked, this, &RawPage::saveRequested);
    auto *cutLayout = new QHBoxLayout(m_cutRow);
    cutLayout->setContentsMargins(0, 0, 0, 0);
    cutLayout->addWidget(m_cutWords, 1);
    cutLayout->addWidget(save);
    m_cutRow->hide();

    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(metrics::grid * 3 / 2, metrics::grid, metrics::grid * 3 / 2, metrics::grid);
    tools->setSpacing(metrics::grid * 2);
    tools->addWidget(m_wrap);
    tools->addWidget(m_cutRow, 1);
    tools->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(tools);
    layout->addWidget(m_view, 1);
    setTabOrder(m_wrap, save);
    setTabOrder(save, m_view);
}

void RawPage::setBytes(const QByteArray &bytes) {
    m_bytes = bytes;
    m_filled = false;
    if (isVisible())
        fill();
}

void RawPage::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    fill();
}

void RawPage::fill() {
    if (m_filled)
        return;
    m_filled = true;
    qsizetype shown = qMin(m_bytes.size(), shownLimit);
    // Not in the middle of a character: that is at most four bytes long.
    for (int back = 0; back < 3 && shown < m_bytes.size() && (uchar(m_bytes.at(shown)) & 0xc0) == 0x80;
         ++back)
        --shown;
    m_view->setText(QString::fromUtf8(m_bytes.constData(), shown));
    m_cutRow->setVisible(shown < m_bytes.size());
    m_cutWords->setText(tr("The first %1 of %2 are shown. Save the result to see all of it.")
                            .arg(bytesText(shown), bytesText(m_bytes.size())));
}

} // namespace ui
