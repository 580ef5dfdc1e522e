// SPDX-License-Identifier: MIT
#include "ui/statusline.h"

#include "ui/elidedlabel.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

#include <chrono>

using namespace Qt::StringLiterals;

namespace ui {

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_left(new ElidedLabel(Qt::ElideRight, this))
    , m_rate(new QLabel(this))
    , m_keyIcon(new QLabel(this))
    , m_key(new ElidedLabel(Qt::ElideRight, this))
    , m_profileIcon(new QLabel(this))
    , m_profile(new QLabel(this))
    , m_noticeTimer(this) {
    setObjectName(u"statusLine"_s);
    m_left->setObjectName(u"statusRuns"_s);
    m_rate->setObjectName(u"statusRateLimit"_s);
    m_keyIcon->setObjectName(u"statusKeySymbol"_s);
    m_key->setObjectName(u"statusKey"_s);
    m_profileIcon->setObjectName(u"statusProfileSymbol"_s);
    m_profile->setObjectName(u"statusProfile"_s);
    for (QLabel *label : {m_rate, static_cast<QLabel *>(m_key), m_profile}) {
        label->setTextFormat(Qt::PlainText);
        setStyleProperty(label, "role", u"dim"_s);
    }
    m_rate->hide();
    m_keyIcon->hide();
    m_profileIcon->hide();

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::grid, 2, metrics::grid, 2);
    layout->setSpacing(metrics::grid / 2);
    layout->addWidget(m_left, 1);
    layout->addSpacing(metrics::grid * 2);
    layout->addWidget(m_rate);
    layout->addSpacing(metrics::grid * 2);
    layout->addWidget(m_keyIcon);
    layout->addWidget(m_key);
    layout->addSpacing(metrics::grid * 2);
    layout->addWidget(m_profileIcon);
    layout->addWidget(m_profile);

    m_noticeTimer.setSingleShot(true);
    m_noticeTimer.setInterval(std::chrono::seconds(5));
    connect(&m_noticeTimer, &QTimer::timeout, this, [this] {
        m_notice.clear();
        updateLeft();
    });
    setTotals({});
}

void StatusLine::setTotals(const Totals &totals) {
    QStringList parts;
    const auto add = [&parts](const QString &words, int count) {
        if (count > 0)
            parts += words.arg(QLocale().toString(count));
    };
    add(tr("%1 running"), totals.running);
    add(tr("%1 queued"), totals.queued);
    if (parts.isEmpty())
        parts += tr("Nothing running");
    add(tr("%1 ready"), totals.ready);
    add(tr("%1 failed"), totals.failed);
    add(tr("%1 unsettled"), totals.unsettled);
    m_runsText = parts.join(u" · "_s);
    updateLeft();
}

void StatusLine::setRateLimit(int remaining, int limit) {
    const bool known = remaining >= 0 && limit >= 0;
    m_rate->setVisible(known);
    m_rate->setText(
        known ? tr("%1 of %2 submissions left this minute").arg(remaining).arg(limit) : QString());
}

void StatusLine::setKey(const QString &words, bool ok) {
    m_key->setText(words);
    m_keyOk = ok;
    updateIcons();
}

void StatusLine::setProfile(const QString &words, bool sandbox) {
    m_profile->setText(words);
    m_sandbox = sandbox;
    updateIcons();
}

void StatusLine::showNotice(const QString &text) {
    m_notice = text;
    m_noticeTimer.start();
    updateLeft();
}

void StatusLine::updateLeft() {
    const bool notice = !m_notice.isEmpty();
    setStyleProperty(m_left, "role", notice ? u"section"_s : u"dim"_s);
    m_left->setText(notice ? m_notice : m_runsText);
}

void StatusLine::updateIcons() {
    const Colors &colors = colorsOf(this);
    m_keyIcon->setVisible(!m_keyOk && !m_key->text().isEmpty());
    m_keyIcon->setPixmap(iconPixmap(u"warning"_s, colors.doubt, 14, devicePixelRatioF()));
    setStyleProperty(m_key, "role", m_keyOk ? u"dim"_s : u"doubt"_s);
    m_profileIcon->setVisible(m_sandbox);
    m_profileIcon->setPixmap(iconPixmap(u"sandbox"_s, colors.dim, 14, devicePixelRatioF()));
}

void StatusLine::changeEvent(QEvent *event) {
    if (event->type() == QEvent::PaletteChange)
        updateIcons();
    QWidget::changeEvent(event);
}

} // namespace ui
