// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/run.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QSet>

#include <optional>

namespace runs {

/// Decides what is due. No clock, no timer, no network: it is told the time, and driven by RunService. Times
/// are milliseconds since the epoch.
class RunScheduler {
public:
    static constexpr int mostUploads = 3;   ///< at the same time
    static constexpr int mostQuestions = 4; ///< at the same time

    /// How long to wait before question number `attempts` + 1: 1 s after the acceptance, then 1.5 times
    /// longer each time up to 30 s.
    static qint64 pollDelay(int attempts);

    /// Learns of a run, or of its new state. Runs that are neither queued nor waiting are forgotten.
    void put(const Run &run);
    void remove(qint64 id);
    /// The run on screen is asked for first.
    void setFocus(qint64 id) { m_focus = id; }

    /// Nothing is due for a profile that is not open (no key, no address).
    void setOpen(const QString &profile, bool open);
    bool isOpen(const QString &profile) const { return m_open.contains(profile); }
    /// 429: no submission (or question) of this profile before `until`.
    void holdUploads(const QString &profile, qint64 until);
    void holdQuestions(const QString &profile, qint64 until);

    struct Due {
        QList<qint64> uploads;
        QList<qint64> questions;
    };
    /// What is due at `now`, within the bounds; counts as under way until done().
    Due take(qint64 now);
    /// The upload or question of this run has ended; call put() with its new state besides.
    void done(qint64 id);

    /// When to call take() again; nothing when only done() or put() can change something.
    std::optional<qint64> nextAt() const;

private:
    struct Entry {
        QString profile;
        bool isUpload = false;
        qint64 at = 0; ///< not before
    };
    qint64 dueAt(const Entry &entry) const;
    int underWay(bool uploads) const;

    QMap<qint64, Entry> m_entries;  ///< by id: older runs first
    QHash<qint64, bool> m_underWay; ///< id → is an upload
    QSet<QString> m_open;
    QHash<QString, qint64> m_uploadHolds;
    QHash<QString, qint64> m_questionHolds;
    qint64 m_focus = 0;
};

} // namespace runs
