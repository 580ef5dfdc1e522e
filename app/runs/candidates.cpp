// SPDX-License-Identifier: MIT
#include "app/runs/candidates.h"

#include "app/runs/runservice.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr qint64 clockTolerance = 3'000; // the header `Date` has whole seconds, and so may created_at

QString tr(const char *text) {
    return QCoreApplication::translate("RunEvents", text);
}

/// Later pages are older ones. Lists without times are read from the front.
bool isOldestFirst(const api::Page<api::Collection> &page) {
    const auto known = [](const api::Collection &item) {
        return item.createdAt > 0;
    };
    const auto first = std::find_if(page.items.cbegin(), page.items.cend(), known);
    const auto last = std::find_if(page.items.crbegin(), page.items.crend(), known);
    return first != page.items.cend() && first->createdAt < last->createdAt;
}

} // namespace

void NewestPages::take(const api::Page<api::Collection> &page, qint64 now) {
    const int number = *m_next;
    m_next.reset();
    ++m_read;
    const qint64 ahead = page.serverTime > 0 ? page.serverTime - now : 0;
    m_clockKnown = m_clockKnown && page.serverTime > 0;
    bool reachesBack = false;
    for (const api::Collection &item : page.items) {
        const qint64 created = item.createdAt > 0 ? item.createdAt - ahead : 0;
        if (created > 0 && created < m_since)
            reachesBack = true;
        else
            m_found << Candidate{item.id, item.name, item.status, created};
    }
    const int size = qMax(1, page.pageSize > 0 ? page.pageSize : pageSize);
    const int pages = (page.count + size - 1) / size;
    if (m_read == 1 && pages > 1 && isOldestFirst(page)) {
        m_backwards = true;
        m_next = pages; // the first page comes last, if ever: reading it again tells nothing new
    } else if (m_backwards) {
        if (!reachesBack && number - 1 > 1)
            m_next = number - 1;
    } else if (!reachesBack && number < pages && !page.items.isEmpty()) {
        m_next = number + 1;
    }
    if (m_next && m_read >= mostPages) {
        m_next.reset();
        m_complete = false;
    }
}

qint64 earliestCreation(const Run &run) {
    return run.uploadStartedAt - clockTolerance;
}

QList<Candidate> candidatesFor(const Run &run, const QList<Candidate> &found,
    const std::function<bool(const QString &collectionId)> &isClaimed) {
    QList<Candidate> fitting;
    for (const Candidate &candidate : found) {
        // A text has no name at the service; a file whose name the service does not tell may be ours.
        const bool nameFits = run.kind == InputKind::Text
                                  ? candidate.name.isEmpty()
                                  : candidate.name.isEmpty() || candidate.name == run.name;
        if (nameFits && !isClaimed(candidate.collectionId) && !fitting.contains(candidate))
            fitting << candidate;
    }
    return fitting;
}

Event eventOfSearch(const QList<Candidate> &candidates, bool hasRivals, bool isSure, bool isFinal,
    const QString &sent, qint64 now) {
    if (candidates.size() == 1 && !hasRivals && isSure) {
        Event event = adoptEvent(candidates.first(), now);
        event.message =
            tr("The answer to the upload was lost, but the service lists exactly one new document "
               "of this name since: it is taken for this one.");
        return event;
    }
    Event event;
    event.kind = Event::LookedFor;
    event.at = now;
    const QString lost =
        sent.isEmpty() ? tr("The answer was lost") : tr("The answer was lost after %1").arg(sent);
    if (!candidates.isEmpty()) {
        event.message =
            candidates.size() == 1
                ? tr("%1; the document may be running at the service and may be billed. The service lists "
                     "one "
                     "document since that may be it.")
                      .arg(lost)
                : tr("%1; the document may be running at the service and may be billed. The service lists %2 "
                     "documents since that may be it.")
                      .arg(lost)
                      .arg(candidates.size());
        event.remedy = tr("Choose the one that it is, or send it again and perhaps pay twice.");
    } else if (isFinal) {
        event.message =
            tr("%1. The service lists no new document of this name since the upload began: as far as it "
               "tells, this one did not arrive and is not billed.")
                .arg(lost);
        event.remedy = tr("Send it again.");
    } else {
        event.message =
            tr("%1; the document may be running at the service and may be billed. The service lists no new "
               "one of this name so far, and is asked again soon.")
                .arg(lost);
        event.remedy = tr("Wait a little before you send it again.");
    }
    return event;
}

Event adoptEvent(const Candidate &candidate, qint64 now) {
    Event event;
    event.kind = Event::Adopted;
    event.at = now;
    event.collectionId = candidate.collectionId;
    event.statusWord = candidate.status;
    event.message =
        tr("The answer to the upload was lost; you chose the document at the service that it is.");
    event.nextAskAt = now;
    event.deadlineAt = now + RunService::waitingTime;
    return event;
}

} // namespace runs
