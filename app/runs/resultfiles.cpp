// SPDX-License-Identifier: MIT
#include "app/runs/resultfiles.h"

#include "app/results/containermapfile.h"
#include "app/results/resultdocument.h"
#include "app/runs/searchtext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QThreadPool>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace runs {

namespace {

const QString suffix = u".json"_s;

/// A new name in a folder is sure only when the folder has been written too.
void syncFolder(const QString &folder) {
#ifdef Q_OS_UNIX
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
#else
    Q_UNUSED(folder)
#endif
}

QString describe(const QSaveFile &file) {
    return QCoreApplication::translate("ResultFiles", "The result could not be written to %1: %2.")
        .arg(file.fileName(), file.errorString());
}

} // namespace

QString ResultFiles::path(qint64 runId) const {
    return m_folder + u'/' + QString::number(runId) + suffix;
}

std::unique_ptr<QSaveFile> ResultFiles::begin(qint64 runId, QString &error) const {
    if (!QDir(m_folder).exists() && QDir().mkpath(m_folder))
        QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    auto file = std::make_unique<QSaveFile>(path(runId));
    if (!file->open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        error = describe(*file);
    return file;
}

QString ResultFiles::write(QSaveFile &file, const QByteArray &piece) {
    return file.write(piece) == piece.size() ? QString() : describe(file);
}

QString ResultFiles::commit(QSaveFile &file) const {
    if (!file.commit())
        return describe(file);
    syncFolder(m_folder);
    return {};
}

QString ResultFiles::values(qint64 runId) const {
    const results::ByteSourcePtr bytes = source(runId);
    if (!bytes)
        return {};
    const std::atomic_bool goOn = false;
    const auto document = results::ResultDocument::fromSource(bytes)->checked(goOn);
    return extractedValues(*document);
}

QString ResultFiles::putAside(const QString &name) const {
    if (m_folder.isEmpty() || !QFileInfo::exists(m_folder))
        return {};
    const QString place = QFileInfo(m_folder).absolutePath() + u'/' + name;
    return QDir().rename(m_folder, place)
               ? QString()
               : QCoreApplication::translate("ResultFiles", "%1 could not be renamed.").arg(m_folder);
}

void ResultFiles::remove(qint64 runId) const {
    if (m_folder.isEmpty())
        return;
    QFile::remove(path(runId));
    QFile::remove(path(runId) + results::ContainerMapFile::suffix);
}

void ResultFiles::removeSoon(qint64 runId) const {
    if (!m_folder.isEmpty())
        QThreadPool::globalInstance()->start([files = *this, runId] { files.remove(runId); });
}

void ResultFiles::sweep(const std::function<bool(qint64 runId)> &isKnown) const {
    if (m_folder.isEmpty())
        return;
    QDir folder(m_folder);
    const QStringList names = folder.entryList(QDir::Files | QDir::Hidden);
    for (QString name : names) {
        const QString fileName = name;
        if (name.endsWith(results::ContainerMapFile::suffix))
            name.chop(results::ContainerMapFile::suffix.size());
        bool isNumber = false;
        const qint64 runId =
            QStringView(name).chopped(qMin(suffix.size(), name.size())).toLongLong(&isNumber);
        if (!name.endsWith(suffix) || !isNumber || !isKnown(runId))
            folder.remove(fileName);
    }
}

} // namespace runs
