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

struct Target {
    QString objectName;
    QString title;
    QString filter;
    QString suffix;
};

void chooseTarget(QWidget *parent, const Target &target, const QString &folder, const QString &suggestedName,
    std::function<void(const QString &path)> chosen) {
    auto *dialog = new QFileDialog(parent, target.title, folder);
    dialog->setObjectName(target.objectName);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({target.filter, tr("All files (*)")});
    dialog->setDefaultSuffix(target.suffix);
    dialog->selectFile(suggestedName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
    dialog->open();
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
    chooseTarget(parent,
        {u"saveResultDialog"_s, tr("Save the result as received"), tr("JSON (*.json)"), u"json"_s}, folder,
        suggestedName, std::move(chosen));
}

void chooseCsvFile(QWidget *parent, const QString &folder, const QString &suggestedName,
    std::function<void(const QString &path)> chosen) {
    chooseTarget(parent, {u"exportCsvDialog"_s, tr("Export as CSV"), tr("Tables (*.csv)"), u"csv"_s}, folder,
        suggestedName, std::move(chosen));
}

void choosePictureFile(QWidget *parent, const QString &folder, const QString &suggestedName,
    std::function<void(const QString &path)> chosen) {
    const QString suffix = QFileInfo(suggestedName).suffix();
    chooseTarget(parent,
        {u"savePictureDialog"_s, tr("Save picture as"), tr("Pictures (*.%1)").arg(suffix), suffix}, folder,
        suggestedName, std::move(chosen));
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
