// SPDX-License-Identifier: MIT
#include "app/runs/reconciler.h"

#include "app/runs/runevents.h"

#include <algorithm>

namespace runs {

namespace {

// After the answer was lost. A document can be on its way through gateways for a while.
constexpr qint64 lookAfter[] = {2'000, 10'000, 30'000, 120'000};
constexpr int looksInAll = int(std::size(lookAfter));
constexpr qint64 failedLook = 30'000;
constexpr int mostFromBefore = 500; // at a start
constexpr int mostAtOnce = 2;       // other calls need the service too

} // namespace

Reconciler::Reconciler(RunBook *book, ClientOf clientOf, QObject *parent)
    : QObject(parent)
    , m_book(book)
    , m_clientOf(std::move(clientOf)) {
    connect(book, &RunBook::changed, this, &Reconciler::watch);
    connect(book, &RunBook::removed, this, [this](qint64 id) { m_searches.remove(id); });
}

void Reconciler::load() {
    const QList<Run> runs = m_book->store().history().inState(RunState::Unconfirmed, mostFromBefore);
    for (const Run &run : runs) {
        m_book->find(run.id);
        watch(run);
    }
}

void Reconciler::watch(const Run &run) {
    if (run.state != RunState::Unconfirmed)
        m_searches.remove(run.id);
    else if (!m_searches.contains(run.id)) {
        // Long after, nothing new is expected: one look tells all.
        const bool isLate = m_book->now() - run.endedAt > lookAfter[looksInAll - 1];
        m_searches.insert(run.id,
            {qMax(m_book->now(), run.endedAt + lookAfter[0]), isLate ? looksInAll - 1 : 0, {}, 0, {}});
    }
}

void Reconciler::lookAgain(qint64 id) {
    if (const Run *run = m_book->find(id))
        watch(*run); // a very old one was not looked for at the start
    const auto search = m_searches.find(id);
    if (search == m_searches.end() || search->isUnderWay())
        return;
    search->dueAt = m_book->now();
    search->looks = qMin(search->looks, looksInAll - 1);
    emit ended();
}

std::optional<qint64> Reconciler::drive() {
    const qint64 now = m_book->now();
    std::optional<qint64> earliest;
    const QList<qint64> ids = m_searches.keys();
    auto underWay = std::count_if(
        m_searches.cbegin(), m_searches.cend(), [](const Search &search) { return search.isUnderWay(); });
    for (qint64 id : ids) {
        Search &search = m_searches[id];
        if (!search.dueAt || search.isUnderWay())
            continue;
        const Run *run = m_book->find(id);
        if (!run || !m_clientOf(run->profile))
            continue; // a new client drives again
        if (*search.dueAt > now) {
            earliest = qMin(*search.dueAt, earliest.value_or(*search.dueAt));
            continue;
        }
        if (underWay >= mostAtOnce)
            continue; // the end of a look drives again
        ++underWay;
        search.serial = ++m_serial;
        ask(id, NewestPages(earliestCreation(*run)), search.serial);
    }
    return earliest;
}

void Reconciler::ask(qint64 id, const NewestPages &pages, int serial) {
    const Run *run = m_book->find(id);
    api::ApiClient *client = run ? m_clientOf(run->profile) : nullptr;
    if (!client)
        return;
    api::ApiCall *call = client->files(run->workflowId, *pages.nextPage(), NewestPages::pageSize, this,
        [this, id, pages, serial](const api::Outcome<api::Page<api::Collection>> &outcome) {
            const auto search = m_searches.find(id);
            if (search == m_searches.end() || search->serial != serial)
                return; // settled meanwhile
            if (!outcome) {
                search->serial = 0;
                search->dueAt = m_book->now() + qMax(failedLook, outcome.error().retryAfterMs.value_or(0));
                emit lookFailed(id, outcome.error());
                emit ended();
                return;
            }
            NewestPages read = pages;
            read.take(*outcome, m_book->now());
            if (read.nextPage()) {
                ask(id, read, serial);
                return;
            }
            search->serial = 0;
            judge(id, read);
            emit looked(id);
            emit ended();
        });
    m_searches[id].call = call;
}

bool Reconciler::hasRivals(const Run &run) {
    const QList<Run> all = m_book->inMemory();
    return std::any_of(all.cbegin(), all.cend(), [&run](const Run &other) {
        return other.id != run.id && other.profile == run.profile && other.workflowId == run.workflowId &&
               (other.state == RunState::Uploading || other.state == RunState::Unconfirmed) &&
               other.kind == run.kind && (other.kind == InputKind::Text || other.name == run.name);
    });
}

void Reconciler::judge(qint64 id, const NewestPages &pages) {
    const Run *run = m_book->find(id);
    Search &search = m_searches[id];
    search.candidates = candidatesFor(*run, pages.found(),
        [this](const QString &collection) { return m_book->store().history().isClaimed(collection); });
    ++search.looks;
    const qint64 now = m_book->now();
    const bool isFinal = search.looks >= looksInAll;
    search.dueAt.reset();
    if (!isFinal)
        search.dueAt = qMax(now + 1'000, run->endedAt + lookAfter[search.looks]);
    const bool isSure = pages.isComplete() && pages.isClockKnown() && !search.candidates.isEmpty() &&
                        search.candidates.first().createdAt > 0;
    const Event event =
        eventOfSearch(search.candidates, hasRivals(*run), isSure, isFinal, handedOver(*run), now);
    // The same words again are no news.
    if (event.kind != Event::LookedFor || event.message != run->message)
        m_book->apply(id, event);
}

bool Reconciler::adopt(qint64 id, const QString &collectionId) {
    const QList<Candidate> known = candidates(id);
    const auto chosen = std::find_if(known.cbegin(), known.cend(),
        [&collectionId](const Candidate &candidate) { return candidate.collectionId == collectionId; });
    if (chosen == known.cend() || m_book->store().history().isClaimed(collectionId))
        return false;
    return m_book->apply(id, adoptEvent(*chosen, m_book->now()));
}

} // namespace runs
