// SPDX-License-Identifier: MIT
#include "app/runs/duplicatefinder.h"

#include <QElapsedTimer>

namespace runs {

DuplicateFinder::DuplicateFinder(StagedFilesModel *staged, QObject *parent)
    : QObject(parent)
    , m_staged(staged) {
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &DuplicateFinder::work);
    connect(staged, &QAbstractItemModel::rowsInserted, this, &DuplicateFinder::restart);
    connect(staged, &QAbstractItemModel::rowsRemoved, this, &DuplicateFinder::restart);
    connect(staged, &QAbstractItemModel::dataChanged, this, &DuplicateFinder::restart);
    connect(staged, &QAbstractItemModel::modelReset, this, &DuplicateFinder::restart);
}

void DuplicateFinder::setLookup(Lookup lookup) {
    m_lookup = std::move(lookup);
    recheck();
}

void DuplicateFinder::recheck() {
    m_known.clear();
    restart();
}

void DuplicateFinder::restart() {
    if (m_writing)
        return;
    m_next = 0;
    m_first.clear();
    if (m_staged->rowCount() > 0)
        m_timer.start();
    else
        m_timer.stop();
}

std::optional<DuplicateFinder::Earlier> DuplicateFinder::earlier(const QString &hash) {
    const auto known = m_known.constFind(hash);
    if (known != m_known.cend())
        return *known;
    return *m_known.insert(hash, m_lookup ? m_lookup(hash) : std::nullopt);
}

void DuplicateFinder::work() {
    constexpr qint64 share = 8; // ms
    QElapsedTimer since;
    since.start();
    for (; m_next < m_staged->rowCount(); ++m_next) {
        if (since.elapsed() >= share)
            return;
        const IntakeItem &item = m_staged->items().at(m_next);
        QString words;
        qint64 run = 0;
        if (!item.contentHash.isEmpty() && item.verdict != Verdict::Refused) {
            const auto first = m_first.constFind(item.contentHash);
            if (const std::optional<Earlier> before = earlier(item.contentHash)) {
                words = before->words;
                run = before->run;
            } else if (first != m_first.cend()) {
                words = tr("twice in the list: the same as “%1”").arg(m_staged->items().at(*first).name);
            }
            if (first == m_first.cend())
                m_first.insert(item.contentHash, m_next);
        }
        m_writing = true;
        m_staged->setRepeats(m_next, words, run);
        m_writing = false;
    }
    m_timer.stop();
}

} // namespace runs
