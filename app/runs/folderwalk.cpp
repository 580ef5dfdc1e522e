// SPDX-License-Identifier: MIT
#include "app/runs/folderwalk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <filesystem>
#include <system_error>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

namespace fs = std::filesystem;

constexpr int toldUnreadable = 20;

#ifdef Q_OS_WIN
fs::path nativePath(const QString &path) {
    return fs::path(path.toStdWString());
}
QString nameOf(const fs::path &path) {
    return QString::fromStdWString(path.filename().native());
}
#else
fs::path nativePath(const QString &path) {
    return fs::path(QFile::encodeName(path).toStdString());
}
QString nameOf(const fs::path &path) {
    return QFile::decodeName(QByteArray::fromStdString(path.filename().native()));
}
#endif

bool isHidden(const QString &name) {
    return name.startsWith(u'.') || name.compare("Thumbs.db"_L1, Qt::CaseInsensitive) == 0 ||
           name.compare("desktop.ini"_L1, Qt::CaseInsensitive) == 0;
}

bool isTemporary(const QString &name) {
    if (name.startsWith("~$"_L1) || name.startsWith(".~lock."_L1))
        return true;
    for (const auto end : {".part"_L1, ".crdownload"_L1, ".partial"_L1, ".download"_L1}) {
        if (name.endsWith(end, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

struct Listing {
    QStringList files;
    QStringList folders;
};

class Walk {
public:
    Walk(const WalkLimits &limits, const std::function<void(const QString &path)> &take)
        : m_limits(limits)
        , m_left(limits.entries)
        , m_take(take) {}

    void enter(const QString &top) {
        QStringList open{top};
        while (!open.isEmpty() && !isOver()) {
            const QString folder = open.takeLast();
            if (!isNew(folder))
                continue;
            Listing inside = list(folder);
            for (const QString &path : std::as_const(inside.files)) {
                if (!isWanted())
                    return;
                m_take(path);
            }
            std::reverse(inside.folders.begin(), inside.folders.end());
            if (m_limits.subfolders)
                open << inside.folders;
        }
    }

    void takeFile(const QString &path) {
        if (spend())
            m_take(path);
    }

    bool isOver() const { return report.limited || !isWanted(); }

    WalkReport report;

private:
    bool isWanted() const { return !m_limits.isWanted || m_limits.isWanted(); }

    bool spend() {
        if (!isWanted())
            return false;
        if (m_left > 0) {
            --m_left;
            return true;
        }
        report.limited = true;
        return false;
    }

    bool isNew(const QString &folder) {
        const QString real = QFileInfo(folder).canonicalFilePath();
        if (real.isEmpty())
            return true; // list() says why
        if (m_seen.contains(real)) {
            ++report.loops;
            return false;
        }
        m_seen << real;
        return true;
    }

    void tell(const QString &folder, const std::error_code &error) {
        if (error == std::errc::no_such_file_or_directory) {
            ++report.vanished;
            return;
        }
        ++report.unreadableCount;
        if (report.unreadable.size() < toldUnreadable)
            report.unreadable << u"%1: %2"_s.arg(folder, QString::fromLocal8Bit(error.message().c_str()));
    }

    Listing list(const QString &folder) {
        Listing inside;
        std::error_code error;
        fs::directory_iterator entry(nativePath(folder), error);
        if (error) {
            tell(folder, error);
            return inside;
        }
        ++report.folders;
        const QString place = folder.endsWith(u'/') ? folder : folder + u'/';
        while (entry != fs::directory_iterator()) {
            if (!spend())
                break;
            const QString name = nameOf(entry->path());
            if (isTemporary(name)) {
                ++report.temporary;
            } else if (isHidden(name)) {
                ++report.hidden;
            } else {
                std::error_code unknown; // where it cannot be told, the check of the file says why
                (entry->is_directory(unknown) ? inside.folders : inside.files) << place + name;
            }
            entry.increment(error);
            if (error) {
                tell(folder, error);
                break;
            }
        }
        const auto byName = [](const QString &a, const QString &b) {
            const int order = a.compare(b, Qt::CaseInsensitive);
            return order != 0 ? order < 0 : a < b;
        };
        std::sort(inside.files.begin(), inside.files.end(), byName);
        std::sort(inside.folders.begin(), inside.folders.end(), byName);
        return inside;
    }

    const WalkLimits &m_limits;
    int m_left;
    const std::function<void(const QString &path)> &m_take;
    QSet<QString> m_seen;
};

} // namespace

WalkReport walk(const QStringList &paths, const WalkLimits &limits,
    const std::function<void(const QString &path)> &take) {
    Walk walk(limits, take);
    for (const QString &path : paths) {
        if (walk.isOver())
            break;
        const QFileInfo info(path);
        if (info.isDir()) {
            walk.report.anyFolder = true;
            walk.enter(info.absoluteFilePath());
        } else {
            walk.takeFile(path);
        }
    }
    return walk.report;
}

} // namespace runs
