// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apiclient.h"
#include "app/api/redactor.h"
#include "app/runs/runservice.h"
#include "app/runs/runstore.h"
#include "tests/support/scriptedserver.h"

#include <QTemporaryDir>
#include <QVariant>

#include <memory>
#include <optional>

namespace support {

/// A second connection to a ledger: to look at it from outside, and to make it fail.
class Connection {
public:
    explicit Connection(const QString &file);
    ~Connection();
    Q_DISABLE_COPY_MOVE(Connection)
    bool exec(const QString &sql, QVariant *first = nullptr) const;

private:
    QString m_name;
};

/// One statement on a connection of its own: the first value of the first row.
QVariant query(const QString &file, const QString &sql);

/// A service that accepts everything and has each result ready, but for what it was told to answer instead.
struct Peer {
    QList<ScriptedReply> onSubmission;                 ///< used up first
    QList<ScriptedReply> onQuestion;                   ///< used up first
    std::optional<ScriptedReply> always;               ///< to every question, when the list is used up
    QList<ScriptedReply> onList;                       ///< used up first
    QList<ScriptedReply> onDeletion;                   ///< used up first
    QByteArray listed;                                 ///< the rows of every list of runs or files
    QByteArray date = "Tue, 14 Nov 2023 22:13:20 GMT"; ///< of lists: RunBench's first moment
    QByteArray result = R"({"extractions":[{"fields":{"total":{"value":1.10}}}]})";
    ScriptedServer server{[this](const ScriptedRequest &request) {
        return answer(request);
    }};

    int submissions() const;
    int questions() const; ///< for results

private:
    ScriptedReply answer(const ScriptedRequest &request);
    int m_lastId = 0;
};

/// A RunService in virtual time over a ledger on disk, and a client for one profile.
class RunBench {
public:
    explicit RunBench(const QUrl &url);
    ~RunBench();
    Q_DISABLE_COPY_MOVE(RunBench)

    static inline const QString profile = QStringLiteral("service");
    static inline const runs::Target target{profile, QStringLiteral("w-1"), QStringLiteral("Invoices")};

    QString file(const QString &name) const { return m_folder.filePath(name); }
    QString ledger() const { return file(QStringLiteral("ledger.sqlite")); }
    QString write(const QString &name, const QByteArray &content = "%PDF-1.7 some document") const;

    /// Ends the service (calls under way are left behind, as when the program ends) and starts it on the same
    /// ledger.
    void restart();
    void end();
    /// Without a client for its profile the service rests.
    void setOnline(bool online);
    std::unique_ptr<api::ApiClient> makeClient(const QUrl &url);

    /// The time passes, and the service is woken as its timer would.
    void advance(qint64 ms);
    /// Time jumps to whatever is planned as soon as something is.
    bool jumps = false;

    /// The id of the one new run, 0 when it was refused.
    qint64 submitFile(const QString &path);
    qint64 submitText(const QString &text);

    runs::Run run(qint64 id) const;
    runs::RunState state(qint64 id) const { return run(id).state; }
    /// What the ledger says, read from outside.
    runs::RunState storedState(qint64 id) const;
    QString stored(qint64 id, const QString &column) const;
    /// From now on, writing this state is impossible (`state` < 0: inserting a run).
    void failWriting(int state) const;
    void failNoMore() const;

    qint64 now = 1'700'000'000'000;
    QStringList troubles;
    QList<runs::Run> changes; ///< everything that was told
    std::unique_ptr<api::ApiClient> client;
    std::unique_ptr<runs::RunStore> store;
    std::unique_ptr<runs::RunService> service;

private:
    void jump(const runs::Run &run);

    QTemporaryDir m_folder;
    QUrl m_url;
    api::Redactor m_redactor;
};

} // namespace support
