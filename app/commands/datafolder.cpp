// SPDX-License-Identifier: MIT
#include "app/commands/datafolder.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace commands {

namespace {

const QString lockName = u"/lock"_s;
constexpr qint64 making = 2'000; // milliseconds, that nobody needs to write a line into a new file

/// A process that was killed while it made a lock file leaves an empty one: it names nobody who could have
/// gone. One that is being made right now is younger.
bool isOrphan(const QString &lockFile) {
    const QFileInfo file(lockFile);
    return file.exists() && file.size() == 0 &&
           qAbs(file.lastModified().msecsTo(QDateTime::currentDateTime())) > making;
}

} // namespace

DataFolder::DataFolder(const QString &path)
    : m_path(path)
    , m_lock(path + lockName) {
    m_lock.setStaleLockTime(0); // not by age: a process that has gone is recognised as such
}

DataFolder::Claim DataFolder::claim() {
    if (m_lock.isLocked() || m_lock.tryLock(0))
        return Claim::Owned;
    if (m_lock.error() != QLockFile::LockFailedError)
        return Claim::Unwritable;
    // QLockFile takes a lock away from one who has gone, under a second lock.
    const QString file = m_path + lockName;
    const QString second = file + u".rmlock"_s;
    const bool isFree =
        isOrphan(second) ? QFile::remove(second) : isOrphan(file) && m_lock.removeStaleLockFile();
    return isFree && m_lock.tryLock(0) ? Claim::Owned : Claim::Taken;
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
