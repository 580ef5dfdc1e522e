// SPDX-License-Identifier: MIT
#pragma once

#include <QLockFile>
#include <QString>

namespace commands {

/// The folder that holds the ledger: one process at a time owns it, and hears the others over a local socket
/// whose name follows from the folder alone.
class DataFolder {
public:
    /// The folder exists (settings::Settings makes it).
    explicit DataFolder(const QString &path);

    enum class Claim {
        Owned,
        Taken, ///< by another process
        Unwritable,
    };
    Claim claim();
    /// In words, for Unwritable.
    QString refusal() const;

    QString path() const { return m_path; }
    /// In the folder itself, where that is not too long for a socket; else in the folder for temporary files.
    QString socketName() const;

private:
    QString m_path;
    QLockFile m_lock;
};

} // namespace commands
