// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>

class QMimeData;

namespace ui {

/// What a clipboard or a drag holds of use here; at most one of the three.
struct Pasted {
    QStringList paths; ///< local files and folders, each once
    QString text;
    std::function<QByteArray()> picture; ///< its PNG bytes; may take long, any thread
    bool elsewhere = false;              ///< addresses of what is not on this computer, and nothing else
};

/// Files first, then text (a spread sheet puts a picture of its cells beside them), then a picture (which a
/// browser puts beside its address). Nothing is decoded here.
Pasted readPasted(const QMimeData *data);

/// The local files of `text/uri-list` or of what GNOME's file manager copies, each once.
QStringList localFiles(const QMimeData *data);

} // namespace ui
