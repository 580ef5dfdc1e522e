// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QStringList>

#include <functional>

namespace runs {

/// What a walk met besides the files it took.
struct WalkReport {
    int folders = 0;         ///< looked into
    int hidden = 0;          ///< names with a dot before them, files of the file manager
    int temporary = 0;       ///< locks of open documents, unfinished downloads
    int loops = 0;           ///< folders that were there already, by way of a link
    int vanished = 0;        ///< were gone when it was their turn
    QStringList unreadable;  ///< "folder: why", for the first few
    int unreadableCount = 0; ///< folders
    bool limited = false;    ///< stopped at the limit
    bool anyFolder = false;  ///< a folder was among the paths

    int skipped() const { return hidden + temporary + loops + vanished; }
};

struct WalkLimits {
    int entries = 50'000;           ///< files and folders that are looked at, all in all
    bool subfolders = true;         ///< false: only the files of a folder itself
    std::function<bool()> isWanted; ///< asked at every entry; false ends the walk. May be empty
};

/// Gives every file of `paths`, and every one in the folders among them and below, to `take`, in the order a
/// person reads them: what is named comes as it is named, a folder by name with its files before its
/// sub-folders. Links are followed, no folder is walked twice. Hidden and temporary names inside of folders
/// are left out; what is named itself is not. Blocking; any thread.
WalkReport walk(
    const QStringList &paths, const WalkLimits &limits, const std::function<void(const QString &path)> &take);

} // namespace runs

Q_DECLARE_METATYPE(runs::WalkReport)
