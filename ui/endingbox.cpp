// SPDX-License-Identifier: MIT
#include "ui/endingbox.h"

#include "ui/candidatesbox.h"
#include "ui/labels.h"
#include "ui/runtext.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QResizeEvent>
#include <QVBoxLayout>
#include <QtMath>

#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

using runs::RunState;

EndingBox::EndingBox(QWidget *parent)
    : QWidget(parent)
    , m_message(plainLabel(u"endingMessage"_s, {}, this))
    , m_detailCaption(plainLabel(u"endingDetailCaption"_s, u"dim"_s, this))
    , m_detail(new QPlainTextEdit(this))
    , m_remedy(plainLabel(u"endingRemedy"_s, u"section"_s, this))
    , m_candidates(new CandidatesBox(this))
    , m_askAgain(createButton(tr("Ask again"), u"endingAskAgainButton"_s))
    , m_edit(createButton(tr("Edit and submit again"), u"endingEditButton"_s))
    , m_sendAgain(createButton({}, u"endingSendAgainButton"_s))
    , m_settings(createButton(tr("Settings…"), u"endingSettingsButton"_s)) {
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_detailCaption->setText(tr("In the words of the service:"));
    m_detail->setObjectName(u"endingDetail"_s);
    m_detail->setAccessibleName(tr("The service's own words"));
    m_detail->setReadOnly(true);
    m_detail->setTabChangesFocus(true);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_detail->viewport()->installEventFilter(this);
    connect(m_askAgain, &QPushButton::clicked, this, [this] { emit askAgainRequested(m_run.id); });
    connect(m_sendAgain, &QPushButton::clicked, this, [this] { emit sendAgainRequested(m_run.id); });
    connect(m_edit, &QPushButton::clicked, this, [this] { emit editRequested(m_run.id); });
    connect(m_settings, &QPushButton::clicked, this, &EndingBox::settingsRequested);
    connect(m_candidates, &CandidatesBox::adoptRequested, this,
        [this](const QString &collectionId) { emit adoptRequested(m_run.id, collectionId); });
    connect(m_candidates, &CandidatesBox::lookAgainRequested, this,
        [this] { emit lookAgainRequested(m_run.id); });

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::grid);
    QWidget *before = m_candidates;
    for (QPushButton *button : m_candidates->buttons() + QList{m_askAgain, m_edit, m_sendAgain, m_settings}) {
        buttons->addWidget(button);
        setTabOrder(before, button);
        before = button;
    }
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, metrics::grid);
    layout->setSpacing(metrics::grid);
    layout->addWidget(m_message);
    layout->addWidget(m_detailCaption);
    layout->addWidget(m_detail);
    layout->addWidget(m_remedy);
    layout->addWidget(m_candidates);
    layout->addLayout(buttons);
}

QPushButton *EndingBox::createButton(const QString &words, const QString &name) {
    auto *button = new QPushButton(words, this);
    button->setObjectName(name);
    button->setAccessibleName(QString(words).remove(u'…'));
    return button;
}

void EndingBox::showRun(const runs::Run &run) {
    const bool other = run.id != m_run.id;
    m_run = run;
    m_message->setText(run.message);
    m_message->setVisible(!run.message.isEmpty());
    m_remedy->setText(run.remedy);
    m_remedy->setVisible(!run.remedy.isEmpty());
    const bool detailed = !run.detail.isEmpty() && run.detail != run.message;
    if (m_detail->toPlainText() != run.detail)
        m_detail->setPlainText(run.detail);
    m_detail->setVisible(detailed);
    fitDetail();
    m_detailCaption->setVisible(detailed);

    const bool ended = !run.isActive() && run.state != RunState::Ready;
    const bool canAsk = run.state == RunState::Stopped && !run.collectionId.isEmpty();
    if (other)
        m_candidates->setSearch({}, false, 0);
    m_candidates->setActive(run.state == RunState::Unconfirmed);
    m_askAgain->setVisible(canAsk);
    m_edit->setVisible(wasRefused(run));
    m_sendAgain->setVisible(ended && !canAsk && !wasRefused(run));
    m_sendAgain->setText(sendAgainText(run));
    m_sendAgain->setAccessibleName(m_sendAgain->text().remove(u'…'));
    m_settings->setVisible(ended && (run.httpStatus == 401 || run.httpStatus == 403));
    setVisible(ended || !run.message.isEmpty() || detailed);
}

void EndingBox::setSearch(const QList<runs::Candidate> &candidates, bool looking, qint64 nowMs) {
    m_candidates->setSearch(candidates, looking, nowMs);
}

/// As high as the words are at this width; a long text scrolls.
void EndingBox::fitDetail() {
    constexpr int most = 8;
    // A plain text document counts its height in lines.
    const int lines = qBound(1, qRound(m_detail->document()->size().height()), most);
    const QFontMetricsF font(m_detail->font());
    // It counts its margin three times before it does without a scroll bar.
    const double inside =
        lines * std::ceil(font.lineSpacing()) + 3 * m_detail->document()->documentMargin() + 2;
    m_detail->setFixedHeight(m_detail->height() - m_detail->viewport()->height() + qCeil(inside));
}

bool EndingBox::eventFilter(QObject *watched, QEvent *event) {
    if (watched == m_detail->viewport() && event->type() == QEvent::Resize &&
        static_cast<QResizeEvent *>(event)->size().width() !=
            static_cast<QResizeEvent *>(event)->oldSize().width())
        QMetaObject::invokeMethod(this, &EndingBox::fitDetail, Qt::QueuedConnection); // once it is wrapped
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
