// SPDX-License-Identifier: MIT
#include "app/session/watches.h"

#include "app/runs/folderwalk.h"
#include "app/runs/workers.h"
#include "app/session/session.h"

#include <QDir>

#include <utility>

using namespace Qt::StringLiterals;

namespace session {

Watches::Watches(settings::Settings *settings, Session *session, runs::RunService *runs, runs::Clock clock,
    QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_session(session)
    , m_runs(runs)
    , m_clock(std::move(clock))
    , m_workers(std::make_unique<runs::Workers>(this, 1)) {
    connect(settings, &settings::Settings::watchesChanged, this, &Watches::update);
    connect(session, &Session::changed, this, [this] {
        update();
        for (const auto &[id, active] : m_active)
            active.watch->look(); // perhaps there is a key now
    });
}

Watches::~Watches() = default;

void Watches::watch(
    const QString &workflowId, const QString &workflowName, const QString &folder, bool existingToo) {
    m_active.erase(workflowId);
    m_fresh = workflowId;
    settings::Watch watch;
    watch.workflowId = workflowId;
    watch.workflowName = workflowName;
    watch.folder = QDir::cleanPath(folder);
    watch.on = true;
    watch.since = m_clock();
    watch.leaveOut = !existingToo;
    m_settings->setWatch(m_session->profileId(), watch);
    m_fresh.clear();
}

void Watches::stop(const QString &workflowId) {
    settings::Watch watch = setting(workflowId);
    watch.on = false;
    m_settings->setWatch(m_session->profileId(), watch);
}

void Watches::forget(const QString &workflowId) {
    settings::Watch none;
    none.workflowId = workflowId;
    m_settings->setWatch(m_session->profileId(), none);
}

settings::Watch Watches::setting(const QString &workflowId) const {
    return m_settings->watch(m_session->profileId(), workflowId);
}

QList<settings::Watch> Watches::all() const {
    return m_settings->watches(m_session->profileId());
}

const runs::WatchFolder *Watches::of(const QString &workflowId) const {
    const auto active = m_active.find(workflowId);
    return active == m_active.cend() ? nullptr : active->second.watch.get();
}

void Watches::examine(const QString &folder) {
    m_workers->cancel();
    m_workers->start([this, folder](const runs::Workers::Post &post) {
        int files = 0;
        runs::WalkLimits limits;
        limits.subfolders = false;
        limits.isWanted = [&post] {
            return !post.isCancelled();
        };
        const runs::WalkReport report = runs::walk({folder}, limits, [&](const QString &) { ++files; });
        const QString problem = report.folders > 0 ? QString()
                                : report.unreadable.isEmpty()
                                    ? tr("the folder is not there")
                                    : report.unreadable.constFirst().section(u": "_s, -1);
        post([this, folder, files, problem] { emit examined(folder, files, problem); });
    });
}

void Watches::update() {
    const QString profile = m_session->profileId();
    if (profile != m_profile) {
        m_active.clear();
        m_profile = profile;
    }
    const QList<settings::Watch> wanted = m_settings->watches(profile);
    std::erase_if(m_active, [&](const auto &entry) {
        for (const settings::Watch &watch : wanted) {
            const settings::Watch &running = entry.second.setting;
            if (watch.on && watch.workflowId == entry.first && watch.folder == running.folder &&
                watch.since == running.since)
                return false;
        }
        return true;
    });
    for (const settings::Watch &watch : wanted) {
        if (watch.on && !m_active.contains(watch.workflowId))
            begin(watch);
    }
    emit changed();
}

void Watches::begin(const settings::Watch &setting) {
    const runs::Target target{m_profile, setting.workflowId, setting.workflowName};
    // Two workflows may watch one folder: what one has taken is new for the other.
    const QString place = target.profile + u'\n' + target.workflowId + u'\n' + setting.folder;
    runs::WatchLedger ledger;
    ledger.submit = [this, target, place](const QList<runs::IntakeItem> &files) {
        return m_runs->submitWatched(target, place, files);
    };
    ledger.wasTaken = [this, place](const QString &path, const QString &hash) {
        return m_runs->wasTaken(place, path, hash);
    };
    ledger.markSeen = [this, place](const QList<runs::IntakeItem> &files) {
        return m_runs->markSeen(place, files);
    };
    ledger.wasSubmitted = [this, target](const QString &hash) {
        return m_runs->duplicateOf(target, hash).has_value();
    };
    ledger.blockedReason = [this] {
        return m_session->blockedReason();
    };
    auto watch = std::make_unique<runs::WatchFolder>(
        setting.folder, std::move(ledger), runs::WatchFolder::Times{.now = m_clock});
    connect(watch.get(), &runs::WatchFolder::statusChanged, this, &Watches::changed);
    connect(watch.get(), &runs::WatchFolder::submitted, this,
        [this, name = setting.workflowName](int files) { emit submitted(name, files); });
    connect(watch.get(), &runs::WatchFolder::leftOut, this, [this, id = setting.workflowId] {
        settings::Watch now = this->setting(id);
        now.leaveOut = false;
        m_settings->setWatch(m_profile, now);
    });
    const auto leaveOut = !setting.leaveOut               ? runs::WatchFolder::LeaveOut::Nothing
                          : m_fresh == setting.workflowId ? runs::WatchFolder::LeaveOut::Everything
                                                          : runs::WatchFolder::LeaveOut::Older;
    runs::WatchFolder *started = watch.get();
    m_active[setting.workflowId] = {setting, std::move(watch)};
    started->start(leaveOut, setting.since);
}

} // namespace session
