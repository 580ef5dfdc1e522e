// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/exchange.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <memory>

class QNetworkReply;

namespace api {

class BodySink;
class ReceivedBody;
class SendOnceDevice;

/// One exchange and its one end. Emits finished() exactly once, never from inside the call that made it or
/// from cancel(), and deletes itself afterwards.
class ApiCall : public QObject {
    Q_OBJECT

public:
    /// Takes over `reply`. `body` (owned by the reply; may be null) tells whether all of a POST was handed
    /// over.
    ApiCall(QNetworkReply *reply, SendOnceDevice *body, QObject *parent);
    /// A call that failed before anything was sent.
    ApiCall(const ApiError &error, const QUrl &url, QObject *parent);
    ~ApiCall() override;

    /// Right after it was made: the body is taken as it arrives, in pieces of a bounded size, and a large
    /// success goes to `sink` (may be null: all of it stays in memory; not owned). finished() waits until
    /// the sink has taken all of it. `timeout`: how long nothing may arrive while the sink has room.
    void receiveInto(BodySink *sink, std::chrono::milliseconds timeout);
    /// Ends the exchange; finished() follows with ErrorKind::Cancelled, or with the answer when that is here
    /// already. What was handed to the network before may arrive.
    void cancel();
    /// For the end of the program: ends the exchange without finished(), unless the answer is here already:
    /// then that is told at once. True when all of a POST's body may have arrived.
    bool withdraw();

signals:
    /// `total` is the whole body, form parts included.
    void uploadProgress(qint64 sent, qint64 total);
    void finished(const api::Exchange &exchange);

private:
    void listen();
    void receive();
    void stalled();
    void readReply();
    void end(const Exchange &exchange);
    void abandon(ErrorKind kind, const QString &summary, const QString &detail = {});
    void dropReply();
    /// Final: nothing more is handed over after it.
    bool isBodySent();
    bool isCutShort(const QByteArray &body) const;

    QPointer<QNetworkReply> m_reply;
    QPointer<SendOnceDevice> m_body;
    std::unique_ptr<ReceivedBody> m_received;
    QTimer m_silence; ///< nothing has arrived since it began
    QTimer m_nextTurn;
    bool m_ended = false;
    bool m_wasSent = false; ///< when it was abandoned
};

} // namespace api
