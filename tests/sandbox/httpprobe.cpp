// SPDX-License-Identifier: MIT
#include "tests/sandbox/httpprobe.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace support {

namespace {

constexpr int PatienceMs = 20'000;

} // namespace

QJsonObject Answer::json() const {
    return QJsonDocument::fromJson(body).object();
}

HttpProbe::HttpProbe(quint16 port) {
    m_socket.connectToHost(u"127.0.0.1"_s, port);
    if (!m_socket.waitForConnected(PatienceMs))
        qWarning("cannot connect: %s", qPrintable(m_socket.errorString()));
}

void HttpProbe::send(const QByteArray &bytes) {
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(PatienceMs)) {
    }
}

void HttpProbe::shut() {
    m_socket.disconnectFromHost();
}

QByteArray HttpProbe::readUntil(const QByteArray &end) {
    while (!m_received.contains(end)) {
        if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(PatienceMs))
            return {};
        m_received += m_socket.readAll();
    }
    const qsizetype length = m_received.indexOf(end) + end.size();
    const QByteArray bytes = m_received.first(length);
    m_received.remove(0, length);
    return bytes;
}

QByteArray HttpProbe::readBytes(qsizetype count) {
    while (
        m_received.size() < count && (m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(PatienceMs)))
        m_received += m_socket.readAll();
    const QByteArray bytes = m_received.left(count);
    m_received.remove(0, count);
    return bytes;
}

Answer HttpProbe::receive(bool head) {
    Answer answer;
    const QByteArrayList lines = readUntil("\r\n\r\n").split('\n');
    answer.status = lines.first().mid(9, 3).toInt();
    for (const QByteArray &line : lines.mid(1)) {
        if (const qsizetype colon = line.indexOf(':'); colon > 0)
            answer.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    if (!head)
        answer.body = readBytes(answer.headers.value("content-length").toLongLong());
    return answer;
}

bool HttpProbe::isClosedByServer() {
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        m_socket.waitForDisconnected(PatienceMs);
    return m_socket.state() == QAbstractSocket::UnconnectedState && m_received.isEmpty() &&
           m_socket.bytesAvailable() == 0;
}

QByteArray request(
    const QByteArray &method, const QByteArray &path, const QByteArray &moreHeaders, const QByteArray &body) {
    QByteArray bytes = method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\n" + moreHeaders;
    if (!moreHeaders.toLower().contains("authorization:"))
        bytes += "Authorization: Bearer " + Key + "\r\n";
    if (!body.isEmpty())
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return bytes + "\r\n" + body;
}

Answer ask(quint16 port, const QByteArray &method, const QByteArray &path, const QByteArray &moreHeaders,
    const QByteArray &body) {
    HttpProbe probe(port);
    probe.send(request(method, path, moreHeaders, body));
    return probe.receive(method == "HEAD");
}

QByteArray runRequest(const QByteArray &workflow, const QByteArray &disposition, const QByteArray &content) {
    return request("POST", "/v2/workflows/" + workflow + "/run/",
        "Content-Type: multipart/form-data; boundary=xyz\r\n",
        "--xyz\r\nContent-Disposition: " + disposition + "\r\n\r\n" + content + "\r\n--xyz--\r\n");
}

QByteArray submit(
    quint16 port, const QByteArray &workflow, const QByteArray &fileName, const QByteArray &content) {
    HttpProbe probe(port);
    probe.send(runRequest(workflow, "form-data; name=\"file\"; filename=\"" + fileName + '"', content));
    return probe.receive().json().value("id"_L1).toString().toUtf8();
}

} // namespace support
