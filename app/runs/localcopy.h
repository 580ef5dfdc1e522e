// SPDX-License-Identifier: MIT
#pragma once

#include <QFile>
#include <QString>

#include <functional>
#include <memory>

namespace runs {

/// Whether the file is where a read may wait for another computer, or for ever: a mounted share. Asks the
/// system, and hangs where the disk does.
bool isFarAway(const QString &path);
/// By the name that systems give to the kind of a mount: "nfs4", "fuse.sshfs"; not "ext4", "fuseblk".
bool isFarType(const QByteArray &fileSystemType);

/// The same bytes on a disk of this computer, opened, at their beginning; they go with the last owner. Null
/// when it did not work; `problem` says why. Hangs where the disk does; `goesOn` hears of every piece.
std::shared_ptr<QFile> localCopy(QFile &file, const std::function<void()> &goesOn, QString &problem);

} // namespace runs
