// SPDX-License-Identifier: MIT
#include "ui/runheader.h"

#include "ui/elidedlabel.h"
#include "ui/exacttimes.h"
#include "ui/labels.h"
#include "ui/runtext.h"
#include "ui/statepill.h"
#include "ui/theme.h"

#include <QAction>
#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using runs::RunState;

namespace {

void copyText(const QString &text) {
    QGuiApplication::clipboard()->setText(text);
}

} // namespace

RunHeader::RunHeader(QWidget *parent)
    : QWidget(parent)
    , m_name(new ElidedLabel(Qt::ElideMiddle, this))
    , m_pill(new StatePill(this))
    , m_subtitle(new ElidedLabel(Qt::ElideRight, this))
    , m_cancel(createButton(tr("Cancel"), u"runCancelButton"_s, &RunHeader::cancelRequested))
    , m_askNow(createButton(tr("Ask now"), u"runAskNowButton"_s, &RunHeader::askNowRequested))
    , m_stop(createButton(tr("Stop waiting"), u"runStopButton"_s, &RunHeader::stopRequested))
    , m_save(createButton(tr("Save result…"), u"runSaveButton"_s, &RunHeader::saveRequested))
    , m_more(new QToolButton(this))
    , m_menu(new QMenu(this))
    , m_linked(new QPushButton(this)) {
    setObjectName(u"runHeader"_s);
    m_name->setObjectName(u"runName"_s);
    setStyleProperty(m_name, "role", u"heading"_s);
    m_pill->setObjectName(u"runState"_s);
    m_subtitle->setObjectName(u"runSubtitle"_s);
    setStyleProperty(m_subtitle, "role", u"dim"_s);
    createMenu();
    m_linked->setObjectName(u"runLinked"_s);
    m_linked->setProperty("link", true);
    m_linked->setAccessibleName(tr("The run whose document this one submits again"));
    m_linked->setToolTip(tr("Show that run"));
    m_linked->hide();
    connect(m_linked, &QPushButton::clicked, this, [this] { emit runRequested(m_linkedRun); });

    auto *top = new QHBoxLayout;
    top->setSpacing(metrics::grid);
    top->addWidget(m_name);
    top->addWidget(m_pill);
    top->addStretch(1);
    for (QPushButton *button : {m_cancel, m_askNow, m_stop, m_save})
        top->addWidget(button);
    top->addWidget(m_more);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(
        metrics::grid * 2, metrics::grid * 3 / 2, metrics::grid * 3 / 2, metrics::grid);
    layout->setSpacing(metrics::grid / 2);
    layout->addLayout(top);
    auto *below = new QHBoxLayout;
    below->setSpacing(metrics::grid);
    below->addWidget(m_subtitle);
    below->addWidget(m_linked);
    below->addStretch(1);
    layout->addLayout(below);
}

QPushButton *RunHeader::createButton(
    const QString &words, const QString &name, void (RunHeader::*signal)(qint64)) {
    auto *button = new QPushButton(words, this);
    button->setObjectName(name);
    button->setAccessibleName(QString(words).remove(u'…'));
    connect(button, &QPushButton::clicked, this, [this, signal] { emit(this->*signal)(m_run.id); });
    return button;
}

void RunHeader::createMenu() {
    const auto add = [this](const QString &words, const QString &name, auto slot) {
        QAction *action = m_menu->addAction(words, this, slot);
        action->setObjectName(name);
        return action;
    };
    m_menu->setObjectName(u"runHeaderMenu"_s);
    QAction *copyName = add(tr("Copy name"), u"runCopyName"_s, [this] { copyText(m_run.name); });
    m_copyCollection =
        add(tr("Copy collection id"), u"runCopyCollection"_s, [this] { copyText(m_run.collectionId); });
    m_copyRequest = add(tr("Copy request id"), u"runCopyRequest"_s, [this] { copyText(m_run.requestId); });
    m_menu->addSeparator();
    m_sendAgain = add(QString(), u"runSendAgain"_s, [this] { emit sendAgainRequested(m_run.id); });
    m_deleteThere = add(tr("Delete at the service…"), u"runDeleteThere"_s,
        [this] { emit deleteAtServiceRequested(m_run.id); });
    m_name->addAction(copyName);
    m_name->setContextMenuPolicy(Qt::ActionsContextMenu);

    m_more->setObjectName(u"runMoreButton"_s);
    m_more->setAccessibleName(tr("More about this run"));
    m_more->setToolTip(tr("More"));
    m_more->setText(u"⋯"_s);
    m_more->setMinimumSize(metrics::row, metrics::row);
    // Not setMenu(): the arrow beside the dots would say the same twice.
    connect(m_more, &QToolButton::clicked, this,
        [this] { m_menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
}

void RunHeader::showRun(const runs::Run &run) {
    m_run = run;
    m_name->setText(run.name);
    m_pill->setState(run.state);
    m_subtitle->setText(subtitle(run));
    m_cancel->setVisible(run.state == RunState::Queued || run.state == RunState::Uploading);
    m_askNow->setVisible(run.state == RunState::Waiting);
    m_stop->setVisible(run.state == RunState::Waiting);
    m_save->setVisible(run.state == RunState::Ready);
    m_copyCollection->setEnabled(!run.collectionId.isEmpty());
    m_copyRequest->setEnabled(!run.requestId.isEmpty());
    m_sendAgain->setVisible(!run.isActive() && !wasRefused(run));
    m_sendAgain->setText(sendAgainText(run));
    m_deleteThere->setVisible(!run.collectionId.isEmpty());
}

void RunHeader::setLinkedRun(const std::optional<runs::Run> &run) {
    m_linkedRun = run ? run->id : 0;
    m_linked->setVisible(run.has_value());
    if (!run)
        return;
    m_linked->setText(tr("Submitted again from the run of %1").arg(clockText(run->createdAt)));
    m_linked->setAccessibleName(m_linked->text());
}

QString RunHeader::subtitle(const runs::Run &run) {
    QStringList parts;
    parts += run.workflowName.isEmpty() ? run.workflowId : run.workflowName;
    if (!run.versionId.isEmpty())
        parts +=
            tr("version %1").arg(run.versionId.size() > 12 ? run.versionId.left(12) + u'…' : run.versionId);
    if (run.acceptedAt > 0 && run.uploadStartedAt > 0)
        parts += tr("uploaded %1").arg(exactDuration(run.acceptedAt - run.uploadStartedAt));
    if (run.endedAt > 0 && run.acceptedAt > 0)
        parts += tr("waited %1").arg(exactDuration(run.endedAt - run.acceptedAt));
    if (run.attempts > 0)
        parts += run.attempts == 1 ? tr("asked once") : tr("asked %1 times").arg(run.attempts);
    parts += exactClock(run.endedAt > 0 ? run.endedAt : run.createdAt, QDateTime::currentMSecsSinceEpoch());
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace ui
