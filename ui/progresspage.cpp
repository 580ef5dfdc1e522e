// SPDX-License-Identifier: MIT
#include "ui/progresspage.h"

#include "ui/elidedlabel.h"
#include "ui/endingbox.h"
#include "ui/exacttimes.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/runtext.h"
#include "ui/stepsline.h"
#include "ui/theme.h"
#include "ui/timelineview.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using runs::RunState;

namespace {

constexpr int columnWidth = 620;
constexpr int symbolSize = 32;

QString tr(const char *text) {
    return QCoreApplication::translate("ui::ProgressPage", text);
}

QString titleOf(const runs::Run &run) {
    switch (run.state) {
    case RunState::Queued:
        return tr("Waiting for its turn to be sent");
    case RunState::Uploading:
        return tr("Uploading");
    case RunState::Waiting:
        return tr("The service is working on it");
    case RunState::Ready:
        return tr("The result is here");
    case RunState::Failed:
        return tr("Failed");
    case RunState::Cancelled:
        return tr("Cancelled");
    case RunState::Stopped:
        return tr("Waiting was stopped");
    case RunState::Unconfirmed:
        return tr("Not confirmed: it may have arrived");
    }
    return {};
}

/// The step of an upload that was never confirmed: what became of it is the point of such a run.
StepsLine::Step brokenUpload(const runs::Run &run, const QString &time) {
    using Mark = StepsLine::Mark;
    if (run.state == RunState::Unconfirmed)
        return {tr("Upload unclear"), time, Mark::Doubtful};
    if (run.state == RunState::Failed)
        return {run.httpStatus > 0 ? tr("Upload refused") : tr("Not uploaded"), time, Mark::Bad};
    return {tr("Not uploaded"), time, Mark::Ended};
}

} // namespace

QString askedText(const runs::Run &run, qint64 nowMs) {
    if (run.state != RunState::Waiting)
        return {};
    // No time is planned while a question is under way. One that is overdue waits for its turn, or for a key.
    if (run.nextAskAt <= 0)
        return tr("asking now…");
    const bool due = run.nextAskAt <= nowMs;
    const QString next = runningDuration(run.nextAskAt - nowMs + 999);
    if (run.lastAskedAt <= 0)
        return due ? tr("the first question is due") : tr("first question in %1").arg(next);
    const QString last = runningDuration(nowMs - run.lastAskedAt);
    return due ? tr("asked %1 ago, the next question is due").arg(last)
               : tr("asked %1 ago, next in %2").arg(last, next);
}

ProgressPage::ProgressPage(QWidget *parent)
    : QWidget(parent)
    , m_symbol(new QLabel(this))
    , m_title(plainLabel(u"progressTitle"_s, u"heading"_s, this))
    , m_moving(plainLabel(u"progressMoving"_s, u"dim"_s, this))
    , m_steps(new StepsLine(this))
    , m_bar(new QProgressBar(this))
    , m_barWords(plainLabel(u"uploadWords"_s, u"dim"_s, this))
    , m_ending(new EndingBox(this))
    , m_scroll(new QScrollArea(this)) {
    setObjectName(u"progressPage"_s);
    m_symbol->setFixedSize(symbolSize, symbolSize);
    m_moving->setWordWrap(false);
    m_bar->setObjectName(u"uploadBar"_s);
    m_bar->setAccessibleName(tr("Upload"));
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);
    connect(m_ending, &EndingBox::askAgainRequested, this, &ProgressPage::askAgainRequested);
    connect(m_ending, &EndingBox::sendAgainRequested, this, &ProgressPage::sendAgainRequested);
    connect(m_ending, &EndingBox::editRequested, this, &ProgressPage::editRequested);
    connect(m_ending, &EndingBox::settingsRequested, this, &ProgressPage::settingsRequested);
    connect(m_ending, &EndingBox::adoptRequested, this, &ProgressPage::adoptRequested);
    connect(m_ending, &EndingBox::lookAgainRequested, this, &ProgressPage::lookAgainRequested);

    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_moving);
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::grid * 3 / 2);
    head->addWidget(m_symbol, 0, Qt::AlignVCenter);
    head->addLayout(words, 1);

    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(metrics::grid * 2);
    facts->setVerticalSpacing(metrics::grid / 2);
    facts->setColumnStretch(1, 1);
    m_elapsed = addFact(facts, tr("Elapsed"), u"factElapsed"_s);
    m_attempts = addFact(facts, tr("Times asked"), u"factAttempts"_s);
    m_word = addFact(facts, tr("The service says"), u"factStatusWord"_s);
    m_deadline = addFact(facts, tr("Waiting until"), u"factDeadline"_s);
    m_moreTime = addButton(facts, tr("30 minutes longer"), u"factDeadlineMore"_s);
    m_moreTime->setAccessibleName(tr("Wait 30 minutes longer"));
    connect(m_moreTime, &QPushButton::clicked, this, [this] { emit moreTimeRequested(m_run.id); });
    m_collection = addFact(facts, tr("Collection id"), u"factCollection"_s, true);
    m_http = addFact(facts, tr("HTTP status"), u"factHttpStatus"_s);
    m_request = addFact(facts, tr("Request id"), u"factRequest"_s, true);

    auto *timelineCaption = plainLabel(u"timelineCaption"_s, u"section"_s, this);
    timelineCaption->setText(tr("Timeline"));
    m_timeline = new TimelineView(TimelineView::Size::Fitted, this);

    auto *column = new QWidget(this);
    column->setMaximumWidth(columnWidth);
    auto *rows = new QVBoxLayout(column);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(metrics::grid);
    rows->addLayout(head);
    rows->addSpacing(metrics::grid);
    rows->addWidget(m_steps);
    rows->addSpacing(metrics::grid);
    rows->addWidget(m_bar);
    rows->addWidget(m_barWords);
    rows->addWidget(m_ending);
    rows->addLayout(facts);
    rows->addSpacing(metrics::grid);
    rows->addWidget(timelineCaption);
    rows->addWidget(m_timeline);
    rows->addStretch(1);

    auto *content = new QWidget(this);
    content->setObjectName(u"progressContent"_s);
    auto *side = new QHBoxLayout(content);
    side->setContentsMargins(metrics::grid * 2, metrics::grid * 3, metrics::grid * 2, metrics::grid * 2);
    side->addWidget(column, 1000);
    side->addStretch(1);
    auto *scroll = m_scroll;
    scroll->setObjectName(u"progressScroll"_s);
    scroll->setAccessibleName(tr("Progress of the run"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

ProgressPage::Fact ProgressPage::addFact(
    QGridLayout *grid, const QString &caption, const QString &name, bool copyable) {
    const int row = grid->rowCount();
    Fact fact;
    fact.caption = plainLabel(name + u"Caption"_s, u"dim"_s, this);
    fact.caption->setText(caption);
    fact.caption->setWordWrap(false);
    fact.value = new ElidedLabel(Qt::ElideMiddle, this);
    fact.value->setObjectName(name);
    fact.value->setMinimumHeight(24);
    auto *value = new QHBoxLayout;
    value->setSpacing(metrics::grid / 2);
    value->addWidget(fact.value);
    if (copyable) {
        fact.copy = new QToolButton(this);
        fact.copy->setObjectName(name + u"Copy"_s);
        fact.copy->setAccessibleName(tr("Copy %1").arg(caption.toLower()));
        fact.copy->setToolTip(fact.copy->accessibleName());
        fact.copy->setIcon(icon(u"copy"_s));
        connect(fact.copy, &QToolButton::clicked, this,
            [label = fact.value] { QGuiApplication::clipboard()->setText(label->text()); });
        value->addWidget(fact.copy);
    }
    value->addStretch(1);
    grid->addWidget(fact.caption, row, 0);
    grid->addLayout(value, row, 1);
    return fact;
}

/// Behind the value of the newest fact.
QPushButton *ProgressPage::addButton(QGridLayout *grid, const QString &words, const QString &name) {
    auto *button = new QPushButton(words, this);
    button->setObjectName(name);
    button->setProperty("link", true);
    auto *value = static_cast<QHBoxLayout *>(grid->itemAtPosition(grid->rowCount() - 1, 1)->layout());
    value->insertWidget(value->count() - 1, button);
    return button;
}

void ProgressPage::setFact(const Fact &fact, const QString &value) {
    fact.value->setText(value);
    fact.caption->setVisible(!value.isEmpty());
    fact.value->setVisible(!value.isEmpty());
    if (fact.copy)
        fact.copy->setVisible(!value.isEmpty());
}

void ProgressPage::showRun(const runs::Run &run) {
    m_run = run;
    // The clock is the window's; until its next tick, not before what is known to have happened.
    m_now =
        qMax(m_now, qMax(qMax(run.createdAt, run.uploadStartedAt), qMax(run.acceptedAt, run.lastAskedAt)));
    m_title->setText(titleOf(run));
    m_moving->setVisible(run.state == RunState::Waiting);
    updateSymbol();
    showSteps();
    showUpload();
    showFacts();
    m_ending->showRun(run);
    updateTimes();
    // Left to itself, a new height climbs one layout for each turn of the event loop, and is seen on its way.
    for (QWidget *widget = m_ending; widget != this; widget = widget->parentWidget()) {
        if (widget->layout())
            widget->layout()->activate();
    }
}

void ProgressPage::setTimeline(const QList<runs::TimelineEntry> &entries) {
    m_timeline->setEntries(entries, m_now);
}

void ProgressPage::setSearch(const QList<runs::Candidate> &candidates, bool looking) {
    m_ending->setSearch(candidates, looking, m_now);
}

void ProgressPage::focusTimeline() {
    m_timeline->setFocus(Qt::ShortcutFocusReason);
    m_scroll->ensureWidgetVisible(m_timeline);
}

void ProgressPage::tick(qint64 nowMs) {
    m_now = nowMs;
    updateTimes();
}

void ProgressPage::showSteps() {
    using Mark = StepsLine::Mark;
    constexpr RunState ways[] = {RunState::Queued, RunState::Uploading, RunState::Waiting, RunState::Ready};
    QList<StepsLine::Step> steps{
        {stateWord(RunState::Queued), exactClock(m_run.createdAt, m_now), Mark::Done},
        {tr("Uploaded"), exactClock(m_run.uploadStartedAt, m_now), Mark::Done},
        {tr("Waited"), exactClock(m_run.acceptedAt, m_now), Mark::Done},
        {stateWord(RunState::Ready), exactClock(m_run.endedAt, m_now), Mark::Done}};
    if (m_run.isActive()) {
        const int current = m_run.state == RunState::Queued ? 0 : m_run.state == RunState::Uploading ? 1 : 2;
        steps[current].mark = Mark::Current;
        steps[current].words = stateWord(m_run.state);
        for (int i = current + 1; i < steps.size(); ++i)
            steps[i] = {stateWord(ways[i]), {}, Mark::Ahead};
    } else if (m_run.state != RunState::Ready) {
        // As far as it came, and there the end.
        steps.resize(m_run.acceptedAt > 0 ? 3 : m_run.uploadStartedAt > 0 ? 2 : 1);
        if (m_run.acceptedAt <= 0 && m_run.uploadStartedAt > 0)
            steps.last() = brokenUpload(m_run, steps.last().time);
        steps += {stateWord(m_run.state), exactClock(m_run.endedAt, m_now),
            m_run.state == RunState::Failed      ? Mark::Bad
            : m_run.state == RunState::Cancelled ? Mark::Ended
                                                 : Mark::Doubtful};
    }
    m_steps->setSteps(steps);
}

void ProgressPage::showUpload() {
    const bool uploading = m_run.state == RunState::Uploading;
    const qint64 total = m_run.bytesTotal > 0 ? m_run.bytesTotal : m_run.size;
    const qint64 sent = qBound<qint64>(0, m_run.bytesSent, qMax<qint64>(0, total));
    m_bar->setVisible(uploading);
    m_barWords->setVisible(uploading);
    m_bar->setValue(total > 0 ? int(sent * 1000 / total) : 0);
    m_barWords->setText(total > 0 && sent == total
                            ? tr("All %1 sent; the service has not answered yet").arg(bytesText(total))
                            : tr("%1 sent").arg(progressText(sent, total)));
}

void ProgressPage::showFacts() {
    const bool waiting = m_run.state == RunState::Waiting;
    setFact(m_attempts, m_run.attempts > 0 ? QString::number(m_run.attempts) : QString());
    setFact(m_word, m_run.isActive() || m_run.state == RunState::Stopped ? m_run.statusWord : QString());
    setFact(m_deadline, waiting && m_run.deadlineAt > 0 ? exactClock(m_run.deadlineAt, m_now) : QString());
    m_moreTime->setVisible(waiting && m_run.deadlineAt > 0);
    setFact(m_collection, m_run.collectionId);
    setFact(
        m_http, !m_run.isActive() && m_run.httpStatus > 0 ? QString::number(m_run.httpStatus) : QString());
    setFact(m_request, m_run.requestId);
}

void ProgressPage::updateTimes() {
    const RunState state = m_run.state;
    const qint64 since = state == RunState::Waiting     ? m_run.acceptedAt
                         : state == RunState::Uploading ? m_run.uploadStartedAt
                         : state == RunState::Queued    ? m_run.createdAt
                                                        : 0;
    setFact(m_elapsed, since > 0 ? runningDuration(m_now - since) : QString());
    m_moving->setText(askedText(m_run, m_now));
}

void ProgressPage::updateSymbol() {
    m_symbol->setPixmap(iconPixmap(
        iconName(m_run.state), stateColor(m_run.state, colorsOf(this)), symbolSize, devicePixelRatioF()));
}

void ProgressPage::changeEvent(QEvent *event) {
    if (event->type() == QEvent::PaletteChange)
        updateSymbol();
    QWidget::changeEvent(event);
}

} // namespace ui
