// SPDX-License-Identifier: MIT
#include "tests/campaign/service.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace campaign {

Service::Service(const QString &misbehaviour, quint32 seed)
    : m_told(sandbox::parseMisbehaviour(misbehaviour).misbehaviour) {
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(SANDBOX_PROGRAM),
        {u"--port"_s, u"0"_s, u"--processing"_s, u"200"_s, u"--submissions-per-minute"_s, u"100000"_s,
            u"--requests-per-minute"_s, u"100000"_s, u"--misbehave"_s, misbehaviour, u"--seed"_s,
            QString::number(seed)});
    if (!m_process.waitForReadyRead(30'000))
        qFatal("anyformat-sandbox does not start");
    const QString line = QString::fromUtf8(m_process.readLine());
    m_url = QUrl(line.section(u' ', 3, 3));
    if (m_url.port() <= 0)
        qFatal("anyformat-sandbox says: %s", qPrintable(line));
}

Service::~Service() {
    m_process.terminate();
    m_process.waitForFinished();
}

QByteArray Service::ask(const QByteArray &method, const QByteArray &path) {
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, quint16(m_url.port()));
    socket.write(method + ' ' + path + " HTTP/1.1\r\nHost: " + m_url.authority().toUtf8() +
                 "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    while (socket.waitForReadyRead(30'000))
        answer += socket.readAll();
    if (!answer.startsWith("HTTP/1.1 200 "))
        qFatal("%s %s: %s", method.constData(), path.constData(), answer.left(200).constData());
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

QMap<QString, int> Service::misdeeds() {
    const auto left =
        sandbox::parseMisbehaviour(QString::fromUtf8(ask("GET", "/sandbox/misbehaviour/"))).misbehaviour;
    QMap<QString, int> done;
    for (const sandbox::MisbehaviourRule &told : m_told.rules) {
        int times = *told.times;
        for (const sandbox::MisbehaviourRule &rule : left.rules)
            times -= rule.quirk == told.quirk ? *rule.times : 0;
        done.insert(QString::fromLatin1(sandbox::infoOf(told.quirk).name), times);
    }
    return done;
}

void Service::behave() {
    ask("PUT", "/sandbox/misbehaviour/");
}

QList<Received> Service::received() {
    const QJsonDocument json = QJsonDocument::fromJson(ask("GET", "/sandbox/received/"));
    const QJsonArray results = json.object().value("results"_L1).toArray();
    if (results.size() != json.object().value("count"_L1).toInt(-1))
        qFatal("the sandbox does not tell what it received");
    QList<Received> received;
    for (const QJsonValue &one : results)
        received << Received{one["collection_id"_L1].toString(), one["file_name"_L1].toString()};
    return received;
}

} // namespace campaign
