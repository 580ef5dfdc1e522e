// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>

namespace commands {

/// Where a command's output goes: this process's own terminal, or another process's over the local socket.
/// Never blocks. Who has much to say asks isBusy() first, and goes on at drained().
class Sink : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void out(const QByteArray &data) = 0; ///< standard output, as it is
    /// A file in the folder of --out: its name (made safe there), then its content.
    virtual void beginFile(const QString &name) = 0;
    virtual void fileData(const QByteArray &data) = 0;
    virtual void endFile() = 0;

    virtual void error(const QString &line) = 0;    ///< always shown
    virtual void note(const QString &line) = 0;     ///< worth knowing; not with --quiet
    virtual void progress(const QString &line) = 0; ///< replaces the one before; shown on a terminal only
    /// The runs this command is about, once they are known: another process can go on with them.
    virtual void following(const QList<qint64> &ids) = 0;
    /// All there is to say of one of them has been said; `exitCode` is what it counts for.
    virtual void told(qint64 id, int exitCode) = 0;
    virtual void end(int exitCode) = 0;

    virtual bool isBusy() const = 0;

signals:
    void drained();
};

} // namespace commands
