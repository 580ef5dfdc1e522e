// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apiclient.h"
#include "app/runs/listing.h"
#include "app/runs/resultwriter.h"
#include "app/runs/runbook.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <memory>

namespace runs {

/// Asks the service what became of waiting runs, one by one or by lists, and keeps the results.
class RunQuestions : public QObject {
    Q_OBJECT

public:
    /// Not owned, outlives this.
    explicit RunQuestions(RunBook *book, QObject *parent = nullptr);

    /// Of a waiting run that is not being asked for.
    void ask(qint64 id, api::ApiClient *client);
    /// One page of the list of a workflow's runs.
    void askList(const ListQuestion &question, api::ApiClient *client);
    /// The answer does not matter any more. No ended() follows.
    void drop(qint64 id);
    bool isAsking(qint64 id) const { return m_questions.contains(id); }
    /// Its result is here, and is being written or waits for its turn.
    bool isSaving(qint64 id) const { return m_saving.contains(id); }

signals:
    void ended(qint64 id);
    // One of them for each askList().
    void listAnswered(const runs::ListQuestion &question, const runs::ListPage &page);
    /// `isRefused`: asking again will not help.
    void listFailed(const runs::ListQuestion &question, bool isRefused);

private:
    void end(qint64 id, int serial, const api::Outcome<api::ResultsAnswer> &outcome);
    bool isOver(const Run &run, const Event &event, qint64 now);
    void keepNext();
    void save(qint64 id, const Event &event, const std::shared_ptr<ResultWriter> &file);
    void saved(qint64 id, const Event &event, const QString &values, const QString &error);
    void notKept(qint64 id, const QString &why);

    struct Question {
        QPointer<api::ApiCall> call;
        int serial = 0;
        qint64 startedAt = 0;
        std::shared_ptr<ResultWriter> file = {}; ///< where the result goes when it is large
    };

    struct Arrived {
        qint64 id = 0;
        Event event;
        QByteArray body;
    };

    RunBook *m_book;
    QList<Arrived> m_arrived; ///< results that are to be kept, the oldest first
    QTimer m_keep;
    QHash<qint64, Question> m_questions;
    QHash<quint64, ListQuestion> m_lists; ///< under way, by their serial
    QSet<qint64> m_saving;
    QHash<qint64, std::shared_ptr<ResultWriter>> m_files; ///< those that are complete and being committed
    QHash<qint64, qint64> m_unanswered; ///< past the deadline: since when no question was answered
    QHash<qint64, int> m_notKept;       ///< how many times in a row a result could not be written
    int m_serial = 0;
};

} // namespace runs
