// SPDX-License-Identifier: MIT
#include "app/runs/intake.h"

#include "app/api/mediatypes.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QMetaObject>
#include <QPointer>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

QString tr(const char *text, int n = -1) {
    return QCoreApplication::translate("Intake", text, nullptr, n);
}

IntakeItem refused(IntakeItem item, const QString &reason) {
    item.verdict = Verdict::Refused;
    item.reason = reason;
    return item;
}

} // namespace

IntakeItem checkFile(const QString &path) {
    IntakeItem item;
    const QFileInfo info(path);
    item.path = info.absoluteFilePath();
    item.name = info.fileName();
    item.size = -1;
    if (!info.exists()) {
        return refused(std::move(item),
            info.isSymLink() ? tr("a link to a file that is not there") : tr("not there any more"));
    }
    if (info.isDir()) {
        item.name = info.fileName().isEmpty() ? item.path : info.fileName();
        item.typeLabel = tr("Folder");
        return refused(std::move(item), tr("a folder: add the files in it"));
    }
    if (!info.isFile())
        return refused(std::move(item), tr("not a regular file"));

    item.size = info.size();
    const api::MediaType *type = api::mediaTypeOf(item.name);
    item.typeLabel = type ? type->label : info.suffix().isEmpty() ? tr("No type") : info.suffix().toUpper();
    item.mediaType = type ? type->mediaType : u"application/octet-stream"_s;
    if (item.size == 0)
        return refused(std::move(item), tr("empty: there is nothing to read in it"));
    if (item.size > maxFileBytes)
        return refused(std::move(item), tr("over 20 MB, the service's limit"));
    // Rights are asked for by opening: access rules, mounts and locks are not all in the mode bits.
    QFile file(item.path);
    if (!file.open(QIODevice::ReadOnly))
        return refused(std::move(item), tr("cannot be read: %1").arg(file.errorString()));
    if (!type || !type->listed) {
        item.verdict = Verdict::Doubtful;
        item.reason = tr("a type the service does not list; it may refuse it");
    }
    return item;
}

QString summarize(const QList<IntakeItem> &items) {
    int files = 0;
    int folders = 0;
    int large = 0;
    int others = 0;
    for (const IntakeItem &item : items) {
        if (item.verdict == Verdict::Refused && item.typeLabel == tr("Folder") && item.size < 0) {
            ++folders;
            continue;
        }
        ++files;
        if (item.verdict != Verdict::Refused)
            continue;
        if (item.size > maxFileBytes)
            ++large;
        else
            ++others;
    }
    QStringList parts;
    if (files > 0)
        parts << (files == 1 ? tr("1 file") : tr("%1 files").arg(files));
    if (large > 0)
        parts << tr("%1 too large").arg(large);
    if (others > 0)
        parts << tr("%1 cannot be taken").arg(others);
    if (folders > 0)
        parts << (folders == 1 ? tr("1 folder (not taken)") : tr("%1 folders (not taken)").arg(folders));
    return parts.join(u", "_s);
}

Intake::Intake(QObject *parent)
    : QObject(parent) {}

void Intake::check(const QStringList &paths, int token) {
    QThreadPool::globalInstance()->start([self = QPointer<Intake>(this), paths, token] {
        QList<IntakeItem> items;
        items.reserve(paths.size());
        for (const QString &path : paths)
            items << checkFile(path);
        // The application object outlives the pool's work; the receiver may not.
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, items, token] {
                if (self)
                    emit self->checked(token, items);
            },
            Qt::QueuedConnection);
    });
}

} // namespace runs
