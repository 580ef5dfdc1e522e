// SPDX-License-Identifier: MIT
#include "app/commands/job.h"

#include "app/commands/adoptjob.h"
#include "app/commands/againjob.h"
#include "app/commands/exitcode.h"
#include "app/commands/keycommand.h"
#include "app/commands/removejob.h"
#include "app/commands/requests.h"
#include "app/commands/resultsjob.h"
#include "app/commands/runjob.h"
#include "app/commands/statusjob.h"
#include "app/commands/stopjob.h"
#include "app/commands/workflowsjob.h"
#include "app/runs/runservice.h"
#include "app/session/session.h"
#include "app/settings/apikeys.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace commands {

Job::Job(const Services &services, Command command, Sink *sink, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_command(std::move(command))
    , m_sink(sink) {
    connect(services.runs, &runs::RunService::trouble, sink, &Sink::error);
}

Job::~Job() = default;

settings::Profile Job::profile() const {
    return m_command.sandbox ? settings::Profile::Sandbox : settings::Profile::Service;
}

QString Job::profileId() const {
    return settings::profileId(profile(), m_services.settings->baseUrl());
}

api::ApiClient *Job::client() const {
    return m_client;
}

void Job::reach(std::function<void()> then) {
    if (!m_command.sandbox && !m_command.service.isEmpty() && m_command.service != profileId()) {
        return fail(
            Usage, tr("%1 uses the address %2 with this data folder, and you ask for %3. End it, or use "
                      "another --data-dir.")
                       .arg(m_services.isWindow ? tr("The window") : tr("Another command"),
                           profileId().isEmpty() ? m_services.settings->baseUrl().toString() : profileId(),
                           m_command.service));
    }
    m_then = std::move(then);
    m_client = m_services.session->use(profile());
    connect(m_services.session, &session::Session::changed, this, &Job::lookAtService);
    lookAtService();
}

void Job::lookAtService() {
    if (m_ended)
        return;
    const settings::ApiKeys *keys = m_services.keys;
    const QString reason = m_services.session->blockedReason(profile());
    if (!reason.isEmpty() && m_command.sandbox)
        return fail(Failed, reason);
    if (!reason.isEmpty()) {
        if (keys->state() == settings::KeyState::Checking)
            return; // its end is told
        return fail(Authentication, keyTrouble(*keys, m_services.settings->baseUrl()));
    }
    if (!m_command.sandbox && !m_command.keyProof.isEmpty() &&
        m_command.keyProof != proofOf(keys->key(), m_nonce)) {
        return fail(Usage, tr("ANYFORMAT_API_KEY is not the key that %1 uses with this data folder. End it, "
                              "unset the variable, or use another --data-dir.")
                               .arg(m_services.isWindow ? tr("the window") : tr("another command")));
    }
    if (m_reached)
        return;
    m_reached = true;
    if (!m_command.sandbox && keys->state() == settings::KeyState::Environment)
        m_sink->note(keys->stateText());
    std::exchange(m_then, {})();
}

void Job::fail(int exitCode, const QString &line) {
    if (m_ended)
        return;
    m_sink->error(line);
    end(exitCode);
}

void Job::end(int exitCode) {
    if (m_ended)
        return;
    m_ended = true;
    QMetaObject::invokeMethod(
        this, [this, exitCode] { emit finished(exitCode); }, Qt::QueuedConnection);
}

std::unique_ptr<Job> makeJob(const Services &services, const Command &command, Sink *sink, QObject *parent) {
    switch (command.verb) {
    case Verb::Run:
        return std::make_unique<RunJob>(services, command, sink, parent);
    case Verb::Status:
        return std::make_unique<StatusJob>(services, command, sink, parent);
    case Verb::Adopt:
        return std::make_unique<AdoptJob>(services, command, sink, parent);
    case Verb::Again:
        return std::make_unique<AgainJob>(services, command, sink, parent);
    case Verb::Stop:
        return std::make_unique<StopJob>(services, command, sink, parent);
    case Verb::Remove:
        return std::make_unique<RemoveJob>(services, command, sink, parent);
    case Verb::Results:
        return std::make_unique<ResultsJob>(services, command, sink, parent);
    default:
        return std::make_unique<WorkflowsJob>(services, command, sink, parent);
    }
}

} // namespace commands
