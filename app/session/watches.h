// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/runservice.h"
#include "app/runs/watchfolder.h"
#include "app/settings/settings.h"

#include <QObject>
#include <QString>

#include <map>
#include <memory>

namespace session {

class Session;

/// The watched folders of the service in use, as the settings say. Those of another service rest until it is
/// chosen.
class Watches : public QObject {
    Q_OBJECT

public:
    /// None is owned; all outlive this. `clock`: milliseconds since the epoch (UTC).
    Watches(settings::Settings *settings, Session *session, runs::RunService *runs, runs::Clock clock,
        QObject *parent = nullptr);
    ~Watches() override;

    /// Watches `folder` for this workflow from now on, instead of what it watched. Only what comes from now
    /// on is submitted, unless `existingToo`.
    void watch(
        const QString &workflowId, const QString &workflowName, const QString &folder, bool existingToo);
    void stop(const QString &workflowId); ///< the folder is remembered
    void forget(const QString &workflowId);

    settings::Watch setting(const QString &workflowId) const;
    QList<settings::Watch> all() const; ///< of the service in use
    /// nullptr while it does not watch.
    const runs::WatchFolder *of(const QString &workflowId) const;

    /// Counts what is in the folder, off the calling thread; ends in examined().
    void examine(const QString &folder);

signals:
    void changed(); ///< a setting, or the status of one
    /// `problem`: why it cannot be listed; empty when it can.
    void examined(const QString &folder, int files, const QString &problem);
    void submitted(const QString &workflowName, int files);

private:
    struct Active {
        settings::Watch setting;
        std::unique_ptr<runs::WatchFolder> watch;
    };

    void update();
    void begin(const settings::Watch &setting);

    settings::Settings *m_settings;
    Session *m_session;
    runs::RunService *m_runs;
    runs::Clock m_clock;
    QString m_profile;
    QString m_fresh;                    ///< the workflow whose watch a person has just switched on
    std::map<QString, Active> m_active; ///< by workflow
    std::unique_ptr<runs::Workers> m_workers;
};

} // namespace session
