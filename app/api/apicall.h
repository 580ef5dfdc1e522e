// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/exchange.h"

#include <QObject>
#include <QPointer>

class QNetworkReply;

namespace api {

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

    /// Ends the exchange; finished() follows with ErrorKind::Cancelled, or with the answer when that is here
    /// already. What was handed to the network before may arrive.
    void cancel();

signals:
    /// `total` is the whole body, form parts included.
    void uploadProgress(qint64 sent, qint64 total);
    void finished(const api::Exchange &exchange);

private:
    void readReply();
    void end(const Exchange &exchange);
    void abandon(ErrorKind kind, const QString &summary, const QString &detail = {});
    void dropReply();
    /// Final: nothing more is handed over after it.
    bool isBodySent();

    QPointer<QNetworkReply> m_reply;
    QPointer<SendOnceDevice> m_body;
    bool m_ended = false;
};

} // namespace api
