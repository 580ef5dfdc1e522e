// SPDX-License-Identifier: MIT
#include "app/commands/owner.h"

#include "app/commands/exitcode.h"
#include "app/commands/terminal.h"
#include "app/settings/settings.h"

#include <QCoreApplication>
#include <QDateTime>

using namespace Qt::StringLiterals;

namespace commands {

Owner::Owner(const Command &command, const Parts &parts)
    : m_command(command)
    , m_sink(parts.sink)
    , m_store(parts.settings->dataDir() + u"/ledger.sqlite"_s)
    , m_runs(&m_store, [] { return QDateTime::currentMSecsSinceEpoch(); })
    , m_keys(parts.keychain, parts.settings->environmentKey())
    , m_session(parts.settings, &m_keys, parts.redactor, &m_runs)
    , m_services{parts.settings, &m_keys, &m_session, &m_runs, false}
    , m_server(m_services) {
    if (!command.sandbox)
        m_session.forgoSandbox();
    connect(&m_runs, &runs::RunService::runChanged, this, &Owner::leaveWhenDone);
    connect(&m_server, &CommandServer::idle, this, &Owner::leaveWhenDone);
    connect(m_sink, &ConsoleSink::ended, this, &Owner::leave);
    connect(m_sink, &ConsoleSink::failed, this, [this](int exitCode) {
        m_job.reset();
        leave(exitCode);
    });
    connect(&m_signal, &StopSignal::stopRequested, this, &Owner::stop);
}

Owner::~Owner() {
    // What ends now with the services tells nobody here.
    disconnect(&m_runs, nullptr, this, nullptr);
}

QString Owner::open(const QString &socketName) {
    QString error = m_store.open();
    if (error.isEmpty())
        error = m_runs.start();
    if (!error.isEmpty())
        return error;
    if (const QString damage = m_store.setAsideWords(); !damage.isEmpty())
        m_sink->error(damage); // the ledger of runs that were paid: --quiet is no reason to be silent
    // Alone it works all the same; others will hear that nobody answers.
    if (const QString deaf = m_server.listen(socketName); !deaf.isEmpty())
        m_sink->note(deaf);
    return {};
}

int Owner::exec() {
    m_job = makeJob(m_services, m_command, m_sink);
    connect(m_job.get(), &Job::finished, m_sink, &Sink::end);
    m_job->start();
    return QCoreApplication::exec();
}

/// Its own command is over. Others are served to their end, and no upload is broken off.
void Owner::leave(int exitCode) {
    if (m_stops > 0)
        return;
    m_exitCode = exitCode;
    if (m_server.callers() > 0)
        m_sink->progress(tr("done; still serving other commands"));
    leaveWhenDone();
}

void Owner::leaveWhenDone() {
    if (!m_exitCode || (m_server.callers() > 0 && m_stops == 0))
        return;
    if (!m_leaving) {
        m_leaving = true; // first: what follows can lead back here
        m_server.close();
        m_session.rest();
    }
    if (m_runs.uploadsUnderWay() == 0)
        QMetaObject::invokeMethod(
            this, [code = *m_exitCode] { QCoreApplication::exit(code); }, Qt::QueuedConnection);
}

void Owner::stop() {
    if (++m_stops > 1)
        return QCoreApplication::exit(Interrupted);
    m_job.reset();
    m_sink->abandon();
    m_exitCode = Interrupted;
    m_leaving = true;
    m_server.close();
    m_session.rest();
    sayHowToGoOn();
    if (const int uploads = m_runs.uploadsUnderWay(); uploads > 0) {
        sayNow(tr("anyformat-desktop: finishing %1 upload(s); Ctrl-C again breaks off, and nobody will know "
                  "whether they arrived")
                   .arg(uploads));
    }
    leaveWhenDone();
}

void Owner::sayHowToGoOn() {
    const auto untold = m_sink->untold();
    if (!untold) {
        if (submits(m_command))
            sayNow(tr("anyformat-desktop: nothing was sent"));
        return;
    }
    int here = 0;
    int there = 0;
    for (qint64 id : *untold) {
        const runs::Run *run = m_runs.find(id);
        here += run && run->state == runs::RunState::Queued;
        there += run && (run->state == runs::RunState::Waiting || run->state == runs::RunState::Uploading);
    }
    if (here + there == 0)
        return;
    QStringList parts;
    if (there > 0)
        parts << (there == 1 ? tr("1 run goes on at the service")
                             : tr("%1 runs go on at the service").arg(there));
    if (here > 0)
        parts << tr("%1 not sent yet").arg(here);
    sayNow(u"anyformat-desktop: %1: anyformat-desktop status --wait"_s.arg(parts.join(u", "_s)));
}

} // namespace commands
