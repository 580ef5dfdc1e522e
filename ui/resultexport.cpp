// SPDX-License-Identifier: MIT
#include "ui/resultexport.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QSaveFile>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int mostTries = 10'000;
constexpr qint64 progressInterval = 200; // milliseconds

QString tr(const char *text) {
    return QCoreApplication::translate("ResultExport", text);
}

/// Takes a name that nobody has: an empty file of ours holds it until the bytes are there as a whole.
QString reserve(const QString &folder, const QString &name, QString *error) {
    for (int number = 1; number < mostTries; ++number) {
        const QString path =
            folder + u'/' + (number == 1 ? name : u"%1 (%2)"_s.arg(name).arg(number)) + u".json"_s;
        QFile file(path);
        if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return path;
        if (!QFile::exists(path)) {
            *error = file.errorString();
            return {};
        }
    }
    *error = tr("too many files of this name are there");
    return {};
}

QString write(const QString &folder, const ExportItem &item) {
    const results::ByteSourcePtr result = item.read();
    if (!result)
        return tr("the result is not in the ledger any more");
    QString error;
    const QString path = reserve(folder, fileNameFor(item.name), &error);
    if (path.isEmpty())
        return error;
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && writeAll(file, *result) && file.commit())
        return {};
    error = file.errorString();
    file.cancelWriting();
    QFile::remove(path);
    return error;
}

} // namespace

QString fileNameFor(const QString &documentName) {
    constexpr qsizetype longest = 80; // characters; a name may have 255 bytes
    QString name;
    for (const QChar letter : QFileInfo(documentName.simplified()).completeBaseName()) {
        const bool plain = (letter.isPrint() || letter.isSurrogate()) && !u"/\\:*?\"<>|"_s.contains(letter);
        name += plain ? letter : QChar(u'_');
    }
    name.truncate(longest);
    if (!name.isEmpty() && name.back().isHighSurrogate())
        name.chop(1);
    while (name.startsWith(u'.') || name.startsWith(u' '))
        name.remove(0, 1);
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1);
    return name.isEmpty() ? u"result"_s : name;
}

ResultExport::ResultExport(const QString &folder, QList<ExportItem> items, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
    , m_items(std::move(items)) {}

ResultExport::~ResultExport() {
    *m_cancelled = true;
}

void ResultExport::start() {
    QThreadPool::globalInstance()->start(
        [self = QPointer(this), cancelled = m_cancelled, folder = m_folder, items = m_items] {
            // The application object outlives the pool's work; who asked may not.
            const auto tell = [&self](auto what) {
                QMetaObject::invokeMethod(
                    QCoreApplication::instance(),
                    [self, what] {
                        if (self)
                            what(self.data());
                    },
                    Qt::QueuedConnection);
            };
            QStringList errors;
            int done = 0;
            const int all = int(items.size());
            QElapsedTimer since;
            since.start();
            for (const ExportItem &item : items) {
                if (*cancelled)
                    return;
                const QString error = write(folder, item);
                if (!error.isEmpty())
                    errors << tr("%1: %2").arg(item.name, error);
                ++done;
                if (since.elapsed() > progressInterval) {
                    since.restart();
                    tell([done, all](ResultExport *work) { emit work->progressed(done, all); });
                }
            }
            tell([written = done - int(errors.size()), errors](
                     ResultExport *work) { emit work->finished(written, errors); });
        });
}

} // namespace ui
