// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace runs {

struct PastedPicture {
    QString path;  ///< empty when it could not be kept
    QString error; ///< why, in words
};

/// Keeps the bytes of a PNG picture as a file of `folder` (made when missing, for its owner only), under a
/// name with the time: "Pasted picture 2026-11-24 21.40.05.png". All or nothing; a file that is there is
/// never replaced. Nothing deletes it: a run may refer to it. Blocking; any thread.
PastedPicture keepPicture(const QString &folder, const QByteArray &png, const QDateTime &when);

} // namespace runs
