// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/batchsubmission.h"
#include "app/runs/historyreader.h"
#include "app/runs/runsmodel.h"
#include "app/runs/valueindex.h"
#include "ui/blockage.h"
#include "ui/staging.h"

#include <QDeadlineTimer>
#include <QMainWindow>
#include <QPointer>

#include <optional>

class QSplitter;

namespace runs {
class RunService;
struct Target;
} // namespace runs
namespace session {
class Session;
class Watches;
} // namespace session
namespace settings {
class ApiKeys;
class Settings;
} // namespace settings

namespace ui {

class MainToolBar;
class ResultPane;
class RunsPane;
class RunsWiring;
class SettingsDialog;
class StatusLine;
class SubmitPane;
class WatchDesk;
class WindowDrop;
class WorkflowPicker;

/// The window: makes the pages and connects them with the services. It decides nothing about runs.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    struct Services {
        settings::Settings *settings;
        settings::ApiKeys *keys;
        session::Session *session;
        runs::RunService *runs;
        session::Watches *watches = nullptr; ///< none: no folder is watched
    };
    /// None of the services is owned; all outlive the window.
    explicit MainWindow(const Services &services, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Checks and stages these files and folders, as if they had been dropped.
    void stageFiles(const QStringList &paths);
    /// What a second start was given is staged here, in front of other windows as far as the system allows.
    void openFiles(const QStringList &paths, bool stageSample);
    void submit();
    void showRun(qint64 id);
    void openSettings();
    /// The system wants the program to end: it does, without a question, as soon as what was submitted is in
    /// the ledger. Nothing new is sent.
    void endUnasked();
    /// The session ends: whoever closes the window within a while is not asked.
    void expectEnd();

    SubmitPane *submitPane() const { return m_submit; }
    ResultPane *resultPane() const { return m_result; }
    runs::StagedFilesModel *stagedFiles() { return m_staging.files(); }

signals:
    /// Once: the window has been painted and takes input.
    void shown();
    /// The result of this run is on the screen.
    void resultShown(qint64 runId);

protected:
    void closeEvent(QCloseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *createLeft();
    void createShortcuts();
    void connectPages();
    void connectServices();
    void restoreLayout();
    void saveLayout();

    void addFiles();
    void addFolder();
    runs::Target target() const;
    std::optional<runs::DuplicateFinder::Earlier> earlierRunOf(const QString &contentHash) const;
    void paste();
    void takeText(const QString &text);
    void useSandbox();
    void submitFiles();
    void submitText(const QString &text);
    void editAgain(qint64 id);
    Blockage blockage() const;
    void updateConnection();
    void updateTarget();

    Services m_services;
    runs::HistoryReader m_historyReader;
    runs::ValueIndex m_valueIndex;
    runs::RunsModel m_runsModel;
    Staging m_staging;
    runs::BatchSubmission m_batch;

    MainToolBar *m_bar = nullptr;
    WorkflowPicker *m_picker = nullptr; ///< of the bar
    SubmitPane *m_submit = nullptr;
    RunsPane *m_runs = nullptr;
    ResultPane *m_result = nullptr;
    StatusLine *m_status = nullptr;
    RunsWiring *m_wiring = nullptr;
    WindowDrop *m_drop = nullptr;
    WatchDesk *m_watch = nullptr;
    QSplitter *m_columns = nullptr;
    QSplitter *m_rows = nullptr;
    QPointer<SettingsDialog> m_settingsDialog;
    bool m_painted = false;
    QDeadlineTimer m_unasked{0}; ///< until then it is closed without a question
    bool m_ending = false;       ///< and the program with it
    bool m_closing = false;      ///< as soon as what was submitted is in the ledger
};

} // namespace ui
