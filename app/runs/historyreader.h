// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/historyfilter.h"
#include "app/runs/run.h"
#include "app/runs/workers.h"

#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace runs {

struct SearchSample;

struct HistoryPage {
    QList<Run> runs;
    QString error;    ///< the ledger could not be read; in words
    bool cut = false; ///< see RunHistory::page()
};

/// Pages of the ledger, read by another thread through a connection of its own that cannot write: a search
/// takes a millisecond, but ten with words that never meet, and seconds where the disk is slow.
class HistoryReader : public QObject {
    Q_OBJECT

public:
    /// The ledger has been opened by a RunStore, which made its tables. It is opened here at each question.
    explicit HistoryReader(QString ledgerFile, QObject *parent = nullptr);
    ~HistoryReader() override;

    /// As RunHistory::page(). Only the newest question is answered, in a later turn of the event loop.
    void ask(const HistoryFilter &filter, const HistoryPlace &from, int most,
        std::function<void(const HistoryPage &page)> hear);
    /// Those of these runs that the filter lets through; asked beside the other questions, one after the
    /// other.
    void askAmong(const QList<qint64> &ids, const HistoryFilter &filter,
        std::function<void(const HistoryPage &page)> hear);
    /// No answer to what ask() asked.
    void cancel() { m_workers.cancel(); }

private:
    QString m_file;
    std::shared_ptr<SearchSample> m_sample; ///< of the jobs, which run one after the other
    Workers m_workers;
    Workers m_among;
};

} // namespace runs
