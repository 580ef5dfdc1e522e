// SPDX-License-Identifier: MIT
#include "app/runs/historyreader.h"

#include "app/runs/ledgerreading.h"
#include "app/runs/ledgerrows.h"
#include "app/runs/runhistory.h"
#include "app/runs/searchplan.h"

#include <QCoreApplication>
#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

#include <utility>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

QString unreadable(const QString &words) {
    return QCoreApplication::translate("RunStore", "The ledger could not be read: %1").arg(words);
}

void readAmong(
    const QSqlDatabase &database, const QList<qint64> &ids, const HistoryFilter &filter, HistoryPage &page) {
    const RunHistory history(database);
    QStringList found;
    for (qint64 id : ids) {
        if (history.matches(id, filter))
            found << QString::number(id);
    }
    QSqlQuery query(database);
    if (!query.exec(u"SELECT id, %1 FROM runs WHERE id IN (%2)"_s.arg(runColumns(), found.join(u','))))
        page.error = unreadable(query.lastError().text());
    while (query.next())
        page.runs << readRun(query);
}

} // namespace

HistoryReader::HistoryReader(QString ledgerFile, QObject *parent)
    : QObject(parent)
    , m_file(std::move(ledgerFile))
    , m_sample(std::make_shared<SearchSample>())
    , m_workers(this, 1)
    , m_among(this, 1) {}

HistoryReader::~HistoryReader() = default;

void HistoryReader::ask(const HistoryFilter &filter, const HistoryPlace &from, int most,
    std::function<void(const HistoryPage &page)> hear) {
    cancel();
    m_workers.start([file = m_file, sample = m_sample, filter, from, most, hear = std::move(hear)](
                        const Workers::Post &post) {
        HistoryPage page;
        {
            const LedgerReading connection(file);
            if (connection.database().isOpen()) {
                const RunHistory history(
                    connection.database(), sample, [post] { return post.isCancelled(); });
                page.runs = history.page(filter, from, most, &page.error, &page.cut);
            } else {
                page.error = unreadable(connection.database().lastError().text());
            }
        }
        post([page = std::move(page), hear] { hear(page); });
    });
}

void HistoryReader::askAmong(const QList<qint64> &ids, const HistoryFilter &filter,
    std::function<void(const HistoryPage &page)> hear) {
    m_among.start([file = m_file, ids, filter, hear = std::move(hear)](const Workers::Post &post) {
        HistoryPage page;
        {
            const LedgerReading connection(file);
            readAmong(connection.database(), ids, filter, page);
        }
        post([page = std::move(page), hear] { hear(page); });
    });
}

} // namespace runs
