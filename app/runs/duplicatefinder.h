// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/stagedfilesmodel.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace runs {

/// Says of the staged files which bytes were submitted to the chosen workflow before, and which are in the
/// list twice. Works a few milliseconds at a time, when the event loop has nothing else to do.
class DuplicateFinder : public QObject {
    Q_OBJECT

public:
    struct Earlier {
        qint64 run = 0;
        QString words; ///< "submitted before: ready, 3 days ago"
    };
    /// The newest run of the chosen workflow with these bytes that is ready, under way or unconfirmed.
    using Lookup = std::function<std::optional<Earlier>(const QString &contentHash)>;

    /// `staged` is not owned and must outlive this.
    explicit DuplicateFinder(StagedFilesModel *staged, QObject *parent = nullptr);
    void setLookup(Lookup lookup);
    bool isIdle() const { return !m_timer.isActive(); }

public slots:
    /// What was looked up holds no more: another workflow, a run that ended or went.
    void recheck();

private:
    void restart();
    void work();
    std::optional<Earlier> earlier(const QString &hash);

    StagedFilesModel *m_staged;
    Lookup m_lookup;
    QHash<QString, std::optional<Earlier>> m_known; ///< by hash
    QHash<QString, int> m_first;                    ///< row of the first item with a hash, in this round
    int m_next = 0;
    bool m_writing = false;
    QTimer m_timer;
};

} // namespace runs
