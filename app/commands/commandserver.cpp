// SPDX-License-Identifier: MIT
#include "app/commands/commandserver.h"

#include "app/commands/commandclient.h"
#include "app/commands/exitcode.h"
#include "app/commands/frames.h"
#include "app/commands/requests.h"
#include "app/commands/socketsink.h"
#include "app/settings/apikeys.h"

#include <QLocalSocket>
#include <QRandomGenerator>
#include <QTimer>

#include <array>

using namespace Qt::StringLiterals;

namespace commands {

namespace {

QByteArray newNonce() {
    std::array<quint32, 8> words = {};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), qsizetype(sizeof words)).toHex();
}

} // namespace

/// One other process: its request, then its job, until one of the two sides has enough.
class CommandServer::Caller : public QObject {
public:
    Caller(CommandServer *server, QLocalSocket *socket)
        : QObject(server)
        , m_server(server)
        , m_socket(socket)
        , m_sink(socket)
        , m_nonce(newNonce()) {
        m_socket->setParent(this);
        connect(m_socket, &QLocalSocket::readyRead, this, &Caller::read);
        connect(m_socket, &QLocalSocket::disconnected, this, &QObject::deleteLater);
        m_timeout.setSingleShot(true);
        connect(&m_timeout, &QTimer::timeout, this, [this] { refuse(tr("No request came.")); });
        m_timeout.start(server->m_requestTimeout);
        m_sink.hello(server->m_services.isWindow ? u"window"_s : u"command"_s, m_nonce);
    }

    ~Caller() override {
        m_job.reset(); // before what it speaks to
        m_server->m_callers.removeAll(this);
        if (m_server->m_callers.isEmpty())
            QMetaObject::invokeMethod(m_server, &CommandServer::idle, Qt::QueuedConnection);
    }

private:
    void read() {
        const QByteArray bytes = m_socket->readAll();
        if (m_isAsked)
            return; // there is nothing more to say to us
        const qsizetype from = m_request.size();
        m_request += bytes;
        const qsizetype end = m_request.indexOf('\n', from);
        if (end < 0 && m_request.size() <= longestRequest)
            return;
        if (end < 0 || end > longestRequest)
            return refuse(tr("The request is too long."));
        m_isAsked = true;
        m_timeout.stop();
        const auto request = decodedRequest(m_request.left(end));
        m_request.clear();
        if (const QString *why = std::get_if<QString>(&request))
            return refuse(*why);
        serve(std::get<Command>(request));
    }

    void serve(const Command &command) {
        if (command.verb == Verb::ReadKey) {
            m_server->m_services.keys->refresh();
            return m_sink.end(Ready);
        }
        if (command.verb == Verb::OpenWindow) {
            if (!m_server->m_services.isWindow)
                return refuse(tr("There is no window."));
            emit m_server->openRequested(command.files, command.stageSample);
            return m_sink.end(Ready);
        }
        m_job = makeJob(m_server->m_services, command, &m_sink);
        m_job->setNonce(m_nonce);
        connect(m_job.get(), &Job::finished, &m_sink, &Sink::end);
        m_job->start();
    }

    void refuse(const QString &why) {
        m_isAsked = true;
        m_request.clear();
        m_sink.error(why);
        m_sink.end(Failed);
    }

    CommandServer *m_server;
    QLocalSocket *m_socket;
    SocketSink m_sink;
    QByteArray m_nonce;
    QByteArray m_request;
    QTimer m_timeout;
    std::unique_ptr<Job> m_job;
    bool m_isAsked = false;
};

CommandServer::CommandServer(const Services &services, QObject *parent)
    : QObject(parent)
    , m_services(services) {
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &CommandServer::accept);
}

CommandServer::~CommandServer() {
    const QList<Caller *> callers = m_callers;
    qDeleteAll(callers); // their jobs use the services
}

QString CommandServer::listen(const QString &name) {
    QLocalServer::removeServer(name); // only the folder's owner gets here: nobody listens on it
    return m_server.listen(name)
               ? QString()
               : tr("Other processes cannot reach this one: %1").arg(m_server.errorString());
}

void CommandServer::accept() {
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        if (!isSameUser(*socket)) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        m_callers << new Caller(this, socket);
    }
}

} // namespace commands
