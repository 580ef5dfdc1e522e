// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/bodysink.h"
#include "app/runs/resultfiles.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>

namespace runs {

/// The file of one large result, written by other threads while it arrives, under a name that
/// ResultFiles::sweep() removes when the program is killed. It gets its own name by commit(); until then
/// nothing of it is a result. What was not committed is thrown away at the end of this.
class ResultWriter : public api::BodySink {
    Q_OBJECT

public:
    static constexpr qint64 most = 4 << 20; ///< bytes that wait for the disk

    ResultWriter(const ResultFiles &files, qint64 runId, QObject *parent = nullptr);
    ~ResultWriter() override;
    Q_DISABLE_COPY_MOVE(ResultWriter)

    qint64 mostInMemory() const override;
    qint64 room() const override;
    void take(const QByteArray &piece) override;

    /// What went wrong, in words; empty: nothing so far. failed() is emitted when it does.
    QString error() const { return m_error; }
    /// After the last take(): writes the rest, makes it last (also when the power goes), gives the file its
    /// name and reads what the result is found by. `done` hears of it later, unless this has died by then.
    void commit(std::function<void(const QString &error, const QString &values)> done);

private:
    struct Job;

    static void work(const std::shared_ptr<Job> &job);
    static void tell(const std::shared_ptr<Job> &job, std::function<void(ResultWriter &)> word);
    void start();

    std::shared_ptr<Job> m_job;
    std::function<void(const QString &error, const QString &values)> m_done;
    QString m_error;
};

} // namespace runs
