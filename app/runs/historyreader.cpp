// SPDX-License-Identifier: MIT
#include "app/runs/historyreader.h"

#include "app/runs/runhistory.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlError>
#include <QUuid>

#include <utility>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

/// For one question: half a millisecond, and what no question needs is not held open.
class Connection {
public:
    explicit Connection(const QString &file)
        : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name)) {
        m_database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
        m_database.setDatabaseName(file);
        // One moment of the ledger: a run that goes between the statements of a question would leave a page
        // short, and a short page is taken for the last one.
        if (m_database.open())
            m_database.transaction();
    }
    ~Connection() {
        m_database.rollback();
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(m_name);
    }
    Q_DISABLE_COPY_MOVE(Connection)

    const QSqlDatabase &database() const { return m_database; }

private:
    const QString m_name = QUuid::createUuid().toString();
    QSqlDatabase m_database;
};

} // namespace

HistoryReader::HistoryReader(QString ledgerFile, QObject *parent)
    : QObject(parent)
    , m_file(std::move(ledgerFile))
    , m_sample(std::make_shared<SearchSample>())
    , m_workers(this, 1) {}

HistoryReader::~HistoryReader() = default;

void HistoryReader::ask(const HistoryFilter &filter, const HistoryPlace &from, int most,
    std::function<void(const HistoryPage &page)> hear) {
    cancel();
    m_workers.start([file = m_file, sample = m_sample, filter, from, most, hear = std::move(hear)](
                        const Workers::Post &post) {
        HistoryPage page;
        {
            const Connection connection(file);
            if (connection.database().isOpen()) {
                const RunHistory history(
                    connection.database(), sample, [post] { return post.isCancelled(); });
                page.runs = history.page(filter, from, most, &page.error, &page.cut);
            } else {
                page.error = QCoreApplication::translate("RunStore", "The ledger could not be read: %1")
                                 .arg(connection.database().lastError().text());
            }
        }
        post([page = std::move(page), hear] { hear(page); });
    });
}

} // namespace runs
