// SPDX-License-Identifier: MIT
#include "app/runs/pastedpictures.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("PastedPictures", text);
}

} // namespace

PastedPicture keepPicture(const QString &folder, const QByteArray &png, const QDateTime &when) {
    if (png.isEmpty())
        return {{}, tr("The picture on the clipboard cannot be read.")};
    if (!QDir(folder).exists() && QDir().mkpath(folder))
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QTemporaryFile file(folder + u"/.pasted-XXXXXX"_s);
    const bool written = file.open() && file.write(png) == png.size() && file.flush();
    if (!written)
        return {{}, tr("The picture could not be kept in %1: %2.").arg(folder, file.errorString())};
    const QString name = tr("Pasted picture %1").arg(when.toString(u"yyyy-MM-dd HH.mm.ss"_s));
    constexpr int most = 1000;
    for (int n = 1; n <= most; ++n) {
        const QString number = n == 1 ? QString() : u" (%1)"_s.arg(n);
        const QString path = folder + u'/' + name + number + u".png"_s;
        if (QFile::exists(path) || !file.rename(path))
            continue;
        file.setAutoRemove(false);
        return {path, {}};
    }
    return {{}, tr("The picture could not be kept in %1: %2.").arg(folder, file.errorString())};
}

} // namespace runs
