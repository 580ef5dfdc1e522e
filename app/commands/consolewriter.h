// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace commands {

/// Writes to standard output and standard error in a thread of its own: a reader that pauses (`| less`) must
/// not stop uploads and other callers. The order is kept.
class ConsoleWriter : public QObject {
    Q_OBJECT

public:
    enum Stream { Out = 1, Err = 2 }; ///< file descriptors

    explicit ConsoleWriter(QObject *parent = nullptr);
    /// Writes what is left, unless abandon() was called.
    ~ConsoleWriter() override;

    void write(Stream stream, const QByteArray &bytes);
    /// Bytes that are not written yet.
    qsizetype pending() const;
    /// Drops what is left. False when the thread is stuck in a write: then only the end of the process ends
    /// it.
    bool abandon();

signals:
    /// Nothing is left.
    void drained();
    /// Standard output takes nothing any more: closed by its reader, or why not. Once; what comes later for
    /// it is dropped.
    void outputFailed(bool closed, const QString &why);

private:
    struct Piece {
        Stream stream;
        QByteArray bytes;
    };
    void work();
    void writePiece(const Piece &piece);

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Piece> m_pieces;
    qsizetype m_pending = 0;
    bool m_ending = false;
    bool m_outputFailed = false; ///< of the thread
    std::thread m_thread;
};

} // namespace commands
