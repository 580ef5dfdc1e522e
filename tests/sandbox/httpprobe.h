// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QTcpSocket>

namespace support {

struct Answer {
    int status = 0;                        ///< 0: none came
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;

    QJsonObject json() const;
};

/// A connection to a server on this computer that sends exactly the bytes it is told to.
class HttpProbe {
public:
    explicit HttpProbe(quint16 port);

    void send(const QByteArray &bytes);
    /// The next reply; `head`: it has no body whatever its headers say.
    Answer receive(bool head = false);
    /// True when the server closes without another byte.
    bool isClosedByServer();
    void shut(); ///< ends our side

private:
    QByteArray readUntil(const QByteArray &end);
    QByteArray readBytes(qsizetype count);

    QTcpSocket m_socket;
    QByteArray m_received;
};

inline const QByteArray Key = "af_test_key";
inline const QByteArray Invoices = "5a4db0c1-0001-4c00-8000-000000000001";
inline const QByteArray Contacts = "5a4db0c1-0002-4c00-8000-000000000002";
inline const QByteArray AnyDocument = "5a4db0c1-0003-4c00-8000-000000000003";

/// "GET /path HTTP/1.1" with Host and the key.
QByteArray request(const QByteArray &method, const QByteArray &path, const QByteArray &moreHeaders = {},
    const QByteArray &body = {});
/// Sends one request on a connection of its own.
Answer ask(quint16 port, const QByteArray &method, const QByteArray &path, const QByteArray &moreHeaders = {},
    const QByteArray &body = {});
/// A multipart body of one part, and the request around it.
QByteArray runRequest(const QByteArray &workflow, const QByteArray &disposition, const QByteArray &content);
/// Submits a file; the id of its collection, empty when it was refused.
QByteArray submit(
    quint16 port, const QByteArray &workflow, const QByteArray &fileName, const QByteArray &content);

} // namespace support
