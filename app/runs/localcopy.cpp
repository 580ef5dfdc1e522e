// SPDX-License-Identifier: MIT
#include "app/runs/localcopy.h"

#include <QCoreApplication>
#include <QDir>
#include <QStorageInfo>
#include <QTemporaryFile>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr qint64 piece = 1'048'576; // bytes

QString tr(const char *text) {
    return QCoreApplication::translate("RunInput", text);
}

} // namespace

bool isFarAway(const QString &path) {
#ifdef Q_OS_WIN
    if (QDir::fromNativeSeparators(path).startsWith("//"_L1))
        return true;
#endif
    return isFarType(QStorageInfo(path).fileSystemType());
}

bool isFarType(const QByteArray &fileSystemType) {
    const QByteArray type = fileSystemType.toLower();
    constexpr std::array names{
        "nfs", "cifs", "smb", "afp", "webdav", "davfs", "9p", "afs", "ceph", "gluster", "lustre", "virtiofs"};
    const auto begins = [&type](const char *name) {
        return type.startsWith(name);
    };
    // fuseblk is a disk of this computer with another system's format.
    return std::any_of(names.begin(), names.end(), begins) || type == "fuse" || type.startsWith("fuse.");
}

std::shared_ptr<QFile> localCopy(QFile &file, const std::function<void()> &goesOn, QString &problem) {
    const QString folder = QDir::tempPath(); // empty when there is no such folder
    auto copy = std::make_shared<QTemporaryFile>(folder + u"/anyformat-XXXXXX"_s);
    bool isWritten = !folder.isEmpty() && copy->open();
    const qint64 size = file.size();
    while (isWritten && copy->pos() <= size) { // one that grows has no end
        const QByteArray bytes = file.read(piece);
        if (bytes.isEmpty())
            break;
        isWritten = copy->write(bytes) == bytes.size();
        goesOn();
    }
    if (file.error() != QFileDevice::NoError)
        problem = tr("cannot be read: %1").arg(file.errorString());
    else if (!isWritten || !copy->flush() || !copy->seek(0))
        problem =
            folder.isEmpty()
                ? tr("there is no folder for temporary files")
                : tr("a copy for sending could not be written to %1: %2").arg(folder, copy->errorString());
    return problem.isEmpty() ? copy : nullptr;
}

} // namespace runs
