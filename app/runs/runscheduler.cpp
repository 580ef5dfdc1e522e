// SPDX-License-Identifier: MIT
#include "app/runs/runscheduler.h"

#include <algorithm>

namespace runs {

qint64 RunScheduler::pollDelay(int attempts) {
    constexpr qint64 longest = 30'000;
    double delay = 1'000;
    for (int i = 0; i < attempts && delay < longest; ++i)
        delay *= 1.5;
    return qMin(qint64(delay), longest);
}

void RunScheduler::put(const Run &run) {
    if (run.state != RunState::Queued && run.state != RunState::Waiting) {
        m_entries.remove(run.id);
        return;
    }
    m_entries.insert(run.id, {run.profile, run.state == RunState::Queued, run.nextAskAt});
}

void RunScheduler::remove(qint64 id) {
    m_entries.remove(id);
    m_underWay.remove(id);
}

void RunScheduler::setOpen(const QString &profile, bool open) {
    if (open)
        m_open.insert(profile);
    else
        m_open.remove(profile);
}

void RunScheduler::holdUploads(const QString &profile, qint64 until) {
    m_uploadHolds[profile] = qMax(until, m_uploadHolds.value(profile));
}

void RunScheduler::holdQuestions(const QString &profile, qint64 until) {
    m_questionHolds[profile] = qMax(until, m_questionHolds.value(profile));
}

qint64 RunScheduler::dueAt(const Entry &entry) const {
    return qMax(entry.at, (entry.isUpload ? m_uploadHolds : m_questionHolds).value(entry.profile));
}

int RunScheduler::underWay(bool uploads) const {
    return int(std::count(m_underWay.cbegin(), m_underWay.cend(), uploads));
}

RunScheduler::Due RunScheduler::take(qint64 now) {
    struct Candidate {
        qint64 id;
        qint64 at;
    };
    QList<Candidate> uploads;
    QList<Candidate> questions;
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it) {
        const qint64 at = dueAt(*it);
        if (at <= now && m_open.contains(it->profile) && !m_underWay.contains(it.key()))
            (it->isUpload ? uploads : questions) << Candidate{it.key(), at};
    }
    // Uploads in the order they were queued; questions longest overdue first, the run on screen before all.
    std::stable_sort(questions.begin(), questions.end(), [this](const Candidate &a, const Candidate &b) {
        if ((a.id == m_focus) != (b.id == m_focus))
            return a.id == m_focus;
        return a.at < b.at;
    });
    Due due;
    const auto fill = [this](const QList<Candidate> &from, QList<qint64> &to, bool areUploads, int most) {
        const int room = most - underWay(areUploads);
        for (int i = 0; i < qMin(room, int(from.size())); ++i) {
            to << from.at(i).id;
            m_underWay.insert(from.at(i).id, areUploads);
        }
    };
    fill(uploads, due.uploads, true, mostUploads);
    fill(questions, due.questions, false, mostQuestions);
    return due;
}

void RunScheduler::done(qint64 id) {
    m_underWay.remove(id);
}

std::optional<qint64> RunScheduler::nextAt() const {
    std::optional<qint64> earliest;
    const bool uploadsFull = underWay(true) >= mostUploads;
    const bool questionsFull = underWay(false) >= mostQuestions;
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it) {
        if (!m_open.contains(it->profile) || m_underWay.contains(it.key()))
            continue;
        if (it->isUpload ? uploadsFull : questionsFull)
            continue;
        const qint64 at = dueAt(*it);
        earliest = earliest ? qMin(*earliest, at) : at;
    }
    return earliest;
}

} // namespace runs
