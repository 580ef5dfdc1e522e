// SPDX-License-Identifier: MIT
#include "app/commands/datafolder.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace commands {

DataFolder::DataFolder(const QString &path)
    : m_path(path)
    , m_lock(path + u"/lock"_s) {
    m_lock.setStaleLockTime(0); // not by age: a process that has gone is recognised as such
}

DataFolder::Claim DataFolder::claim() {
    if (m_lock.isLocked() || m_lock.tryLock(0))
        return Claim::Owned;
    return m_lock.error() == QLockFile::LockFailedError ? Claim::Taken : Claim::Unwritable;
}

QString DataFolder::refusal() const {
    return QCoreApplication::translate(
        "DataFolder", "The folder %1 cannot be written. Choose another one with --data-dir.")
        .arg(m_path);
}

QString DataFolder::socketName() const {
    const QString canonical = QDir(m_path).canonicalPath();
#ifndef Q_OS_WIN
    // It needs no guessing there, and the folder's own rights guard it. While it is made, its name is longer.
    constexpr qsizetype longest = 85; // bytes; a socket's path has at most 103 to 107
    const QString inFolder = canonical + u"/socket"_s;
    if (QFile::encodeName(inFolder).size() <= longest)
        return inFolder;
#endif
    const QByteArray hash = QCryptographicHash::hash(canonical.toUtf8(), QCryptographicHash::Sha256).toHex();
    return u"anyformat-desktop-"_s + QString::fromLatin1(hash.left(32));
}

} // namespace commands
