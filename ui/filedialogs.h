// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace ui {

/// Opens (and returns at once) a dialog for documents to submit; `chosen` gets what the person picked.
void chooseDocuments(
    QWidget *parent, const QString &folder, std::function<void(const QStringList &paths)> chosen);

/// Opens (and returns at once) a dialog for where a result goes; `chosen` gets the path.
void chooseResultFile(QWidget *parent, const QString &folder, const QString &suggestedName,
    std::function<void(const QString &path)> chosen);

/// Writes all or nothing: a full disk leaves the file that was there before. Empty when it worked, else why
/// not.
QString writeFile(const QString &path, const QByteArray &bytes);

} // namespace ui
