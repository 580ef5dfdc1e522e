// SPDX-License-Identifier: MIT
#include "ui/runswiring.h"

#include "app/runs/runservice.h"
#include "app/settings/settings.h"
#include "ui/comparedesk.h"
#include "ui/filedialogs.h"
#include "ui/resultexport.h"
#include "ui/resultpane.h"
#include "ui/runactions.h"
#include "ui/runspane.h"
#include "ui/statusline.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

#include <chrono>
#include <tuple>

using namespace Qt::StringLiterals;

namespace ui {

using runs::RunState;

RunsWiring::RunsWiring(const Parts &parts, QWidget *window)
    : QObject(window)
    , m_parts(parts)
    , m_actions(new RunActions(parts.service, parts.settings, window))
    , m_compare(new CompareDesk(parts.service, parts.settings, window))
    , m_totals(&parts.service->history(), [service = parts.service] { return service->runs(); }) {
    const QList<runs::Run> newest = m_parts.service->history().page({}, 0, 1);
    m_newest = newest.isEmpty() ? 0 : newest.first().id;
    m_parts.model->setNewest([service = m_parts.service](qint64 id) { return service->find(id); });
    connect(m_actions, &RunActions::notice, m_parts.status, &StatusLine::showNotice);
    connectList();
    connectPage();
    connectService();
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, [this] {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        m_parts.page->tick(now);
        m_parts.list->tick(now);
        updateSearch();
    });
    m_second.start();
}

void RunsWiring::connectList() {
    RunsPane *list = m_parts.list;
    connect(list, &RunsPane::currentRunChanged, this, &RunsWiring::selectRun);
    connect(list, &RunsPane::requested, m_actions, &RunActions::perform);
    list->setEarlierResult([service = m_parts.service](
                               const runs::Run &run) { return service->history().earlierResult(run) > 0; });
    connect(m_actions, &RunActions::compareRequested, m_compare, &CompareDesk::compare);
    connect(m_compare, &CompareDesk::notice, m_parts.status, &StatusLine::showNotice);
    connect(m_actions, &RunActions::aboutToRemove, list, &RunsPane::leave);
    connect(m_parts.model, &runs::RunsModel::trouble, m_parts.status, &StatusLine::showNotice);
    connect(list, &RunsPane::pauseRequested, m_parts.service, &runs::RunService::setPaused);
    connect(m_parts.service, &runs::RunService::pausedChanged, list, &RunsPane::setPaused);
    list->setPaused(m_parts.service->isPaused());
    connect(&m_totals, &runs::RunTotals::changed, this, &RunsWiring::updateTotals);
    connect(&m_totals, &runs::RunTotals::changed, this, &RunsWiring::runsChanged);
}

void RunsWiring::connectPage() {
    ResultPane *page = m_parts.page;
    runs::RunService *service = m_parts.service;
    connect(page, &ResultPane::stopRequested, service, &runs::RunService::stop);
    connect(page, &ResultPane::askAgainRequested, service, &runs::RunService::askAgain);
    connect(page, &ResultPane::askNowRequested, service, &runs::RunService::askNow);
    connect(page, &ResultPane::cancelRequested, service, &runs::RunService::cancel);
    connect(page, &ResultPane::saveRequested, m_actions, &RunActions::saveResult);
    connect(page, &ResultPane::deleteAtServiceRequested, m_actions, &RunActions::deleteAtService);
    connect(page, &ResultPane::sendAgainRequested, this,
        [this](qint64 id) { m_actions->perform(Deed::SendAgain, {id}); });
    connect(page, &ResultPane::moreTimeRequested, this,
        [this](qint64 id) { m_actions->perform(Deed::MoreTime, {id}); });
    connect(page, &ResultPane::adoptRequested, m_actions, &RunActions::adopt);
    connect(page, &ResultPane::lookAgainRequested, this, [this](qint64 id) {
        m_parts.service->lookAgain(id);
        updateSearch();
    });
    connect(page, &ResultPane::runRequested, this, &RunsWiring::showRun);
    connect(page, &ResultPane::exportTableRequested, this, &RunsWiring::exportTable);
    connect(page, &ResultPane::savePictureRequested, this, &RunsWiring::savePicture);
    connect(page, &ResultPane::openRequested, this, [](const QUrl &address) {
        if (address.scheme() == u"https"_s || address.scheme() == u"http"_s)
            QDesktopServices::openUrl(address);
    });
    connect(&m_loader, &results::DocumentLoader::loaded, this,
        [this](qint64 id, const results::ResultDocumentPtr &document) {
            if (id != m_shown)
                return;
            m_parts.page->setDocument(document);
            emit resultShown(id);
        });
}

void RunsWiring::exportTable(
    const QString &suggestedName, const std::function<std::optional<QByteArray>()> &csv) {
    const QString name = fileNameFor(suggestedName + u".csv"_s) + u".csv"_s;
    chooseCsvFile(m_parts.page, m_parts.settings->folder(u"save"_s), name,
        [this, csv](const QString &path) { saveMade(path, ResultPane::Table, csv); });
}

void RunsWiring::savePicture(
    const QString &suggestedName, const std::function<std::optional<QByteArray>()> &file) {
    const QString suffix = QFileInfo(suggestedName).suffix();
    const QString name = fileNameFor(suggestedName) + u'.' + suffix;
    choosePictureFile(m_parts.page, m_parts.settings->folder(u"save"_s), name,
        [this, file](const QString &path) { saveMade(path, ResultPane::Tree, file); });
}

void RunsWiring::saveMade(
    const QString &path, int view, const std::function<std::optional<QByteArray>()> &make) {
    m_parts.settings->setFolder(u"save"_s, QFileInfo(path).absolutePath());
    saveFile(path, make, this, [this, path, view](const QString &error) {
        const QString words =
            error.isEmpty() ? tr("Saved %1").arg(path) : tr("Not saved to %1: %2").arg(path, error);
        if (!m_parts.page->showExportOutcome(ResultPane::View(view), words))
            m_parts.status->showNotice(words);
    });
}

void RunsWiring::connectService() {
    connect(m_parts.service, &runs::RunService::runChanged, this, &RunsWiring::updateRun);
    connect(m_parts.service, &runs::RunService::runRemoved, this, [this](qint64 id) {
        m_totals.remove(id);
        m_parts.model->remove(id);
        const runs::Run *shown = m_parts.service->find(m_shown);
        if (shown && shown->linkedRun == id)
            m_parts.page->setLinkedRun({});
    });
    connect(m_parts.service, &runs::RunService::trouble, m_parts.status, &StatusLine::showNotice);
}

void RunsWiring::begin() {
    m_totals.count();
}

void RunsWiring::showRun(qint64 id) {
    m_parts.list->setCurrentRun(id);
    selectRun(id);
}

void RunsWiring::saveShown() {
    m_actions->perform(Deed::Export, {m_shown});
}

void RunsWiring::selectRun(qint64 id) {
    const runs::Run *run = id > 0 ? m_parts.service->find(id) : nullptr;
    m_shown = run ? id : 0;
    m_parts.service->setFocus(m_shown);
    if (run)
        return show(*run);
    m_document = 0;
    m_loader.cancel();
    m_parts.page->showEmpty();
}

void RunsWiring::show(const runs::Run &run) {
    const bool other = run.id != m_timelineOf.id;
    m_parts.page->showRun(run);
    updateTimeline(run);
    if (other) {
        const runs::Run *linked = run.linkedRun > 0 ? m_parts.service->find(run.linkedRun) : nullptr;
        m_parts.page->setLinkedRun(linked ? std::optional(*linked) : std::nullopt);
    }
    updateSearch();
    if (run.state != RunState::Ready) {
        m_document = 0;
        m_loader.cancel();
    } else if (m_document != run.id) {
        m_document = run.id;
        m_loader.load(run.id, m_parts.service->resultReader(run.id));
    }
}

void RunsWiring::updateRun(const runs::Run &run) {
    m_totals.put(run);
    m_parts.model->put(run);
    const bool isNew = run.id > m_newest;
    m_newest = qMax(m_newest, run.id);
    // The person who submits one document wants to watch it; of many, the first.
    const runs::Run *shown = m_shown > 0 ? m_parts.service->find(m_shown) : nullptr;
    if (isNew && (!shown || !shown->isActive()))
        showRun(run.id);
    else if (run.id == m_shown)
        show(run);
}

/// Progress of an upload is told many times a second and is no news of the timeline.
void RunsWiring::updateTimeline(const runs::Run &run) {
    const auto key = [](const runs::Run &of) {
        return std::tie(of.id, of.state, of.attempts, of.lastAskedAt, of.deadlineAt, of.endedAt, of.message,
            of.nextAskAt);
    };
    if (key(run) == key(m_timelineOf))
        return;
    m_timelineOf = run;
    m_parts.page->setTimeline(m_parts.service->timeline(run.id));
}

/// A search goes on, and ends, without a change of its run.
void RunsWiring::updateSearch() {
    const runs::Run *run = m_shown > 0 ? m_parts.service->find(m_shown) : nullptr;
    if (run && run->state == RunState::Unconfirmed)
        m_parts.page->setSearch(m_parts.service->candidates(m_shown), m_parts.service->isLookingFor(m_shown));
}

void RunsWiring::updateTotals() {
    StatusLine::Totals totals;
    totals.running = m_totals.of(RunState::Uploading) + m_totals.of(RunState::Waiting);
    totals.queued = m_totals.of(RunState::Queued);
    totals.ready = m_totals.of(RunState::Ready);
    totals.failed = m_totals.of(RunState::Failed);
    totals.unsettled = m_totals.of(RunState::Unconfirmed) + m_totals.of(RunState::Stopped);
    m_parts.status->setTotals(totals);
    m_parts.list->setTotal(m_totals.all());
    m_parts.list->setQueued(totals.queued);
}

} // namespace ui
