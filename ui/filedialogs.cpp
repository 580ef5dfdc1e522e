// SPDX-License-Identifier: MIT
#include "ui/filedialogs.h"

#include "app/api/mediatypes.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("FileDialogs", text);
}

} // namespace

void chooseDocuments(
    QWidget *parent, const QString &folder, std::function<void(const QStringList &paths)> chosen) {
    auto *dialog = new QFileDialog(parent, tr("Add files to submit"), folder);
    dialog->setObjectName(u"addFilesDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Documents (%1)").arg(api::listedPatterns().join(u' ')), tr("All files (*)")});
    QObject::connect(dialog, &QFileDialog::filesSelected, parent, std::move(chosen));
    dialog->open();
}

void chooseResultFile(QWidget *parent, const QString &folder, const QString &suggestedName,
    std::function<void(const QString &path)> chosen) {
    auto *dialog = new QFileDialog(parent, tr("Save the result as received"), folder);
    dialog->setObjectName(u"saveResultDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("JSON (*.json)"), tr("All files (*)")});
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(suggestedName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
    dialog->open();
}

QString writeFile(const QString &path, const QByteArray &bytes) {
    QSaveFile file(path);
    const bool written =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    return written ? QString() : file.errorString();
}

} // namespace ui
