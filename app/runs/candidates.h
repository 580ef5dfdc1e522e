// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/workflow.h"
#include "app/runs/run.h"
#include "app/runs/transitions.h"

#include <QList>

#include <functional>
#include <optional>

namespace runs {

/// A collection at the service that may be what an unconfirmed upload made.
struct Candidate {
    QString collectionId;
    QString name;         ///< null for a text, or when the service has none
    QString status;       ///< the service's word
    qint64 createdAt = 0; ///< by this computer's clock; 0 when unknown

    bool operator==(const Candidate &) const = default;
};

/// Reads the list of a workflow's collections page by page, from its newer end, back to `since`. The order of
/// the list is not documented: the first page tells it. Pure.
class NewestPages {
public:
    static constexpr int pageSize = 100; ///< the most the service gives
    static constexpr int mostPages = 20; ///< of a list that does not end

    /// `since` by this computer's clock, milliseconds since the epoch.
    explicit NewestPages(qint64 since)
        : m_since(since) {}

    /// The page to ask for; nothing when all is known.
    std::optional<int> nextPage() const { return m_next; }
    /// The answer to nextPage(), which came at `now`.
    void take(const api::Page<api::Collection> &page, qint64 now);
    /// What was created since, and what bears no time.
    const QList<Candidate> &found() const { return m_found; }
    /// False when the list was longer than anybody reads.
    bool isComplete() const { return m_complete; }
    /// False when the service's clock is not known: then `createdAt` may be off.
    bool isClockKnown() const { return m_clockKnown; }

private:
    qint64 m_since;
    std::optional<int> m_next = 1;
    QList<Candidate> m_found;
    int m_read = 0;
    bool m_backwards = false;
    bool m_complete = true;
    bool m_clockKnown = true;
};

/// From when on a collection can be that of an upload: the clocks of two computers, and the service's whole
/// seconds, are allowed for.
qint64 earliestCreation(const Run &run);

/// Those of `found` that no run of this computer has and whose name fits.
QList<Candidate> candidatesFor(const Run &run, const QList<Candidate> &found,
    const std::function<bool(const QString &collectionId)> &isClaimed);

/// What follows for an unconfirmed run: Adopted when there is exactly one candidate of its name and nobody
/// else could have made it, else LookedFor with what is known. `hasRivals`: other uploads of the same name to
/// the same workflow are unsettled. `isFinal`: so long after the upload that nothing new is expected. `sent`:
/// how much of it was handed over, in words; empty when nobody knows.
Event eventOfSearch(const QList<Candidate> &candidates, bool hasRivals, bool isSure, bool isFinal,
    const QString &sent, qint64 now);

/// A person says that this is it.
Event adoptEvent(const Candidate &candidate, qint64 now);

} // namespace runs
