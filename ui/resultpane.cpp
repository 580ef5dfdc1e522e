// SPDX-License-Identifier: MIT
#include "ui/resultpane.h"

#include "ui/emptypage.h"
#include "ui/progresspage.h"
#include "ui/resultpage.h"
#include "ui/runheader.h"

#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using runs::RunState;

ResultPane::ResultPane(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_header(new RunHeader(this))
    , m_empty(new EmptyPage(this))
    , m_progress(new ProgressPage(this))
    , m_result(new ResultPage(this)) {
    setObjectName(u"resultPane"_s);
    m_stack->setObjectName(u"resultStack"_s);
    for (QWidget *page : {static_cast<QWidget *>(m_empty), static_cast<QWidget *>(m_progress),
             static_cast<QWidget *>(m_result)})
        m_stack->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_stack, 1);

    connect(m_empty, &EmptyPage::sampleRequested, this, &ResultPane::sampleRequested);
    connect(m_empty, &EmptyPage::addFilesRequested, this, &ResultPane::addFilesRequested);
    connect(m_header, &RunHeader::stopRequested, this, &ResultPane::stopRequested);
    connect(m_header, &RunHeader::askNowRequested, this, &ResultPane::askNowRequested);
    connect(m_header, &RunHeader::cancelRequested, this, &ResultPane::cancelRequested);
    connect(m_header, &RunHeader::sendAgainRequested, this, &ResultPane::sendAgainRequested);
    connect(m_header, &RunHeader::saveRequested, this, &ResultPane::saveRequested);
    connect(m_progress, &ProgressPage::askAgainRequested, this, &ResultPane::askAgainRequested);
    connect(m_progress, &ProgressPage::sendAgainRequested, this, &ResultPane::sendAgainRequested);
    connect(m_progress, &ProgressPage::settingsRequested, this, &ResultPane::settingsRequested);
    connect(m_result, &ResultPage::saveRequested, this, [this] { emit saveRequested(m_run.id); });
    showEmpty();
}

void ResultPane::showEmpty() {
    m_run = {};
    m_header->hide();
    m_result->setDocument(nullptr);
    m_stack->setCurrentWidget(m_empty);
}

void ResultPane::showRun(const runs::Run &run) {
    const bool other = run.id != m_run.id;
    m_run = run;
    if (other || run.state != RunState::Ready)
        m_result->setDocument(nullptr);
    m_header->showRun(run);
    m_header->show();
    if (run.state == RunState::Ready) {
        m_stack->setCurrentWidget(m_result);
    } else {
        m_progress->showRun(run);
        m_stack->setCurrentWidget(m_progress);
    }
}

void ResultPane::setDocument(const results::ResultDocumentPtr &document) {
    m_result->setDocument(document);
}

void ResultPane::setSandbox(bool sandbox) {
    m_empty->setSandbox(sandbox);
}

void ResultPane::tick(qint64 nowMs) {
    m_progress->tick(nowMs);
}

void ResultPane::setView(View view) {
    m_result->setView(view);
}

} // namespace ui
