// SPDX-License-Identifier: MIT
#include "ui/resultpane.h"

#include "ui/emptypage.h"
#include "ui/progresspage.h"
#include "ui/resultpage.h"
#include "ui/runheader.h"

#include <QDateTime>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using runs::RunState;

ResultPane::ResultPane(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyPage(m_stack)) {
    setObjectName(u"resultPane"_s);
    m_stack->setObjectName(u"resultStack"_s);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    connect(m_empty, &EmptyPage::sampleRequested, this, &ResultPane::sampleRequested);
    connect(m_empty, &EmptyPage::addFilesRequested, this, &ResultPane::addFilesRequested);
    connect(m_empty, &EmptyPage::keyRequested, this, &ResultPane::settingsRequested);
    connect(m_empty, &EmptyPage::sandboxRequested, this, &ResultPane::sandboxRequested);
}

RunHeader *ResultPane::header() {
    if (m_header)
        return m_header;
    m_header = new RunHeader(this);
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, m_header);
    connect(m_header, &RunHeader::stopRequested, this, &ResultPane::stopRequested);
    connect(m_header, &RunHeader::askNowRequested, this, &ResultPane::askNowRequested);
    connect(m_header, &RunHeader::cancelRequested, this, &ResultPane::cancelRequested);
    connect(m_header, &RunHeader::sendAgainRequested, this, &ResultPane::sendAgainRequested);
    connect(m_header, &RunHeader::saveRequested, this, &ResultPane::saveRequested);
    connect(m_header, &RunHeader::deleteAtServiceRequested, this, &ResultPane::deleteAtServiceRequested);
    connect(m_header, &RunHeader::runRequested, this, &ResultPane::runRequested);
    return m_header;
}

ProgressPage *ResultPane::progress() {
    if (m_progress)
        return m_progress;
    m_progress = new ProgressPage(m_stack);
    m_stack->addWidget(m_progress);
    connect(m_progress, &ProgressPage::askAgainRequested, this, &ResultPane::askAgainRequested);
    connect(m_progress, &ProgressPage::sendAgainRequested, this, &ResultPane::sendAgainRequested);
    connect(m_progress, &ProgressPage::editRequested, this, &ResultPane::editRequested);
    connect(m_progress, &ProgressPage::settingsRequested, this, &ResultPane::settingsRequested);
    connect(m_progress, &ProgressPage::adoptRequested, this, &ResultPane::adoptRequested);
    connect(m_progress, &ProgressPage::lookAgainRequested, this, &ResultPane::lookAgainRequested);
    connect(m_progress, &ProgressPage::moreTimeRequested, this, &ResultPane::moreTimeRequested);
    return m_progress;
}

ResultPage *ResultPane::result() {
    if (m_result)
        return m_result;
    m_result = new ResultPage(m_stack);
    m_stack->addWidget(m_result);
    m_result->setView(m_view);
    if (m_threshold >= 0)
        m_result->setThreshold(m_threshold);
    m_result->restorePane(m_paneState);
    connect(m_result, &ResultPage::thresholdChanged, this, &ResultPane::thresholdChanged);
    connect(m_result, &ResultPage::saveRequested, this, [this] { emit saveRequested(m_run.id); });
    connect(m_result, &ResultPage::exportRequested, this, &ResultPane::exportTableRequested);
    connect(m_result, &ResultPage::savePictureRequested, this, &ResultPane::savePictureRequested);
    connect(m_result, &ResultPage::openRequested, this, &ResultPane::openRequested);
    return m_result;
}

void ResultPane::showEmpty() {
    m_run = {};
    if (m_header)
        m_header->hide();
    setDocument(nullptr);
    m_stack->setCurrentWidget(m_empty);
}

void ResultPane::showRun(const runs::Run &run) {
    const bool other = run.id != m_run.id;
    m_run = run;
    if (other || run.state != RunState::Ready)
        setDocument(nullptr);
    header()->showRun(run);
    header()->show();
    if (run.state == RunState::Ready) {
        m_stack->setCurrentWidget(result());
    } else {
        progress()->showRun(run);
        m_stack->setCurrentWidget(progress());
    }
}

void ResultPane::setDocument(const results::ResultDocumentPtr &document) {
    if (document || m_result)
        result()->setDocument(document);
}

void ResultPane::setTimeline(const QList<runs::TimelineEntry> &entries) {
    if (m_run.state == RunState::Ready)
        result()->setTimeline(entries, QDateTime::currentMSecsSinceEpoch());
    else
        progress()->setTimeline(entries);
}

void ResultPane::setSearch(const QList<runs::Candidate> &candidates, bool looking) {
    if (m_run.state == RunState::Unconfirmed)
        progress()->setSearch(candidates, looking);
}

void ResultPane::setLinkedRun(const std::optional<runs::Run> &run) {
    header()->setLinkedRun(run);
}

void ResultPane::setSandbox(bool sandbox) {
    m_empty->setSandbox(sandbox);
}

void ResultPane::setBlocked(const Blockage &blockage) {
    m_empty->setBlocked(blockage);
}

void ResultPane::tick(qint64 nowMs) {
    if (m_progress)
        m_progress->tick(nowMs);
}

void ResultPane::setThreshold(int threshold) {
    m_threshold = threshold;
    if (m_result)
        m_result->setThreshold(threshold);
}

bool ResultPane::showExportOutcome(View view, const QString &words) {
    return m_result && m_result->showExportOutcome(view, words);
}

QByteArray ResultPane::paneState() const {
    return m_result ? m_result->paneState() : m_paneState;
}

void ResultPane::restorePane(const QByteArray &state) {
    m_paneState = state;
    if (m_result)
        m_result->restorePane(state);
}

void ResultPane::setView(View view) {
    m_view = view;
    if (m_result)
        m_result->setView(view);
}

void ResultPane::goToView(View view) {
    const bool onProgress = m_progress && m_stack->currentWidget() == m_progress;
    if (!onProgress || view != Timeline)
        setView(view);
    if (m_result && m_stack->currentWidget() == m_result)
        m_result->focusView();
    else if (view == Timeline && onProgress)
        m_progress->focusTimeline();
}

bool ResultPane::find() {
    if (!m_result || m_stack->currentWidget() != m_result)
        return false;
    m_result->find();
    return true;
}

} // namespace ui
