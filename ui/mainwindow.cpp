// SPDX-License-Identifier: MIT
#include "ui/mainwindow.h"

#include "app/api/endpoint.h"
#include "app/runs/runinput.h"
#include "app/runs/runservice.h"
#include "app/runs/searchtext.h"
#include "app/session/session.h"
#include "app/settings/apikeys.h"
#include "app/settings/settings.h"
#include "ui/confirmation.h"
#include "ui/filedialogs.h"
#include "ui/maintoolbar.h"
#include "ui/pasteboard.h"
#include "ui/resultpane.h"
#include "ui/runspane.h"
#include "ui/runswiring.h"
#include "ui/settingsdialog.h"
#include "ui/statusline.h"
#include "ui/submitpane.h"
#include "ui/watchdesk.h"
#include "ui/watchpanel.h"
#include "ui/windowdrop.h"
#include "ui/workflowpicker.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QShortcut>
#include <QSplitter>
#include <QStatusBar>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;

namespace ui {

MainWindow::MainWindow(const Services &services, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_historyReader(services.runs->ledgerFile())
    , m_valueIndex(services.runs->ledgerFile(), services.runs->resultFiles())
    , m_runsModel(&services.runs->history())
    , m_staging(services.settings->dataDir() + u"/pasted"_s, this)
    , m_batch(services.runs) {
    setObjectName(u"mainWindow"_s);
    if (!services.runs->ledgerFile().isEmpty())
        m_runsModel.setReader(&m_historyReader);
    setWindowTitle(u"AnyFormat Desktop"_s);
    setMinimumHeight(520); // the width follows the bar and the panes

    m_bar = new MainToolBar(m_services.session->catalog(), this);
    addToolBar(m_bar);
    m_picker = m_bar->picker();
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->setObjectName(u"columns"_s);
    m_columns->setChildrenCollapsible(false);
    m_columns->setMinimumWidth(820);
    m_columns->setHandleWidth(1);
    m_columns->addWidget(createLeft());
    m_result = new ResultPane(m_columns);
    m_result->setObjectName(u"resultPane"_s);
    m_columns->addWidget(m_result);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({340, 940});
    setCentralWidget(m_columns);
    m_status = new StatusLine(this);
    statusBar()->addWidget(m_status, 1);
    statusBar()->setSizeGripEnabled(false);

    m_drop = new WindowDrop(this, m_staging.intake());
    m_wiring = new RunsWiring(
        {m_services.runs, m_services.settings, &m_runsModel, m_runs, m_result, m_status}, this);
    connect(m_wiring, &RunsWiring::resultShown, this, &MainWindow::resultShown);
    // Counting a long history is not what a first picture waits for.
    connect(this, &MainWindow::shown, m_wiring, &RunsWiring::begin, Qt::QueuedConnection);
    connect(m_wiring, &RunsWiring::runsChanged, &m_staging, &Staging::recheck);
    connect(m_wiring, &RunsWiring::runsChanged, m_submit, &SubmitPane::recheck);
    if (m_services.watches) {
        m_watch = new WatchDesk(m_services.watches, this);
        connect(m_watch, &WatchDesk::heldBackRequested, this, &MainWindow::stageFiles);
        connect(m_watch, &WatchDesk::notice, m_status, &StatusLine::showNotice);
    }
    createShortcuts();
    connectPages();
    connectServices();
    restoreLayout();
    updateConnection();
}

MainWindow::~MainWindow() = default;

QWidget *MainWindow::createLeft() {
    m_rows = new QSplitter(Qt::Vertical, this);
    m_rows->setObjectName(u"rows"_s);
    m_rows->setChildrenCollapsible(false);
    m_rows->setHandleWidth(1);
    m_submit = new SubmitPane(m_staging.files(), m_rows);
    m_submit->setObjectName(u"submitPane"_s);
    m_runs = new RunsPane(&m_runsModel, m_rows);
    m_runs->setObjectName(u"runsPane"_s);
    m_rows->addWidget(m_submit);
    m_rows->addWidget(m_runs);
    m_rows->setStretchFactor(1, 1);
    m_rows->setSizes({340, 400});
    m_rows->setMinimumWidth(300);
    return m_rows;
}

void MainWindow::createShortcuts() {
    const auto shortcut = [this](const QKeySequence &keys, auto slot) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, slot);
    };
    shortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), [this] { submit(); });
    shortcut(QKeySequence(Qt::CTRL | Qt::Key_Enter), [this] { submit(); });
    for (int view = ResultPane::Fields; view <= ResultPane::Timeline; ++view)
        shortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + view)),
            [this, view] { m_result->goToView(ResultPane::View(view)); });
    shortcut(QKeySequence::Save, [this] { m_wiring->saveShown(); });
    shortcut(QKeySequence::Paste, [this] { paste(); }); // an editor with the focus takes it for itself
    shortcut(QKeySequence(Qt::Key_F5), [this] { m_services.session->catalog()->reload(); });
    // Where the keys are: in the result it searches that.
    shortcut(QKeySequence::Find, [this] {
        if (!m_result->isAncestorOf(focusWidget()) || !m_result->find())
            m_runs->focusFilter();
    });
    shortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F), [this] { m_result->find(); });
    shortcut(QKeySequence::Quit, [this] { close(); });
}

void MainWindow::connectPages() {
    connect(m_bar, &MainToolBar::addFilesRequested, this, &MainWindow::addFiles);
    connect(m_bar, &MainToolBar::addFolderRequested, this, &MainWindow::addFolder);
    connect(m_bar, &MainToolBar::pasteRequested, this, &MainWindow::paste);
    connect(m_bar, &MainToolBar::settingsRequested, this, &MainWindow::openSettings);
    connect(m_bar, &MainToolBar::profileChosen, this, [this](bool sandbox) {
        m_services.settings->setProfile(sandbox ? settings::Profile::Sandbox : settings::Profile::Service);
    });
    connect(m_submit, &SubmitPane::addFilesRequested, this, &MainWindow::addFiles);
    connect(
        m_submit, &SubmitPane::sampleRequested, this, [this](const QString &path) { stageFiles({path}); });
    connect(m_submit, &SubmitPane::submitFilesRequested, this, &MainWindow::submitFiles);
    connect(m_submit, &SubmitPane::submitTextRequested, this, &MainWindow::submitText);
    connect(m_submit, &SubmitPane::keyRequested, this, &MainWindow::openSettings);
    connect(m_submit, &SubmitPane::sandboxRequested, this, &MainWindow::useSandbox);
    connect(m_submit, &SubmitPane::filesPasted, this, &MainWindow::stageFiles);
    connect(m_drop, &WindowDrop::filesDropped, this, &MainWindow::stageFiles);
    connect(m_drop, &WindowDrop::textDropped, this, &MainWindow::takeText);
    connect(m_submit, &SubmitPane::showRunRequested, this, &MainWindow::showRun);
    connect(&m_staging, &Staging::notice, m_status, &StatusLine::showNotice);
    connect(&m_batch, &runs::BatchSubmission::queued, this, [this](const QList<runs::IntakeItem> &files) {
        QStringList paths;
        for (const runs::IntakeItem &file : files)
            paths << file.path;
        m_staging.files()->removePaths(paths);
    });
    connect(&m_batch, &runs::BatchSubmission::finished, this, [this](const QString &error) {
        if (!error.isEmpty())
            m_status->showNotice(error);
        if (m_closing)
            close();
    });
    m_staging.setLookup([this](const QString &hash) { return earlierRunOf(hash); });
    m_submit->setLookup([this](const QString &hash) { return earlierRunOf(hash); });

    connect(m_picker, &WorkflowPicker::workflowChanged, this, &MainWindow::updateTarget);
    // Only what a person chose: while services are changed, the box still shows a workflow of the former one.
    connect(m_picker, &WorkflowPicker::workflowChosen, this, [this](const QString &id) {
        m_services.settings->setWorkflowId(m_services.session->profileId(), id);
    });
    runs::WorkflowCatalog *catalog = m_services.session->catalog();
    connect(m_picker, &WorkflowPicker::reloadRequested, catalog, &runs::WorkflowCatalog::reload);
    connect(m_picker, &WorkflowPicker::errorDetailsRequested, this, &MainWindow::openSettings);
    connect(catalog, &runs::WorkflowCatalog::stateChanged, this, [this](runs::WorkflowCatalog::State state) {
        const QString start = m_services.session->startingWorkflow();
        if (state == runs::WorkflowCatalog::State::Loaded && m_picker->workflowId().isEmpty() &&
            !start.isEmpty()) // what is being typed stays
            m_picker->setWorkflowId(start);
    });

    connect(
        m_result, &ResultPane::sampleRequested, this, [this](const QString &path) { stageFiles({path}); });
    connect(m_result, &ResultPane::addFilesRequested, this, &MainWindow::addFiles);
    connect(m_result, &ResultPane::editRequested, this, &MainWindow::editAgain);
    connect(m_result, &ResultPane::sandboxRequested, this, &MainWindow::useSandbox);
    connect(m_result, &ResultPane::settingsRequested, this, &MainWindow::openSettings);
    m_result->setThreshold(m_services.settings->threshold());
    connect(m_result, &ResultPane::thresholdChanged, m_services.settings, &settings::Settings::setThreshold);
}

void MainWindow::connectServices() {
    connect(m_services.session, &session::Session::changed, this, &MainWindow::updateConnection);
    connect(m_services.session, &session::Session::submissionLimitsSeen, this,
        [this](const api::RateLimits &limits) { m_status->setRateLimit(limits.remaining, limits.limit); });
    connect(m_services.settings, &settings::Settings::writeFailed, this, [this](const QString &path) {
        m_status->showNotice(
            tr("The settings could not be saved to %1. They hold until the program ends.").arg(path));
    });
    // Long values are found from the list, too: not what a first picture waits for.
    connect(this, &MainWindow::shown, &m_valueIndex, &runs::ValueIndex::update, Qt::QueuedConnection);
    connect(m_services.runs, &runs::RunService::runRemoved, &m_valueIndex, &runs::ValueIndex::update);
    connect(m_services.runs, &runs::RunService::runChanged, this, [this](const runs::Run &run) {
        if (run.state == runs::RunState::Ready && run.resultSize > runs::valuesAtOnce)
            m_valueIndex.update();
    });
    connect(&m_valueIndex, &runs::ValueIndex::entered, &m_runsModel, &runs::RunsModel::lookAgain);
    connect(&m_valueIndex, &runs::ValueIndex::trouble, m_status, &StatusLine::showNotice);
}

void MainWindow::restoreLayout() {
    const settings::Settings *stored = m_services.settings;
    resize(1280, 800);
    restoreGeometry(stored->geometry(u"window"_s));
    m_columns->restoreState(stored->geometry(u"columns"_s));
    m_rows->restoreState(stored->geometry(u"rows"_s));
    m_result->restorePane(stored->geometry(u"value"_s));
    m_runs->setOrder(stored->runsOrder());
    connect(m_runs, &RunsPane::orderChanged, m_services.settings, &settings::Settings::setRunsOrder);
}

void MainWindow::saveLayout() {
    settings::Settings *stored = m_services.settings;
    stored->setGeometry(u"window"_s, saveGeometry());
    stored->setGeometry(u"columns"_s, m_columns->saveState());
    stored->setGeometry(u"rows"_s, m_rows->saveState());
    stored->setGeometry(u"value"_s, m_result->paneState());
    stored->sync();
}

void MainWindow::closeEvent(QCloseEvent *event) {
    if (m_batch.isUnderWay()) { // what was submitted is: it is a matter of a moment
        m_closing = true;
        event->ignore();
        return;
    }
    m_closing = false;
    const int uploads = m_services.runs->uploadsBeingSent();
    if (uploads > 0 && m_unasked.hasExpired()) {
        const QString words =
            tr("%n document(s) are being sent right now. What has been sent completely when the program ends "
               "may run at the service and be billed, and nobody will know; the rest is sent after the next "
               "start.",
                nullptr, uploads);
        if (!confirmed(this, tr("Documents are being sent"), words, tr("Quit anyway"))) {
            event->ignore();
            return;
        }
    }
    saveLayout();
    event->accept();
    if (m_ending)
        QCoreApplication::exit(0); // whatever else is open
}

void MainWindow::expectEnd() {
    m_unasked = QDeadlineTimer(std::chrono::seconds(30));
}

void MainWindow::endUnasked() {
    m_unasked = QDeadlineTimer(QDeadlineTimer::Forever);
    m_ending = true;
    m_services.session->rest();
    close();
}

void MainWindow::paintEvent(QPaintEvent *event) {
    QMainWindow::paintEvent(event);
    if (m_painted)
        return;
    m_painted = true;
    QTimer::singleShot(0, this, &MainWindow::shown); // after the pages, which are painted next
}

void MainWindow::stageFiles(const QStringList &paths) {
    if (paths.isEmpty())
        return;
    m_submit->setPane(SubmitPane::Files);
    m_staging.add(paths);
}

void MainWindow::openFiles(const QStringList &paths, bool stageSample) {
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
    QApplication::alert(this);
    stageFiles(paths);
    if (stageSample)
        stageFiles({u":/samples/invoice-0847.pdf"_s});
}

void MainWindow::addFiles() {
    chooseDocuments(this, m_services.settings->folder(u"add"_s), [this](const QStringList &paths) {
        m_services.settings->setFolder(u"add"_s, QFileInfo(paths.value(0)).absolutePath());
        stageFiles(paths);
    });
}

void MainWindow::addFolder() {
    const QString title = tr("Add the files of a folder");
    chooseFolder(this, title, m_services.settings->folder(u"add"_s), [this](const QString &path) {
        m_services.settings->setFolder(u"add"_s, path);
        stageFiles({path});
    });
}

void MainWindow::paste() {
    const QMimeData *clip = QGuiApplication::clipboard()->mimeData();
    const Pasted pasted = clip ? readPasted(clip) : Pasted();
    if (!pasted.paths.isEmpty()) {
        stageFiles(pasted.paths);
    } else if (!pasted.text.isEmpty()) {
        takeText(pasted.text);
    } else if (pasted.picture) {
        m_submit->setPane(SubmitPane::Files);
        m_staging.addPicture(pasted.picture);
    } else {
        m_status->showNotice(pasted.elsewhere
                                 ? tr("What is on the clipboard is not on this computer.")
                                 : tr("There are no files, no text and no picture on the clipboard."));
    }
}

void MainWindow::takeText(const QString &text) {
    m_submit->insertText(text);
    m_submit->setPane(SubmitPane::Text);
}

void MainWindow::useSandbox() {
    m_services.settings->setProfile(settings::Profile::Sandbox);
}

void MainWindow::submit() {
    m_submit->submit();
}

void MainWindow::submitFiles() {
    // Each stays on the list until the ledger has it, and can be taken off as long.
    runs::StagedFilesModel *staged = m_staging.files();
    const runs::Target where = target();
    const QList<runs::IntakeItem> files = staged->submittable();
    const QList<runs::IntakeItem> perhapsSent = m_services.runs->perhapsSent(where, files);
    QStringList names;
    for (const runs::IntakeItem &file : perhapsSent)
        names << file.name;
    if (!maySendAgain(this, names))
        return;
    m_batch.start(
        where, files, [staged](const runs::IntakeItem &file) { return staged->isSubmittable(file.path); });
}

void MainWindow::submitText(const QString &text) {
    const runs::Target where = target();
    runs::Run run = runs::runOf(text);
    run.linkedRun = m_services.runs->duplicateOf(where, run.contentHash).value_or(0);
    const runs::Run *earlier = run.linkedRun > 0 ? m_services.runs->find(run.linkedRun) : nullptr;
    if (earlier && earlier->state == runs::RunState::Unconfirmed && !maySendAgain(this, {run.name}))
        return;
    const QString error = m_services.runs->submitText(where, run, text, nullptr);
    if (error.isEmpty())
        m_submit->setText({});
    else
        m_status->showNotice(error);
}

void MainWindow::editAgain(qint64 id) {
    const runs::Run *run = m_services.runs->find(id);
    if (!run)
        return;
    if (run->kind == runs::InputKind::File)
        return stageFiles({run->path});
    if (m_submit->text().trimmed().isEmpty() ||
        confirmed(this, tr("Replace the text?"),
            tr("There is a text that was not submitted. It is replaced by that of “%1”.").arg(run->name),
            tr("Replace")))
        m_submit->setText(m_services.runs->textOf(id));
    m_submit->setPane(SubmitPane::Text);
    m_submit->focusPane();
}

void MainWindow::openSettings() {
    if (!m_settingsDialog) {
        m_settingsDialog = new SettingsDialog(m_services.settings, m_services.keys, this);
        m_settingsDialog->setAttribute(Qt::WA_DeleteOnClose);
        m_settingsDialog->setAddressCheck(api::refuseBaseUrl);
        connect(
            m_settingsDialog, &SettingsDialog::testRequested, m_services.session, &session::Session::testKey);
        connect(m_services.session, &session::Session::keyTested, m_settingsDialog.data(),
            &SettingsDialog::showTestResult);
        if (m_watch)
            m_watch->setPanel(m_settingsDialog->watchPanel());
        else
            m_settingsDialog->watchPanel()->hide();
    }
    m_services.session->wantKey();
    m_settingsDialog->show();
    m_settingsDialog->raise();
    m_settingsDialog->activateWindow();
}

void MainWindow::showRun(qint64 id) {
    m_wiring->showRun(id);
}

Blockage MainWindow::blockage() const {
    const settings::ApiKeys *keys = m_services.keys;
    const QString reason = m_services.session->blockedReason();
    if (reason.isEmpty() || m_services.session->isSandbox() ||
        !api::refuseBaseUrl(m_services.settings->baseUrl()).isEmpty())
        return {reason, {}, false};
    if (keys->state() == settings::KeyState::Checking)
        return {keys->stateText(), {}, false};
    const bool none = keys->state() == settings::KeyState::None;
    return {none ? tr("No API key yet") : keys->stateText(), keys->remedy(), true};
}

void MainWindow::updateConnection() {
    const bool sandbox = m_services.session->isSandbox();
    const QString name = sandbox ? tr("Sandbox") : m_services.settings->baseUrl().host();
    m_bar->showProfile(sandbox, name,
        sandbox ? tr("Plain rules on this computer, not AnyFormat's extraction")
                : m_services.settings->baseUrl().toDisplayString());
    m_result->setSandbox(sandbox);
    m_status->setProfile(name, sandbox);
    m_status->setRateLimit(-1, -1);
    m_status->setKey(sandbox ? tr("Key: not needed in the sandbox") : m_services.keys->stateText(),
        sandbox || !m_services.keys->key().isEmpty());
    m_submit->setBlocked(blockage());
    m_result->setBlocked(blockage());
    m_picker->setWorkflowId(m_services.session->startingWorkflow());
    updateTarget();
}

std::optional<runs::DuplicateFinder::Earlier> MainWindow::earlierRunOf(const QString &contentHash) const {
    const std::optional<qint64> id = m_services.runs->duplicateOf(target(), contentHash);
    const runs::Run *run = id ? m_services.runs->find(*id) : nullptr;
    if (!run)
        return {};
    return earlierRun(*run, QDateTime::currentMSecsSinceEpoch());
}

runs::Target MainWindow::target() const {
    return {m_services.session->profileId(), m_picker->workflowId(), m_picker->workflowName()};
}

void MainWindow::updateTarget() {
    m_staging.recheck();
    m_submit->recheck();
    m_submit->setWorkflowName(m_picker->workflowName());
    m_drop->setTargetName(m_picker->workflowName());
    if (m_watch)
        m_watch->setWorkflow(m_picker->workflowId(), m_picker->workflowName());
}

} // namespace ui
