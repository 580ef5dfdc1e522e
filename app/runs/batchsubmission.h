// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/intake.h"
#include "app/runs/runservice.h"

#include <QList>
#include <QObject>

#include <functional>

namespace runs {

/// Many files that are submitted together: some are written into the ledger in each turn of the event loop,
/// so that the window goes on. A file is either in the ledger, and was told of by queued(), or it was not
/// submitted. One at a time.
class BatchSubmission : public QObject {
    Q_OBJECT

public:
    static constexpr int slice = 20; ///< files in one turn

    /// Asked for each file when its turn comes: it may have been taken back meanwhile.
    using Wanted = std::function<bool(const IntakeItem &file)>;

    /// `runs` is not owned and outlives this.
    explicit BatchSubmission(RunService *runs, QObject *parent = nullptr);

    /// The first part is written before it returns, and told of; when that is all, so is the end. False, and
    /// nothing happens, while another one is under way.
    bool start(const Target &target, const QList<IntakeItem> &files, Wanted isWanted = {});
    bool isUnderWay() const { return m_isUnderWay; }

signals:
    /// These are in the ledger: their runs, in the same order.
    void queued(const QList<runs::IntakeItem> &files, const QList<qint64> &ids);
    /// Empty when all of them are, else why not, and how many.
    void finished(const QString &error);

private:
    void goOn();
    void end(const QString &error);

    RunService *m_runs;
    Target m_target;
    QList<IntakeItem> m_files;
    Wanted m_isWanted;
    qsizetype m_next = 0;
    qsizetype m_queued = 0;
    bool m_isUnderWay = false;
};

} // namespace runs
