// SPDX-License-Identifier: MIT
#include "app/commands/outputfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <cerrno>
#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace commands {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("OutputFile", text);
}

/// "a.pdf.json", "a.pdf (2).json" …
QString numbered(const QString &name, int number) {
    if (number == 1)
        return name;
    return u"%1 (%2).json"_s.arg(name.chopped(5)).arg(number);
}

enum class Move { Done, Taken, Failed };

/// Gives the file its name unless there is one of that name already.
Move moveTo(QFile &file, const QString &path) {
#ifndef Q_OS_WIN
    // Where the file system has hard links, there is no moment in which another process could be overwritten.
    if (::link(QFile::encodeName(file.fileName()).constData(), QFile::encodeName(path).constData()) == 0) {
        file.remove();
        return Move::Done;
    }
    if (errno == EEXIST)
        return Move::Taken;
#endif
    if (QFileInfo::exists(path) || QFileInfo(path).isSymLink())
        return Move::Taken;
    return file.rename(path) ? Move::Done : QFileInfo::exists(path) ? Move::Taken : Move::Failed;
}

QFile::Permissions ordinaryPermissions() {
#ifdef Q_OS_WIN
    return QFile::ReadOwner | QFile::WriteOwner;
#else
    const mode_t mask = ::umask(0);
    ::umask(mask);
    QFile::Permissions permissions = QFile::ReadOwner | QFile::WriteOwner;
    if (!(mask & S_IRGRP))
        permissions |= QFile::ReadGroup;
    if (!(mask & S_IWGRP))
        permissions |= QFile::WriteGroup;
    if (!(mask & S_IROTH))
        permissions |= QFile::ReadOther;
    if (!(mask & S_IWOTH))
        permissions |= QFile::WriteOther;
    return permissions;
#endif
}

} // namespace

QString safeFileName(const QString &name) {
    QString safe;
    for (const QChar c : name) {
        const bool isBad = c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
                           u"/\\:*?\"<>|"_s.contains(c);
        safe += isBad ? QChar(u'_') : c;
    }
    while (safe.startsWith(u'.') || safe.startsWith(u' '))
        safe.remove(0, 1);
    constexpr qsizetype longest = 200; // bytes; file systems take 255
    while (safe.toUtf8().size() > longest)
        safe.chop(1);
    if (!safe.isEmpty() && safe.back().isHighSurrogate())
        safe.chop(1);
    safe = safe.trimmed();
    return (safe.isEmpty() ? u"result"_s : safe) + u".json"_s;
}

QString refuseFolder(const QString &folder) {
    if (QFileInfo::exists(folder) && !QFileInfo(folder).isDir())
        return tr("%1 is not a folder").arg(folder);
    if (!QDir().mkpath(folder))
        return tr("the folder %1 cannot be made").arg(folder);
    QTemporaryFile probe(folder + u"/.anyformat-XXXXXX"_s);
    if (!probe.open())
        return tr("the folder %1 cannot be written: %2").arg(folder, probe.errorString());
    return {};
}

OutputFile::OutputFile(QString folder, const QString &name)
    : m_folder(std::move(folder))
    , m_name(safeFileName(name))
    , m_file(m_folder + u"/.anyformat-XXXXXX"_s) {}

QString OutputFile::failure() const {
    return tr("the result cannot be written to %1: %2").arg(m_folder, m_file.errorString());
}

QString OutputFile::open() {
    return m_file.open() ? QString() : failure();
}

QString OutputFile::write(const QByteArray &data) {
    return m_file.write(data) == data.size() ? QString() : failure();
}

QString OutputFile::finish() {
    bool safe = m_file.flush();
#ifdef Q_OS_WIN
    safe = safe && ::_commit(m_file.handle()) == 0;
#else
    safe = safe && ::fsync(m_file.handle()) == 0;
#endif
    if (!safe)
        return failure();
    m_file.setPermissions(ordinaryPermissions());
    m_file.close();
    for (int number = 1; number < 100'000; ++number) {
        m_path = m_folder + u'/' + numbered(m_name, number);
        switch (moveTo(m_file, m_path)) {
        case Move::Done:
            m_file.setAutoRemove(false);
            return {};
        case Move::Failed:
            return failure();
        case Move::Taken:
            break;
        }
    }
    return failure();
}

} // namespace commands
