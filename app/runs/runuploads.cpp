// SPDX-License-Identifier: MIT
#include "app/runs/runuploads.h"

#include "app/runs/runevents.h"
#include "app/runs/workers.h"

#include <QThread>

#include <algorithm>
#include <utility>

namespace runs {

namespace {

// Threads are only made when they are needed. One that hangs in a dead mount takes none from the others.
constexpr int mostOpenings = 64;

QString folderOf(const Run &run) {
    return run.path.section(u'/', 0, -2);
}

} // namespace

RunUploads::RunUploads(RunBook *book, QObject *parent)
    : QObject(parent)
    , m_book(book)
    , m_opener([](const Run &run, QThread *sender, const std::function<void()> &goesOn) {
        return fileSubmission(run, sender, goesOn);
    })
    , m_workers(std::make_unique<Workers>(this, mostOpenings)) {}

RunUploads::~RunUploads() = default;

bool RunUploads::begin(qint64 id, api::ApiClient *client) {
    Event started;
    started.kind = Event::UploadStarted;
    started.at = m_book->now();
    const int serial = ++m_serial;
    const Run *queued = m_book->find(id);
    m_preparing.insert(id, {client, serial, queued ? folderOf(*queued) : QString(), started.at});
    if (!m_book->apply(id, started)) {
        m_preparing.remove(id);
        return false;
    }
    const Run run = *m_book->find(id);
    if (run.kind == InputKind::File) {
        open(run, serial);
        return true;
    }
    const PreparedSubmission prepared = textSubmission(run, m_book->store().text(id));
    QMetaObject::invokeMethod(
        this, [this, id, serial, prepared] { opened(id, serial, prepared); }, Qt::QueuedConnection);
    return true;
}

/// A network mount that hangs must not stop the window.
void RunUploads::open(const Run &run, int serial) {
    m_workers->start([this, opener = m_opener, sender = thread(), run, serial](const Workers::Post &post) {
        const PreparedSubmission prepared = opener(run, sender,
            [this, &post, id = run.id, serial] { post([this, id, serial] { goesOn(id, serial); }); });
        post([this, id = run.id, serial, prepared] { opened(id, serial, prepared); });
    });
}

void RunUploads::goesOn(qint64 id, int serial) {
    const auto preparing = m_preparing.find(id);
    if (preparing != m_preparing.end() && preparing->serial == serial)
        preparing->since = m_book->now();
}

void RunUploads::opened(qint64 id, int serial, const PreparedSubmission &prepared) {
    m_stuck.remove(serial);
    const auto preparing = m_preparing.constFind(id);
    if (preparing != m_preparing.cend() && preparing->serial == serial)
        send(id, prepared);
    // else it was cancelled or put off meanwhile
}

bool RunUploads::isStuck(const Run &run) const {
    if (run.kind != InputKind::File || m_stuck.isEmpty())
        return false;
    const QString folder = folderOf(run);
    return std::any_of(
        m_stuck.cbegin(), m_stuck.cend(), [&folder](const QString &stuck) { return stuck == folder; });
}

std::optional<qint64> RunUploads::putOffStuck() {
    const qint64 now = m_book->now();
    std::optional<qint64> earliest;
    QList<qint64> stuck;
    for (auto it = m_preparing.cbegin(); it != m_preparing.cend(); ++it) {
        const qint64 until = it->since + patience;
        if (until <= now)
            stuck << it.key();
        else
            earliest = qMin(until, earliest.value_or(until));
    }
    for (qint64 id : std::as_const(stuck)) {
        const Preparing preparing = m_preparing.take(id);
        m_stuck.insert(preparing.serial, preparing.folder);
        m_book->apply(id, putOffEvent(preparing.folder, now, now + putOffFor));
        emit ended(id);
    }
    return earliest;
}

void RunUploads::giveBack() {
    m_workers->cancel();
    const QList<qint64> ids = std::exchange(m_preparing, {}).keys();
    for (qint64 id : ids)
        m_book->apply(id, givenBackEvent(m_book->now()));
}

void RunUploads::withdraw() {
    giveBack();
    const QList<qint64> ids = m_calls.keys();
    for (qint64 id : ids) {
        const QPointer<api::ApiCall> call = m_calls.value(id);
        const bool mayHaveArrived = !call || call->withdraw();
        m_calls.remove(id);
        // Unless its answer was here.
        if (const Run *run = m_book->find(id); run && run->state == RunState::Uploading)
            m_book->apply(
                id, mayHaveArrived ? interruptedEvent(m_book->now()) : brokenOffEvent(m_book->now()));
    }
}

/// What the ledger knows of the content is of the bytes that are sent: duplicates are told by it.
void RunUploads::noteContent(const Run &run, const PreparedSubmission &prepared) {
    if (run.kind != InputKind::File)
        return;
    const auto take = [&prepared](Run &sent) {
        sent.size = prepared.size;
        sent.contentHash = prepared.contentHash;
        sent.fileChangedAt = prepared.changedAt;
    };
    if (run.size != prepared.size || run.contentHash != prepared.contentHash)
        m_book->amend(run.id, take);
}

void RunUploads::send(qint64 id, const PreparedSubmission &prepared) {
    const QPointer<api::ApiClient> client = m_preparing.take(id).client;
    const Run *run = m_book->find(id);
    api::ApiError error;
    error.kind = api::ErrorKind::LocalFile;
    error.summary = client ? prepared.problem : tr("The connection to the service was given up.");
    if (!error.summary.isEmpty() || !run) {
        end(id, error);
        return;
    }
    noteContent(*run, prepared);
    api::ApiCall *call = client->run(run->workflowId, prepared.submission, this,
        [this, id](const api::Outcome<api::Accepted> &outcome) { end(id, outcome); });
    m_calls.insert(id, call);
    connect(call, &QObject::destroyed, this, [this, id] { died(id); });
    connect(call, &api::ApiCall::uploadProgress, this, [this, id](qint64 sent, qint64 total) {
        const Run *uploading = m_book->find(id);
        if (!uploading || uploading->state != RunState::Uploading)
            return;
        m_book->adjust(id, [sent, total](Run &progress) {
            progress.bytesSent = sent;
            progress.bytesTotal = total;
        });
    });
}

void RunUploads::end(qint64 id, const api::Outcome<api::Accepted> &outcome) {
    m_calls.remove(id);
    const Run *run = m_book->find(id);
    Event event = eventOfUpload(outcome, m_book->now());
    if (run) {
        event.duration = event.at - run->uploadStartedAt;
        if (const QString sent = handedOver(*run); event.kind == Event::AnswerLost && !sent.isEmpty())
            event.message = tr("%1 %2 had been handed to the network.").arg(event.message, sent);
    }
    m_book->apply(id, event);
    emit ended(id);
}

void RunUploads::died(qint64 id) {
    // Only one that died without its end (with its client) is still in the list, as a null pointer.
    const auto call = m_calls.constFind(id);
    if (call == m_calls.cend() || *call)
        return;
    m_calls.erase(call);
    m_book->apply(id, interruptedEvent(m_book->now()));
    emit ended(id);
}

void RunUploads::cancel(qint64 id) {
    if (m_preparing.remove(id) > 0) {
        m_book->apply(id, cancelEvent(m_book->now()));
        emit ended(id);
    } else if (m_calls.value(id)) {
        m_calls.value(id)->cancel();
    }
}

} // namespace runs
