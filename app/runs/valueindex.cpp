// SPDX-License-Identifier: MIT
#include "app/runs/valueindex.h"

#include "app/runs/valueentry.h"

#include <QElapsedTimer>
#include <QSet>

#include <functional>
#include <optional>
#include <utility>

namespace runs {

namespace {

constexpr int tellEvery = 200; // ms

/// Goes through all that is left, and through what comes meanwhile. Returns what went wrong, in words.
QString work(ValueEntry &entry, std::atomic_bool &changed, const std::function<bool()> &isCancelled,
    const std::function<void(const QList<qint64> &entered, qsizetype left)> &tell) {
    if (const QString error = entry.open(); !error.isEmpty())
        return error;
    QSet<qint64> unreadable; // tried again at the next start
    QList<qint64> entered;
    QElapsedTimer sinceTold;
    sinceTold.start();
    const auto commitAndTell = [&](qsizetype left) {
        if (entry.commit())
            tell(std::exchange(entered, {}), left);
        sinceTold.restart();
    };
    for (bool first = true; first || changed.exchange(false);) {
        first = false;
        changed = false;
        entry.forgetStrangers();
        QList<qint64> left = entry.left();
        left.removeIf([&](qint64 id) { return unreadable.contains(id); });
        commitAndTell(left.size());
        while (!left.isEmpty() && !changed && !isCancelled() && entry.error().isEmpty()) {
            const qint64 id = left.takeFirst();
            const std::optional<int> parts = entry.enter(id);
            if (!parts)
                unreadable.insert(id);
            else if (*parts > 0)
                entered << id;
            if (sinceTold.hasExpired(tellEvery))
                commitAndTell(left.size());
        }
        commitAndTell(left.size());
        if (isCancelled() || !entry.error().isEmpty())
            break;
    }
    return entry.error();
}

} // namespace

ValueIndex::ValueIndex(QString ledgerFile, ResultFiles files, QObject *parent)
    : QObject(parent)
    , m_ledgerFile(std::move(ledgerFile))
    , m_files(std::move(files))
    , m_changed(std::make_shared<std::atomic_bool>(false))
    , m_workers(this, 1) {}

ValueIndex::~ValueIndex() = default;

void ValueIndex::update() {
    *m_changed = true;
    if (m_ledgerFile.isEmpty() || std::exchange(m_isRunning, true))
        return;
    m_workers.start(
        [this, file = m_ledgerFile, files = m_files, changed = m_changed](const Workers::Post &post) {
            const auto isCancelled = [&post] {
                return post.isCancelled();
            };
            QString error;
            {
                ValueEntry entry(file, files, isCancelled);
                error = work(entry, *changed, isCancelled, [&](const QList<qint64> &entered, qsizetype left) {
                    post([this, entered, left] {
                        if (std::exchange(m_left, int(left)) != int(left))
                            emit leftChanged(m_left);
                        if (!entered.isEmpty())
                            emit this->entered(entered);
                    });
                });
            }
            post([this, error] { finished(error); });
        });
}

void ValueIndex::finished(const QString &error) {
    m_isRunning = false;
    const bool hasTold = std::exchange(m_hasTold, !error.isEmpty());
    if (error.isEmpty() && *m_changed)
        update();
    else if (!error.isEmpty() && !hasTold)
        emit trouble(
            tr("Results with many values cannot be entered for the search of the runs: %1").arg(error));
}

} // namespace runs
