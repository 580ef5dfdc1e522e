// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/documentloader.h"
#include "app/runs/run.h"
#include "app/runs/runsmodel.h"
#include "app/runs/runtotals.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

class QWidget;

namespace runs {
class RunService;
}
namespace settings {
class Settings;
}

namespace ui {

class CompareDesk;
class ResultPane;
class RunActions;
class RunsPane;
class StatusLine;

/// Connects the list of runs, the page of the run on show and the totals with the service. Which run is on
/// show is known here.
class RunsWiring : public QObject {
    Q_OBJECT

public:
    struct Parts {
        runs::RunService *service;
        settings::Settings *settings;
        runs::RunsModel *model;
        RunsPane *list;
        ResultPane *page;
        StatusLine *status;
    };
    /// None of the parts is owned; all outlive this but the widgets, which are those of `window`.
    RunsWiring(const Parts &parts, QWidget *window);

    void showRun(qint64 id);
    void saveShown(); ///< asks where the result on show goes
    /// What can wait until the window is on the screen: counting all runs.
    void begin();

signals:
    /// The result of this run is on the screen.
    void resultShown(qint64 runId);
    /// There is another run, one less, or one in another state; at most once in a turn of the event loop.
    void runsChanged();

private:
    void connectList();
    void connectPage();
    void exportTable(const QString &suggestedName, const std::function<std::optional<QByteArray>()> &csv);
    void savePicture(const QString &suggestedName, const std::function<std::optional<QByteArray>()> &file);
    void saveMade(const QString &path, int view, const std::function<std::optional<QByteArray>()> &make);
    void connectService();
    void selectRun(qint64 id);
    void show(const runs::Run &run);
    void updateRun(const runs::Run &run);
    void updateTimeline(const runs::Run &run);
    void updateSearch();
    void updateTotals();

    Parts m_parts;
    RunActions *m_actions;
    CompareDesk *m_compare;
    runs::RunTotals m_totals;
    results::DocumentLoader m_loader;
    QTimer m_second;
    qint64 m_newest = 0;    ///< a run with a higher id is a new one
    qint64 m_shown = 0;     ///< the run on screen
    qint64 m_document = 0;  ///< the run whose result is on screen or on its way there
    runs::Run m_timelineOf; ///< as it stood when its timeline was read
};

} // namespace ui
