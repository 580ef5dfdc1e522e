// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>

class QFile;
class QIODevice;

namespace results {

/// The bytes of a result, in one piece: in memory, or mapped from a file that nobody changes (the ledger's
/// result files are written once, and renamed into place). A mapped file takes memory only for the parts that
/// were read lately. Immutable; for any thread.
class ByteSource {
public:
    static std::shared_ptr<const ByteSource> fromBytes(QByteArray bytes);
    /// nullptr when the file cannot be read; `error` says why. One of fewer bytes than `mappedFrom` is read
    /// into memory, which is cheaper.
    static std::shared_ptr<const ByteSource> fromFile(
        const QString &path, QString *error = nullptr, qint64 mappedFrom = 1'000'000);
    ~ByteSource();
    Q_DISABLE_COPY_MOVE(ByteSource)

    QByteArrayView bytes() const { return m_view; }
    qint64 size() const { return m_view.size(); }
    bool isMapped() const { return m_file != nullptr; }
    QString fileName() const; ///< empty when they are in memory

    /// Bytes to be looked at once, in `buffer` (which has room) or where they are: to read a mapped file
    /// through its mapping takes memory for all of it, and is slow where several threads do so. nullptr when
    /// the file cannot be read.
    const char *window(qint64 begin, qint64 size, char *buffer) const;
    /// Bytes of a mapped file that were read and need not stay in memory. They remain readable.
    void release(qint64 begin, qint64 end) const;

private:
    ByteSource() = default;

    QByteArray m_memory;
    std::unique_ptr<QFile> m_file;
    QByteArrayView m_view;
};

/// All of them, piece by piece, so that a large file is not in memory. False when the device takes no more.
bool writeAll(QIODevice &device, const ByteSource &source);

using ByteSourcePtr = std::shared_ptr<const ByteSource>;

} // namespace results
