// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/frames.h"
#include "app/commands/sink.h"

#include <QPointer>

#include <deque>

class QLocalSocket;

namespace commands {

/// Another process, over the local socket. Frames leave as fast as it takes them; data is cut into small
/// ones, so that a result is in memory once, however slow the reader is. Progress that nobody has taken yet
/// is replaced by newer.
class SocketSink : public Sink {
    Q_OBJECT

public:
    /// `socket` is not owned.
    explicit SocketSink(QLocalSocket *socket, QObject *parent = nullptr);

    void hello(const QString &owner, const QByteArray &nonce);
    void out(const QByteArray &data) override { put({Frame::Out, {}, data, 0}); }
    void beginFile(const QString &name) override { put({Frame::BeginFile, name, {}, 0}); }
    void fileData(const QByteArray &data) override { put({Frame::FileData, {}, data, 0}); }
    void endFile() override { put({Frame::EndFile, {}, {}, 0}); }
    void error(const QString &line) override { put({Frame::Error, line, {}, 0}); }
    void note(const QString &line) override { put({Frame::Note, line, {}, 0}); }
    void progress(const QString &line) override;
    void following(const QList<qint64> &ids) override;
    void told(qint64 id, int exitCode) override { put({Frame::Told, QString::number(id), {}, exitCode}); }
    /// The connection is closed when all of it has been taken.
    void end(int exitCode) override;
    bool isBusy() const override { return !m_frames.empty(); }

private:
    void put(const Frame &frame);
    void pump();

    QPointer<QLocalSocket> m_socket;
    std::deque<Frame> m_frames;
    qsizetype m_sent = 0; ///< of the data of the first one
    QString m_progress;
    bool m_ending = false;
};

} // namespace commands
