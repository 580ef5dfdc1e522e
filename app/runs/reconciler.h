// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apiclient.h"
#include "app/runs/candidates.h"
#include "app/runs/runbook.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

namespace runs {

/// Looks for unconfirmed runs at the service: several times after the answer was lost, since a document may
/// be on its way for a while. Sends nothing again; at most it adopts the collection that is there.
class Reconciler : public QObject {
    Q_OBJECT

public:
    /// Nothing for a profile that cannot be asked now.
    using ClientOf = std::function<api::ApiClient *(const QString &profile)>;

    /// `book` is not owned and outlives this.
    Reconciler(RunBook *book, ClientOf clientOf, QObject *parent = nullptr);

    /// The unconfirmed runs of earlier starts.
    void load();
    /// Now, once more; looked() or lookFailed() tells its end.
    void lookAgain(qint64 id);
    /// Asks what is due. Returns when to come again; nothing when there is nothing to look for.
    std::optional<qint64> drive();

    QList<Candidate> candidates(qint64 id) const { return m_searches.value(id).candidates; }
    bool isLooking(qint64 id) const { return m_searches.value(id).dueAt.has_value(); }
    /// A person chose. False when this is no (longer a) candidate of it.
    bool adopt(qint64 id, const QString &collectionId);

signals:
    /// A search has ended: drive() may have something to do.
    void ended();
    /// The service was asked what it has since this upload began, or could not be.
    void looked(qint64 id);
    void lookFailed(qint64 id, const api::ApiError &error);

private:
    struct Search {
        std::optional<qint64> dueAt; ///< of the next look; nothing when all were made
        int looks = 0;               ///< answered ones
        QList<Candidate> candidates;
        int serial = 0; ///< of the look under way; 0 when none is
        QPointer<api::ApiCall> call;

        /// One that died with its client has no end.
        bool isUnderWay() const { return serial != 0 && call; }
    };

    void watch(const Run &run);
    void ask(qint64 id, const NewestPages &pages, int serial);
    void judge(qint64 id, const NewestPages &pages);
    bool hasRivals(const Run &run);

    RunBook *m_book;
    ClientOf m_clientOf;
    QHash<qint64, Search> m_searches;
    int m_serial = 0;
};

} // namespace runs
