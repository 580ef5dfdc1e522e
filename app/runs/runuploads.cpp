// SPDX-License-Identifier: MIT
#include "app/runs/runuploads.h"

#include "app/runs/runevents.h"

#include <QCoreApplication>
#include <QThreadPool>

namespace runs {

RunUploads::RunUploads(RunBook *book, QObject *parent)
    : QObject(parent)
    , m_book(book) {}

bool RunUploads::begin(qint64 id, api::ApiClient *client) {
    Event started;
    started.kind = Event::UploadStarted;
    started.at = m_book->now();
    m_preparing.insert(id, client);
    if (!m_book->apply(id, started)) {
        m_preparing.remove(id);
        return false;
    }
    const Run run = *m_book->find(id);
    if (run.kind == InputKind::Text) {
        const PreparedSubmission prepared = textSubmission(run, m_book->store().text(id));
        QMetaObject::invokeMethod(
            this, [this, id, prepared] { send(id, prepared); }, Qt::QueuedConnection);
        return true;
    }
    // A network mount that hangs must not stop the window.
    QThreadPool::globalInstance()->start([self = QPointer<RunUploads>(this), run] {
        const PreparedSubmission prepared = fileSubmission(run);
        // The application object outlives the pool's work; the receiver may not.
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, id = run.id, prepared] {
                if (self)
                    self->send(id, prepared);
            },
            Qt::QueuedConnection);
    });
    return true;
}

void RunUploads::send(qint64 id, const PreparedSubmission &prepared) {
    if (!m_preparing.contains(id))
        return; // cancelled meanwhile
    const QPointer<api::ApiClient> client = m_preparing.take(id);
    const Run *run = m_book->find(id);
    api::ApiError error;
    error.kind = api::ErrorKind::LocalFile;
    error.summary = client ? prepared.problem : tr("The connection to the service was given up.");
    if (!error.summary.isEmpty() || !run) {
        end(id, error);
        return;
    }
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
        if (event.kind == Event::AnswerLost && run->bytesTotal > 0)
            event.detail = tr("%1 of %2 bytes had been handed to the network. %3")
                               .arg(run->bytesSent)
                               .arg(run->bytesTotal)
                               .arg(event.detail)
                               .trimmed();
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
