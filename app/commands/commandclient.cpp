// SPDX-License-Identifier: MIT
#include "app/commands/commandclient.h"

#include "app/commands/exitcode.h"
#include "app/commands/requests.h"

#include <QDeadlineTimer>
#include <QLocalSocket>

#include <utility>

#ifndef Q_OS_WIN
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace commands {

namespace {

constexpr qint64 readBuffer = 4 * mostFrameData;

/// The next frame of a blocking conversation.
std::optional<Frame> waitForFrame(QLocalSocket &socket, FrameReader &frames, QDeadlineTimer deadline) {
    for (;;) {
        frames.add(socket.readAll());
        if (auto frame = frames.next())
            return frame;
        if (!frames.failure().isEmpty() || !socket.waitForReadyRead(int(deadline.remainingTime())))
            return {};
    }
}

} // namespace

bool isSameUser(const QLocalSocket &socket) {
#if defined(Q_OS_WIN)
    return true;
#elif defined(Q_OS_LINUX)
    ucred peer = {};
    socklen_t size = sizeof peer;
    return ::getsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
           peer.uid == ::geteuid();
#else
    uid_t user = 0;
    gid_t group = 0;
    return ::getpeereid(int(socket.socketDescriptor()), &user, &group) == 0 && user == ::geteuid();
#endif
}

std::unique_ptr<QLocalSocket> connectToOwner(const QString &socketName) {
    auto socket = std::make_unique<QLocalSocket>();
    socket->connectToServer(socketName);
    if (!socket->waitForConnected(1000) || !isSameUser(*socket))
        return {};
    return socket;
}

CommandClient::CommandClient(
    std::unique_ptr<QLocalSocket> socket, Command command, QString key, ConsoleSink *sink, QObject *parent)
    : QObject(parent)
    , m_socket(std::move(socket))
    , m_command(std::move(command))
    , m_key(std::move(key))
    , m_sink(sink) {
    m_socket->setReadBufferSize(readBuffer); // a slow reader of ours slows the owner down, not our memory up
    connect(m_socket.get(), &QLocalSocket::readyRead, this, &CommandClient::read);
    connect(m_socket.get(), &QLocalSocket::disconnected, this, &CommandClient::read);
    connect(m_sink, &Sink::drained, this, &CommandClient::read);
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        m_ended = true;
        m_sink->error(tr("the process that uses this data folder does not answer"));
        m_sink->end(Failed);
    });
    m_timeout.start(std::chrono::seconds(10));
    QMetaObject::invokeMethod(this, &CommandClient::read, Qt::QueuedConnection);
}

CommandClient::~CommandClient() {
    m_socket->disconnect(this); // it closes, and nobody here is left to hear of it
}

void CommandClient::read() {
    while (!m_ended && !m_sink->isBusy()) {
        while (const auto frame = m_frames.next()) {
            show(*frame);
            if (m_ended)
                return;
        }
        if (!m_frames.failure().isEmpty()) {
            m_ended = true;
            m_sink->error(m_frames.failure());
            return m_sink->end(Failed);
        }
        const QByteArray bytes = m_socket->read(readBuffer);
        if (bytes.isEmpty())
            break;
        m_frames.add(bytes);
    }
    if (!m_ended && !m_sink->isBusy() && m_socket->state() == QLocalSocket::UnconnectedState &&
        m_socket->bytesAvailable() == 0) {
        m_ended = true;
        emit gone(m_asked);
    }
}

void CommandClient::greet(const Frame &hello) {
    m_timeout.stop();
    m_isWindow = hello.text == "window"_L1;
    if (hello.code != protocolVersion) {
        m_ended = true;
        m_sink->error(tr("the program that uses this data folder is of another version: end it first"));
        return m_sink->end(Failed);
    }
    if (!m_key.isEmpty())
        m_command.keyProof = proofOf(m_key, hello.data);
    m_asked = true;
    m_socket->write(encodedRequest(m_command));
}

void CommandClient::show(const Frame &frame) {
    switch (frame.kind) {
    case Frame::Hello:
        if (!m_asked)
            greet(frame);
        break;
    case Frame::Out:
        m_sink->out(frame.data);
        break;
    case Frame::BeginFile:
        m_sink->beginFile(frame.text);
        break;
    case Frame::FileData:
        m_sink->fileData(frame.data);
        break;
    case Frame::EndFile:
        m_sink->endFile();
        break;
    case Frame::Error:
        m_sink->error(frame.text);
        break;
    case Frame::Note:
        m_sink->note(frame.text);
        break;
    case Frame::Progress:
        m_sink->progress(frame.text);
        break;
    case Frame::Following: {
        QList<qint64> ids;
        const QStringList words = frame.text.split(u' ', Qt::SkipEmptyParts);
        for (const QString &word : words)
            ids << word.toLongLong();
        m_sink->following(ids);
        break;
    }
    case Frame::Told:
        m_sink->told(frame.text.toLongLong(), frame.code);
        break;
    case Frame::Exit:
        m_ended = true;
        m_sink->end(frame.code);
        break;
    }
}

HandOver handOver(const QString &socketName, const QStringList &files, bool stageSample,
    std::chrono::milliseconds greeting) {
    const auto socket = connectToOwner(socketName);
    if (!socket)
        return HandOver::NoAnswer;
    FrameReader frames;
    const auto hello = waitForFrame(*socket, frames, QDeadlineTimer(greeting));
    if (!hello || hello->kind != Frame::Hello || hello->code != protocolVersion)
        return HandOver::NoAnswer;
    if (hello->text != "window"_L1)
        return HandOver::NoWindow;
    Command command;
    command.verb = Verb::OpenWindow;
    command.files = files;
    command.stageSample = stageSample;
    socket->write(encodedRequest(command));
    const QDeadlineTimer deadline(5000);
    while (const auto frame = waitForFrame(*socket, frames, deadline)) {
        if (frame->kind == Frame::Exit)
            return frame->code == Ready ? HandOver::Done : HandOver::NoAnswer;
    }
    return HandOver::NoAnswer;
}

void tellKeyChanged(const QString &socketName) {
    const auto socket = connectToOwner(socketName);
    if (!socket)
        return;
    FrameReader frames;
    const QDeadlineTimer deadline(5000);
    if (!waitForFrame(*socket, frames, deadline))
        return;
    Command command;
    command.verb = Verb::ReadKey;
    socket->write(encodedRequest(command));
    while (const auto frame = waitForFrame(*socket, frames, deadline)) {
        if (frame->kind == Frame::Exit)
            return;
    }
}

} // namespace commands
