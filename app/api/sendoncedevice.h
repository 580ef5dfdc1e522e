// SPDX-License-Identifier: MIT
#pragma once

#include <QIODevice>

#include <memory>

namespace api {

/// The body of a document upload, readable once.
///
/// QNetworkAccessManager silently sends a request again when a kept-alive connection closes before the
/// answer, also a POST that the server may have acted upon. To do so it rewinds the body; this device refuses
/// to be rewound once anything has been read from it, and the second sending fails before it begins. It also
/// knows whether everything was handed over, which is the difference between "not sent" and "may have
/// arrived".
class SendOnceDevice : public QIODevice {
    Q_OBJECT

public:
    /// `source` is open for reading at its beginning, not sequential, and read by nobody else. Of what it
    /// grows to beyond `size` nothing is read.
    SendOnceDevice(std::shared_ptr<QIODevice> source, qint64 size, QObject *parent = nullptr);

    bool isSequential() const override { return false; }
    qint64 size() const override { return m_size; }
    bool seek(qint64 pos) override;
    bool reset() override { return seek(0); }

    /// Nothing more is handed out from now on, so that isAllRead() is final: an aborted reply still reads for
    /// a while.
    void shut() { m_shut = true; }
    /// All bytes have been handed to the network.
    bool isAllRead() const { return m_read >= m_size; }

signals:
    /// The source gave less than it had promised: it shrank, or its disk went away.
    void sourceFailed(const QString &reason);

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::shared_ptr<QIODevice> m_source;
    qint64 m_size;
    qint64 m_read = 0;
    bool m_shut = false;
};

} // namespace api
