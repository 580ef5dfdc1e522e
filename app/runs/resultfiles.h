// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/bytesource.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>

class QSaveFile;

namespace runs {

/// Results that are too large for the ledger, one file each in a folder beside it. Into SQLite, 20 MB take
/// the window's thread 180 ms and 200 MB 1.5 s; a file is written by another thread. A plain value, for any
/// thread.
class ResultFiles {
public:
    /// Larger results become files (measured: up to here a row takes under 10 ms).
    static constexpr qsizetype threshold = 262'144; // bytes

    /// The folder is made when it is needed. Empty: there are none (a ledger in memory).
    explicit ResultFiles(QString folder = {})
        : m_folder(std::move(folder)) {}

    bool areThere() const { return !m_folder.isEmpty(); }

    // One is written by begin(), write() and commit(): all or nothing, also when the power goes. Until it is
    // committed it has another name, and none when its QSaveFile has died. What goes wrong comes in words;
    // they are empty when it worked.
    std::unique_ptr<QSaveFile> begin(qint64 runId, QString &error) const;
    static QString write(QSaveFile &file, const QByteArray &piece);
    QString commit(QSaveFile &file) const;
    /// What a written result is found by; and the next one who opens it finds it checked. Takes its time.
    QString values(qint64 runId) const;

    /// The files of a damaged ledger: the folder gets this name. Empty when it worked.
    QString putAside(const QString &name) const;
    /// nullptr when it cannot be read.
    results::ByteSourcePtr source(qint64 runId) const { return results::ByteSource::fromFile(path(runId)); }
    void remove(qint64 runId) const;
    /// By another thread: to free 200 MB takes a disk 120 ms. What the end of the program leaves is swept.
    void removeSoon(qint64 runId) const;
    /// Removes what belongs to no run that `isKnown`, and what a write left behind that was cut off.
    void sweep(const std::function<bool(qint64 runId)> &isKnown) const;

private:
    QString path(qint64 runId) const;

    QString m_folder;
};

} // namespace runs
