// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

namespace api {

/// Where the body of a success goes, piece by piece as it arrives, when it is too large for memory. Lives in
/// the thread of its call; when it dies, its call is cancelled.
class BodySink : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// A body of up to so many bytes stays in memory, and the sink hears nothing of it.
    virtual qint64 mostInMemory() const = 0;
    /// How many bytes it wants now. 0: nothing until roomMade(), and meanwhile the service has to wait.
    virtual qint64 room() const = 0;
    /// The next bytes. Never waits.
    virtual void take(const QByteArray &piece) = 0;

signals:
    void roomMade();
    /// It takes no more, and why.
    void failed(const QString &why);
};

} // namespace api
