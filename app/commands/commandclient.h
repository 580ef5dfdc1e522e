// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/command.h"
#include "app/commands/consolesink.h"
#include "app/commands/frames.h"

#include <QTimer>

#include <chrono>
#include <memory>

class QLocalSocket;

namespace commands {

/// The process at the other end belongs to the same user. (On Windows the pipe's own rights say so.)
bool isSameUser(const QLocalSocket &socket);

/// Connected to the owner of a data folder, or nullptr when nobody answers there.
std::unique_ptr<QLocalSocket> connectToOwner(const QString &socketName);

/// Sends one command to the owner of the data folder, and shows what it says.
class CommandClient : public QObject {
    Q_OBJECT

public:
    /// `sink` is not owned. `key` is the caller's own, for the proof only; empty when it has none.
    CommandClient(std::unique_ptr<QLocalSocket> socket, Command command, QString key, ConsoleSink *sink,
        QObject *parent = nullptr);
    ~CommandClient() override;

    /// The owner's kind, once it has said so.
    bool isWindow() const { return m_isWindow; }

signals:
    /// The owner has ended without an end of the command. `asked`: the request had been sent.
    void gone(bool asked);

private:
    void read();
    void show(const Frame &frame);
    void greet(const Frame &hello);

    std::unique_ptr<QLocalSocket> m_socket;
    Command m_command;
    QString m_key;
    ConsoleSink *m_sink;
    FrameReader m_frames;
    QTimer m_timeout;
    bool m_asked = false;
    bool m_ended = false;
    bool m_isWindow = false;
};

enum class HandOver {
    Done,
    NoWindow, ///< a command owns the folder
    NoAnswer,
};
/// Gives files (absolute paths) to the window that owns the folder. Blocks, for some seconds at most;
/// `greeting`: how long for the first word of the one who owns it.
HandOver handOver(const QString &socketName, const QStringList &files, bool stageSample,
    std::chrono::milliseconds greeting = std::chrono::seconds(5));
/// Has the owner of the folder, if there is one, read the key again. Blocks, for some seconds at most.
void tellKeyChanged(const QString &socketName);

} // namespace commands
