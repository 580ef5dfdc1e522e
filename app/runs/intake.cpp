// SPDX-License-Identifier: MIT
#include "app/runs/intake.h"

#include "app/api/mediatypes.h"
#include "app/documents/contenttype.h"
#include "app/runs/workers.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

QString tr(const char *text, int n = -1) {
    return QCoreApplication::translate("Intake", text, nullptr, n);
}

IntakeItem refused(IntakeItem item, const QString &reason) {
    item.verdict = Verdict::Refused;
    item.reason = reason;
    item.inspected = true;
    return item;
}

void doubt(IntakeItem &item, const QString &reason) {
    item.verdict = Verdict::Doubtful;
    item.reason = reason;
}

/// "a PNG picture", for what its bytes say it is.
QString wordsFor(const documents::ContentType &content) {
    const QString &is = content.suffix;
    if (is == "png"_L1 || is == "jpg"_L1 || is == "gif"_L1 || is == "bmp"_L1 || is == "tiff"_L1 ||
        is == "webp"_L1 || is == "heic"_L1)
        return tr("a picture (%1)").arg(api::mediaTypeOf(u'.' + is)->label);
    if (is == "html"_L1)
        return tr("a web page");
    if (is == "eml"_L1)
        return tr("an e-mail");
    if (is == "txt"_L1)
        return tr("plain text");
    if (is == "zip"_L1)
        return tr("a ZIP archive");
    if (is == "mp3"_L1 || is == "wav"_L1)
        return tr("sound (%1)").arg(api::mediaTypeOf(u'.' + is)->label);
    if (const api::MediaType *type = api::mediaTypeOf(u'.' + is))
        return tr("a document (%1)").arg(type->label);
    return {};
}

/// What is made of letters may be called any of these.
bool isForText(const QString &suffix) {
    static const QStringList suffixes{
        u"txt"_s, u"md"_s, u"markdown"_s, u"html"_s, u"htm"_s, u"csv"_s, u"eml"_s};
    return suffixes.contains(suffix);
}

/// What a ZIP archive or an old Office file can be, when it does not tell which.
bool mayHold(const QString &container, const QString &suffix) {
    static const QStringList zipped{u"docx"_s, u"xlsx"_s, u"pptx"_s, u"odt"_s, u"epub"_s};
    static const QStringList old{u"doc"_s, u"xls"_s, u"ppt"_s, u"msg"_s};
    return (container == "zip"_L1 && zipped.contains(suffix)) ||
           (container == "ole"_L1 && old.contains(suffix));
}

/// Compares what the name says with what the bytes say.
void compareContent(IntakeItem &item, const api::MediaType *named, const documents::ContentType &content) {
    const api::MediaType *is = api::mediaTypeOf(u'.' + content.suffix);
    if (content.locked)
        return doubt(item, tr("protected by a password: the service cannot read it"));
    if (!named) {
        if (content.sure && is) {
            item.typeLabel = is->label;
            item.mediaType = is->mediaType;
            if (is->listed)
                return doubt(item, tr("its name does not say that it is %1; the service may refuse it")
                                       .arg(wordsFor(content)));
        }
        return doubt(item, tr("a type the service does not list; it may refuse it"));
    }
    const bool agrees = (is && is->mediaType == named->mediaType) || mayHold(content.suffix, named->suffix) ||
                        (content.text && isForText(named->suffix));
    if (!agrees) {
        const QString words = wordsFor(content);
        if (content.sure && is) {
            item.typeLabel = is->label;
            item.mediaType = is->mediaType;
        }
        return doubt(item, words.isEmpty() ? tr("named .%1, but it does not look like one").arg(named->suffix)
                                           : tr("named .%1, but it is %2").arg(named->suffix, words));
    }
    if (!named->listed)
        doubt(item, tr("a type the service does not list; it may refuse it"));
}

constexpr qint64 longestWait = 100; // ms between two deliveries
constexpr int largestBatch = 250;

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
    item.modifiedAt = info.lastModified().toMSecsSinceEpoch();
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
    compareContent(item, type, documents::contentTypeOf(file));
    return item;
}

bool isFolder(const IntakeItem &item) {
    return item.verdict == Verdict::Refused && item.typeLabel == tr("Folder") && item.size < 0;
}

QString summarize(const QList<IntakeItem> &items) {
    int files = 0;
    int folders = 0;
    int large = 0;
    int others = 0;
    for (const IntakeItem &item : items) {
        if (isFolder(item)) {
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
        parts << (folders == 1 ? tr("1 folder") : tr("%1 folders").arg(folders));
    return parts.join(u", "_s);
}

Intake::Intake(QObject *parent)
    : QObject(parent)
    , m_hovers(std::make_unique<Workers>(this, 2))
    , m_walks(std::make_unique<Workers>(this, 2)) {}

Intake::~Intake() = default;

void Intake::check(const QStringList &paths, int token) {
    m_hovers->cancel();
    m_hovers->start([this, paths, token](const Workers::Post &post) {
        QList<IntakeItem> items;
        items.reserve(paths.size());
        for (const QString &path : paths) {
            if (post.isCancelled())
                return;
            items << checkFile(path);
        }
        post([this, items, token] { emit checked(token, items); });
    });
}

void Intake::gather(const QStringList &paths, int token) {
    m_walks->start([this, paths, token](const Workers::Post &post) {
        const bool folders = std::any_of(
            paths.cbegin(), paths.cend(), [](const QString &path) { return QFileInfo(path).isDir(); });
        QList<IntakeItem> batch;
        QElapsedTimer since;
        const auto deliver = [&] {
            post([this, token, batch, folders] { emit found(token, batch, folders); });
            batch.clear();
            since.start();
        };
        deliver(); // how much it will be is worth knowing before the first file
        WalkLimits limits;
        limits.isWanted = [&post] {
            return !post.isCancelled();
        };
        const WalkReport report = walk(paths, limits, [&](const QString &path) {
            batch << checkFile(path);
            if (batch.size() >= largestBatch || since.elapsed() >= longestWait)
                deliver();
        });
        if (!batch.isEmpty())
            deliver();
        post([this, token, report] { emit gathered(token, report); });
    });
}

void Intake::cancelGathering() {
    m_walks->cancel();
}

} // namespace runs
