// SPDX-License-Identifier: MIT
#include "tests/runs/simulatedservice.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace support {

namespace {

constexpr qint64 minute = 60'000;
constexpr int limitOf[] = {60, 600};

} // namespace

SimulatedService::SimulatedService(const ServiceHabits &habits, quint32 seed)
    : m_habits(habits)
    , m_random(seed) {}

bool SimulatedService::admit(const QString &profile, runs::Limiter limiter, qint64 now, Reply &reply) {
    Counter &counter = m_counters[profile + QString::number(int(limiter))];
    const int limit = limitOf[int(limiter)];
    while (!counter.arrivals.empty() && now - counter.arrivals.front() >= minute)
        counter.arrivals.pop_front();
    while (!counter.granted.empty() && now - counter.granted.front() >= minute)
        counter.granted.pop_front();
    ++calls[int(limiter)];
    overLimit += int(counter.arrivals.size()) >= limit ? 1 : 0;
    counter.arrivals.push_back(now);

    if (now - counter.beganAt >= minute) {
        counter.beganAt = now;
        counter.used = 0;
    }
    if (limiter == runs::Limiter::Submissions && m_habits.foreignCalls > 0) {
        m_foreignAt = std::max(m_foreignAt, now - minute);
        for (; m_foreignAt < now; m_foreignAt += minute / m_habits.foreignCalls) {
            if (now - m_foreignAt < minute)
                counter.granted.push_back(m_foreignAt);
            counter.used += m_foreignAt >= counter.beganAt ? 1 : 0;
        }
        std::sort(counter.granted.begin(), counter.granted.end());
    }
    const int used = m_habits.hasSlidingMinute ? int(counter.granted.size()) : counter.used;
    qint64 reset = counter.beganAt + minute - now;
    if (m_habits.hasSlidingMinute && !counter.granted.empty())
        reset = counter.granted.front() + minute - now;
    reply.limits.limit = limit;
    reply.limits.resetSeconds = int(std::max<qint64>(1, (reset + 999) / 1'000));
    const bool isFull = used >= limit;
    if (isFull || chance(m_habits.refusals)) {
        reply.status = 429;
        reply.limits.remaining = std::max(0, limit - used);
        if (isFull || chance(500))
            reply.retryAfterMs =
                isFull ? qint64(reply.limits.resetSeconds) * 1'000 : 1'000 * qint64(m_random.bounded(1, 20));
        ++refusals;
        return false;
    }
    ++counter.used;
    counter.granted.push_back(now);
    reply.limits.remaining = limit - used - 1;
    return true;
}

SimulatedService::Reply SimulatedService::submit(const QString &profile, const QString &workflowId,
    qint64 document, const QString &name, qint64 duration, qint64 now) {
    Reply reply;
    if (!admit(profile, runs::Limiter::Submissions, now, reply))
        return reply;
    const bool isCut = chance(m_habits.cutUploads);
    if (isCut || chance(m_habits.earlyErrors)) {
        reply.isWhole = false;
        reply.status = isCut ? 0 : 502;
        return reply;
    }
    const bool isLate = chance(m_habits.lateErrors);
    if (isLate && chance(500)) {
        reply.status = 502;
        return reply;
    }
    Made made;
    made.document = document;
    made.name = name;
    made.collectionId = u"c-%1"_s.arg(m_made.size());
    made.workflow = profile + workflowId;
    made.createdAt = now;
    made.readyAt = chance(m_habits.stuck) ? now + 1'000 * minute : now + duration;
    made.ending = chance(950) ? u"processed"_s : chance(500) ? u"error"_s : u"cancelled"_s;
    made.place = m_random.generate();
    made.isListed = !chance(m_habits.unlisted);
    m_index.insert(made.collectionId, int(m_made.size()));
    m_lists[made.workflow] << int(m_made.size());
    if (!m_ofDocument.contains(document))
        m_ofDocument.insert(document, int(m_made.size()));
    m_made << made;
    ++submissions;
    reply.status = isLate ? 502 : chance(m_habits.lostAnswers) ? 0 : 202;
    reply.text = made.collectionId;
    return reply;
}

QString SimulatedService::wordOf(const Made &made, qint64 now) const {
    if (now >= made.readyAt)
        return made.ending;
    static const QString words[] = {u"queued"_s, u"in_progress"_s, u"warming_up"_s, QString()};
    return words[(now / 7'000 + made.createdAt) % 4];
}

SimulatedService::Reply SimulatedService::results(
    const QString &profile, const QString &collectionId, qint64 now) {
    Reply reply;
    if (!admit(profile, runs::Limiter::Others, now, reply))
        return reply;
    const Made *made = find(collectionId);
    if (chance(m_habits.lost))
        reply.status = 0;
    else if (chance(m_habits.errors))
        reply.status = 500;
    else if (now < made->readyAt)
        reply.status = 412;
    else
        reply.status = made->ending == u"processed"_s ? 200 : 422;
    return reply;
}

QList<int> SimulatedService::listed(const QString &workflow) const {
    QList<int> made;
    for (int index : m_lists.value(workflow)) {
        if (m_made.at(index).isListed)
            made << index;
    }
    if (m_habits.order == ServiceHabits::Order::ByChance)
        std::sort(made.begin(), made.end(),
            [this](int a, int b) { return m_made.at(a).place < m_made.at(b).place; });
    return made;
}

SimulatedService::Reply SimulatedService::list(
    const QString &profile, const QString &workflowId, int page, qint64 now) {
    Reply reply;
    ++lists;
    if (!admit(profile, runs::Limiter::Others, now, reply))
        return reply;
    if (chance(m_habits.lost))
        reply.status = 0;
    else if (chance(m_habits.failingLists))
        reply.status = 500;
    else if (chance(m_habits.forbiddenLists))
        reply.status = 403;
    if (reply.status != 200)
        return reply;
    QList<runs::ListedRun> rows;
    for (int i = 0; i < m_habits.history; ++i)
        rows << runs::ListedRun{u"old-%1"_s.arg(i), u"processed"_s, 1'000 + i};
    const QList<int> made = listed(profile + workflowId);
    for (int index : made) {
        const Made &row = m_made.at(index);
        rows << runs::ListedRun{row.collectionId, wordOf(row, now), row.createdAt};
    }
    if (m_habits.order == ServiceHabits::Order::NewestFirst)
        std::reverse(rows.begin(), rows.end());
    if (!m_habits.listsTellTimes) {
        for (runs::ListedRun &row : rows)
            row.createdAt = 0;
    }
    reply.page.page = page;
    reply.page.count = int(rows.size());
    reply.page.rows = rows.mid((page - 1) * 100, 100);
    if (page > 1 && reply.page.rows.isEmpty())
        reply.status = 404;
    return reply;
}

SimulatedService::Reply SimulatedService::files(
    const QString &profile, const QString &workflowId, int page, qint64 now) {
    Reply reply;
    if (!admit(profile, runs::Limiter::Others, now, reply))
        return reply;
    if (chance(m_habits.lost))
        reply.status = 0;
    else if (chance(m_habits.failingLists))
        reply.status = 500;
    if (reply.status != 200)
        return reply;
    constexpr int size = 100;
    QList<api::Collection> rows;
    for (int i = 0; i < m_habits.history; ++i)
        rows << api::Collection{u"old-%1"_s.arg(i), u"scan.pdf"_s, u"processed"_s, 1'000'000 + 60'000 * i};
    const QList<int> made = listed(profile + workflowId);
    for (int index : made) {
        const Made &row = m_made.at(index);
        rows << api::Collection{row.collectionId, row.name, wordOf(row, now), row.createdAt};
    }
    if (m_habits.order == ServiceHabits::Order::NewestFirst)
        std::reverse(rows.begin(), rows.end());
    for (api::Collection &row : rows)
        row.createdAt = m_habits.listsTellTimes ? row.createdAt / 1'000 * 1'000 : 0;
    reply.files.items = rows.mid((page - 1) * size, size);
    reply.files.count = int(rows.size());
    reply.files.pageSize = size;
    reply.files.serverTime = now / 1'000 * 1'000;
    return reply;
}

SimulatedService::Reply SimulatedService::other(const QString &profile, qint64 now) {
    Reply reply;
    admit(profile, runs::Limiter::Others, now, reply);
    return reply;
}

const SimulatedService::Made *SimulatedService::find(const QString &collectionId) const {
    const auto known = m_index.constFind(collectionId);
    return known == m_index.cend() ? nullptr : &m_made.at(*known);
}

const SimulatedService::Made *SimulatedService::madeOf(qint64 document) const {
    const auto known = m_ofDocument.constFind(document);
    return known == m_ofDocument.cend() ? nullptr : &m_made.at(*known);
}

} // namespace support
