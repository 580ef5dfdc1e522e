// SPDX-License-Identifier: MIT
#include "ui/filedialogs.h"

#include "app/api/mediatypes.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QPointer>
#include <QSaveFile>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("FileDialogs", text);
}

QString writeFile(const QString &path, const results::ByteSource &result) {
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && writeAll(file, result) && file.commit();
    return written ? QString() : file.errorString();
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

void chooseFolder(QWidget *parent, const QString &title, const QString &folder,
    std::function<void(const QString &path)> chosen) {
    auto *dialog = new QFileDialog(parent, title, folder);
    dialog->setObjectName(u"folderDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
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

void chooseCsvFile(QWidget *parent, const QString &folder, const QString &suggestedName,
    std::function<void(const QString &path)> chosen) {
    auto *dialog = new QFileDialog(parent, tr("Export as CSV"), folder);
    dialog->setObjectName(u"exportCsvDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Tables (*.csv)"), tr("All files (*)")});
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(suggestedName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
    dialog->open();
}

void choosePictureFile(QWidget *parent, const QString &folder, const QString &suggestedName,
    std::function<void(const QString &path)> chosen) {
    const QString suffix = QFileInfo(suggestedName).suffix();
    auto *dialog = new QFileDialog(parent, tr("Save picture as"), folder);
    dialog->setObjectName(u"savePictureDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Pictures (*.%1)").arg(suffix), tr("All files (*)")});
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(suggestedName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
    dialog->open();
}

void chooseExportFolder(
    QWidget *parent, const QString &folder, std::function<void(const QString &folder)> chosen) {
    auto *dialog = new QFileDialog(parent, tr("Export the results to a folder"), folder);
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
    dialog->open();
}

void saveFile(const QString &path, std::function<results::ByteSourcePtr()> read, QObject *context,
    std::function<void(const QString &error)> done) {
    QThreadPool::globalInstance()->start(
        [path, read = std::move(read), context = QPointer(context), done = std::move(done)] {
            const results::ByteSourcePtr result = read();
            const QString error =
                result ? writeFile(path, *result) : tr("the result is not in the ledger any more");
            // The application object outlives the pool's work; who asked may not.
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [context, done, error] {
                    if (context)
                        done(error);
                },
                Qt::QueuedConnection);
        });
}

void saveFile(const QString &path, std::function<std::optional<QByteArray>()> make, QObject *context,
    std::function<void(const QString &error)> done) {
    const std::function<results::ByteSourcePtr()> read = [make = std::move(make)] {
        std::optional<QByteArray> bytes = make();
        return bytes ? results::ByteSource::fromBytes(*std::move(bytes)) : nullptr;
    };
    saveFile(path, read, context, std::move(done));
}

} // namespace ui
