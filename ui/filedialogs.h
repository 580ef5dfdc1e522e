// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/bytesource.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

class QObject;
class QWidget;

namespace ui {

/// Opens (and returns at once) a dialog for documents to submit; `chosen` gets what the person picked.
void chooseDocuments(
    QWidget *parent, const QString &folder, std::function<void(const QStringList &paths)> chosen);

/// Opens (and returns at once) a dialog for a folder of documents; `chosen` gets its path.
void chooseFolder(QWidget *parent, const QString &title, const QString &folder,
    std::function<void(const QString &path)> chosen);

/// Opens (and returns at once) a dialog for where a result goes; `chosen` gets the path.
void chooseResultFile(QWidget *parent, const QString &folder, const QString &suggestedName,
    std::function<void(const QString &path)> chosen);

/// Opens (and returns at once) a dialog for where a table goes; `chosen` gets the path.
void chooseCsvFile(QWidget *parent, const QString &folder, const QString &suggestedName,
    std::function<void(const QString &path)> chosen);

/// Opens (and returns at once) a dialog for where a picture goes, whose format is that of the suggested name;
/// `chosen` gets the path.
void choosePictureFile(QWidget *parent, const QString &folder, const QString &suggestedName,
    std::function<void(const QString &path)> chosen);

/// Opens (and returns at once) a dialog for a folder that results go to.
void chooseExportFolder(
    QWidget *parent, const QString &folder, std::function<void(const QString &folder)> chosen);

/// Writes what `read` brings, all or nothing: a full disk leaves the file that was there before. Both happen
/// on another thread; `done` hears why it did not work (nothing when it did), unless `context` has died by
/// then.
void saveFile(const QString &path, std::function<results::ByteSourcePtr()> read, QObject *context,
    std::function<void(const QString &error)> done);

/// The same for what is made in memory.
void saveFile(const QString &path, std::function<std::optional<QByteArray>()> make, QObject *context,
    std::function<void(const QString &error)> done);

} // namespace ui
