// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/resultfiles.h"
#include "app/runs/workers.h"

#include <QList>
#include <QObject>
#include <QString>

#include <atomic>
#include <memory>

namespace runs {

/// Makes every value of every result something that its run is found by, however many there are. The
/// ledger's own index has the beginning of each (valuesAtOnce), entered with the result; another thread
/// enters those that have more, whole, into a file of its own (PartsFile), and takes out of it what was
/// removed. Until then a search finds them by their beginning.
///
/// Nothing is lost by ending or killing the program: what is left is seen from the two files at the next
/// start. So does a ledger of an older version become complete.
class ValueIndex : public QObject {
    Q_OBJECT

public:
    /// The ledger has been opened by a RunStore, which made its tables.
    ValueIndex(QString ledgerFile, ResultFiles files, QObject *parent = nullptr);
    ~ValueIndex() override;

    /// Goes through what is left; again, when the ledger has changed meanwhile. To be called at the start,
    /// after a result came and after a run was removed.
    void update();
    int left() const { return m_left; } ///< results that are not entered yet, as far as is known

signals:
    /// Runs that can now be found by all of their values.
    void entered(const QList<qint64> &runIds);
    void leftChanged(int left);
    /// The file cannot be written; told once until that works. The next update() tries again.
    void trouble(const QString &words);

private:
    void finished(const QString &error);

    const QString m_ledgerFile;
    const ResultFiles m_files;
    std::shared_ptr<std::atomic_bool> m_changed; ///< since the thread looked at the ledger
    bool m_isRunning = false;
    bool m_hasTold = false; ///< the trouble
    int m_left = 0;
    Workers m_workers;
};

} // namespace runs
