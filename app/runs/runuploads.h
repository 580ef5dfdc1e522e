// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apiclient.h"
#include "app/runs/runbook.h"
#include "app/runs/runinput.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace runs {

/// Brings documents to the service: one POST per run, never two. What became of each is an event of its run.
class RunUploads : public QObject {
    Q_OBJECT

public:
    /// Not owned, outlives this.
    explicit RunUploads(RunBook *book, QObject *parent = nullptr);

    /// Of a queued run. The file is looked at once more, off this thread, before anything is sent. False when
    /// not even its beginning could be recorded: then nothing is sent and nothing has changed.
    bool begin(qint64 id, api::ApiClient *client);
    /// Its end says whether everything had been handed over.
    void cancel(qint64 id);
    int count() const { return int(m_calls.size() + m_preparing.size()); }

signals:
    void ended(qint64 id);

private:
    void send(qint64 id, const PreparedSubmission &prepared);
    void end(qint64 id, const api::Outcome<api::Accepted> &outcome);
    void died(qint64 id);

    RunBook *m_book;
    QHash<qint64, QPointer<api::ApiClient>> m_preparing; ///< nothing has been sent of these
    QHash<qint64, QPointer<api::ApiCall>> m_calls;
};

} // namespace runs
