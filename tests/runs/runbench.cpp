// SPDX-License-Identifier: MIT
#include "tests/runs/runbench.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace support {

Connection::Connection(const QString &file)
    : m_name(QUuid::createUuid().toString()) {
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    database.setDatabaseName(file);
    if (!database.open())
        qFatal("%s", qPrintable(database.lastError().text()));
}

Connection::~Connection() {
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

bool Connection::exec(const QString &sql, QVariant *first) const {
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    if (!query.exec(sql)) {
        qWarning("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        return false;
    }
    if (first && query.next())
        *first = query.value(0);
    return true;
}

QVariant query(const QString &file, const QString &sql) {
    QVariant value;
    Connection(file).exec(sql, &value);
    return value;
}

ScriptedReply Peer::answer(const ScriptedRequest &request) {
    if (request.method == "POST") {
        if (!onSubmission.isEmpty())
            return onSubmission.takeFirst();
        return ScriptedReply::json(
            202, R"({"id":"c-)" + QByteArray::number(++m_lastId) +
                     R"(","status":"pending","workflow_id":"w-1","version_id":"v-1"})");
    }
    if (request.method == "DELETE")
        return onDeletion.isEmpty() ? ScriptedReply::json(204, {}) : onDeletion.takeFirst();
    if (!request.path.endsWith("/results/") && !onList.isEmpty())
        return onList.takeFirst();
    if (!request.path.endsWith("/results/"))
        return ScriptedReply::json(200, R"({"count":0,"page":1,"page_size":100,"results":[)" + listed + "]}",
            "Date: " + date + "\r\n");
    if (!onQuestion.isEmpty())
        return onQuestion.takeFirst();
    return always.value_or(ScriptedReply::json(200, result));
}

int Peer::submissions() const {
    return int(std::count_if(server.requests.cbegin(), server.requests.cend(),
        [](const ScriptedRequest &request) { return request.method == "POST"; }));
}

int Peer::questions() const {
    return int(std::count_if(server.requests.cbegin(), server.requests.cend(),
        [](const ScriptedRequest &request) { return request.path.endsWith("/results/"); }));
}

RunBench::RunBench(const QUrl &url)
    : m_url(url) {
    client = makeClient(url);
    restart();
}

RunBench::~RunBench() {
    // A test that ends with calls under way is about something else than their end; see TestClientGone for
    // that.
    end();
    if (client)
        qDeleteAll(client->findChildren<api::ApiCall *>());
}

QString RunBench::write(const QString &name, const QByteArray &content) const {
    QFile out(file(name));
    if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
        qFatal("%s", qPrintable(out.errorString()));
    return out.fileName();
}

std::unique_ptr<api::ApiClient> RunBench::makeClient(const QUrl &url) {
    auto made = std::make_unique<api::ApiClient>(&m_redactor);
    made->setEndpoint(url, u"af_test_key_0123456789"_s);
    return made;
}

void RunBench::end() {
    service.reset();
    store.reset();
}

void RunBench::restart() {
    end();
    store = std::make_unique<runs::RunStore>(ledger());
    QString error = store->open();
    if (error.isEmpty()) {
        service = std::make_unique<runs::RunService>(
            store.get(), [this] { return now; }, [] { return 0.0; });
        QObject::connect(service.get(), &runs::RunService::trouble, service.get(),
            [this](const QString &words) { troubles << words; });
        QObject::connect(
            service.get(), &runs::RunService::runChanged, service.get(), [this](const runs::Run &run) {
                changes << run;
                jump(run);
            });
        error = service->start();
    }
    if (!error.isEmpty())
        qFatal("%s", qPrintable(error));
    setOnline(true);
}

void RunBench::setOnline(bool online) {
    service->setClient(profile, online ? client.get() : nullptr);
}

void RunBench::advance(qint64 ms) {
    now += ms;
    setOnline(true); // telling it of the client again makes it look at what is due
}

void RunBench::jump(const runs::Run &run) {
    const qint64 at = run.nextAskAt;
    if (!jumps || at <= now)
        return;
    QMetaObject::invokeMethod(
        service.get(), [this, at] { advance(qMax<qint64>(0, at - now)); }, Qt::QueuedConnection);
}

qint64 RunBench::submitFile(const QString &path) {
    const qsizetype before = changes.size();
    const QString error = service->submitFiles(target, {runs::checkFile(path)});
    if (!error.isEmpty())
        return 0;
    return changes.at(before).id;
}

qint64 RunBench::submitText(const QString &text) {
    const qsizetype before = changes.size();
    return service->submitText(target, text).isEmpty() ? changes.at(before).id : 0;
}

runs::Run RunBench::run(qint64 id) const {
    const runs::Run *found = service->find(id);
    return found ? *found : runs::Run();
}

QString RunBench::stored(qint64 id, const QString &column) const {
    return query(ledger(), u"SELECT %1 FROM runs WHERE id = %2"_s.arg(column).arg(id)).toString();
}

runs::RunState RunBench::storedState(qint64 id) const {
    return runs::RunState(stored(id, u"state"_s).toInt());
}

void RunBench::failWriting(int state) const {
    const QString when = state < 0 ? u"INSERT ON runs"_s : u"UPDATE ON runs WHEN NEW.state = %1"_s.arg(state);
    query(ledger(),
        u"CREATE TRIGGER fails BEFORE %1 BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"_s.arg(when));
}

void RunBench::failNoMore() const {
    query(ledger(), u"DROP TRIGGER fails"_s);
}

} // namespace support
