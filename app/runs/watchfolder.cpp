// SPDX-License-Identifier: MIT
#include "app/runs/watchfolder.h"

#include "app/runs/fileinspection.h"
#include "app/runs/folderwalk.h"
#include "app/runs/workers.h"

#include <QDateTime>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr int readAtOnce = 50;  // files; then what was found is acted upon
constexpr int askedAtOnce = 50; // about files, of the ledger: then the window goes on
constexpr int submittedAtOnce = 20;
constexpr auto shortly = std::chrono::milliseconds(100);
constexpr auto patience = std::chrono::minutes(1);

/// When it came to be here: moving a file keeps the time of its bytes.
qint64 arrivalOf(const QFileInfo &info) {
    const qint64 written = info.lastModified().toMSecsSinceEpoch();
    const QDateTime here = info.metadataChangeTime();
    return here.isValid() ? qMax(written, here.toMSecsSinceEpoch()) : written;
}

} // namespace

WatchFolder::WatchFolder(const QString &folder, WatchLedger ledger, Times times, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
    , m_ledger(std::move(ledger))
    , m_times(std::move(times))
    , m_worker(std::make_unique<Workers>(this, 1)) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &WatchFolder::look);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] { beUnreachable(tr("the folder does not answer")); });
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] {
        if (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > shortly)
            m_timer.start(shortly); // one look for a flood of them
    });
}

WatchFolder::~WatchFolder() = default;

void WatchFolder::start(LeaveOut leaveOut, qint64 before) {
    m_leaveOut = leaveOut;
    m_before = before;
    m_leaving = leaveOut != LeaveOut::Nothing;
    look();
}

void WatchFolder::look() {
    if (m_looking) {
        m_again = true;
        return;
    }
    m_timer.stop();
    m_looking = true;
    m_again = false;
    m_patience.start();
    m_worker->start([this, folder = m_folder, before = m_files, times = m_times, leaveOut = m_leaveOut,
                        time = m_before](const Workers::Post &post) {
        const auto isOld = [leaveOut, time](const QFileInfo &file) {
            return leaveOut == LeaveOut::Everything ||
                   (leaveOut == LeaveOut::Older && arrivalOf(file) < time);
        };
        const Look look = lookAt(folder, before, times, isOld, [&post] { return !post.isCancelled(); });
        post([this, look] { take(look); });
    });
}

WatchFolder::Look WatchFolder::lookAt(const QString &folder, const Files &before, const Times &times,
    const std::function<bool(const QFileInfo &file)> &isOld, const std::function<bool()> &isWanted) {
    Look look;
    if (!QFileInfo(folder).isDir()) {
        look.problem = tr("the folder is not there");
        return look;
    }
    QStringList paths;
    WalkLimits limits;
    limits.subfolders = false;
    limits.entries = 1'000'000;
    limits.isWanted = isWanted;
    const WalkReport report = walk({folder}, limits, [&](const QString &path) { paths << path; });
    if (report.folders == 0) {
        look.problem = report.unreadable.isEmpty() ? tr("the folder is not there")
                                                   : report.unreadable.constFirst().section(u": "_s, -1);
        return look;
    }
    int left = readAtOnce;
    for (const QString &path : std::as_const(paths)) {
        const QFileInfo info(path);
        if (!info.isFile())
            continue;
        const qint64 now = times.now();
        Known file = before.value(path);
        const qint64 changedAt = info.lastModified().toMSecsSinceEpoch();
        if (!before.contains(path) || file.size != info.size() || file.changedAt != changedAt)
            file = {Known::Moving, info.size(), changedAt, now, isOld(info), false, {}};
        const bool rests = now - file.since >= times.restsFor.count();
        if (file.stage == Known::Moving && rests && isWanted()) {
            if (left-- > 0) {
                IntakeItem item = inspectFile(checkFile(path), isWanted);
                if (item.unsettled || !item.inspected) {
                    file.since = now;
                } else {
                    file.stage = Known::Checked;
                    file.item = item;
                }
            } else {
                look.more = true;
            }
        }
        look.files.insert(path, file);
    }
    return look;
}

void WatchFolder::take(const Look &look) {
    m_looking = false;
    m_patience.stop();
    if (!look.problem.isEmpty()) {
        // What is known of its files is kept: when it comes back, they are those that were there.
        if (!m_watcher.directories().isEmpty())
            m_watcher.removePaths(m_watcher.directories());
        beUnreachable(look.problem);
        m_timer.start(m_times.lookEvery);
        return;
    }
    m_files = look.files;
    if (m_leaveOut == LeaveOut::Everything)
        m_leaveOut = LeaveOut::Nothing; // from now on they are new
    // Only now: asking the system to watch a folder that hangs would hang as well.
    if (m_watcher.directories().isEmpty())
        m_watcher.addPath(m_folder);

    QList<Known *> checked;
    bool moving = false;
    for (Known &file : m_files) {
        moving = moving || file.stage == Known::Moving;
        if (file.stage == Known::Checked)
            checked << &file;
    }
    std::sort(checked.begin(), checked.end(), [](const Known *a, const Known *b) {
        return a->item.name.compare(b->item.name, Qt::CaseInsensitive) < 0;
    });
    settle(checked);
    const bool leaving = std::any_of(m_files.cbegin(), m_files.cend(),
        [](const Known &file) { return file.old && file.stage != Known::Done; });
    if (m_leaving && !leaving) {
        m_leaving = false;
        m_leaveOut = LeaveOut::Nothing;
        emit leftOut();
    }
    if (m_again || look.more)
        this->look();
    else
        m_timer.start(moving ? m_times.restsFor : m_times.lookEvery);
}

/// What becomes of the files that were read.
void WatchFolder::settle(QList<Known *> checked) {
    QList<IntakeItem> seen;
    QList<Known *> seenFiles;
    QList<IntakeItem> wanted;
    QList<Known *> wantedFiles;
    QSet<QString> hashes;
    m_status.heldBack.clear();
    m_status.heldBackWords.clear();
    QString problem = m_ledger.blockedReason();
    const bool isBlocked = !problem.isEmpty();
    bool failed = false;
    bool more = false;
    int asked = 0;
    const auto holdBack = [this](const IntakeItem &item) {
        m_status.heldBack << item.path;
        if (m_status.heldBackWords.isEmpty())
            m_status.heldBackWords = u"%1: %2"_s.arg(item.name, item.reason);
    };
    for (Known *file : std::as_const(checked)) {
        const IntakeItem &item = file->item;
        if (file->judged && item.verdict != Verdict::Accepted) {
            holdBack(item);
            continue;
        }
        if (file->judged && isBlocked)
            continue;
        if (asked == askedAtOnce || wanted.size() == submittedAtOnce) {
            more = true;
            continue;
        }
        ++asked;
        const bool bytesKnown = !item.contentHash.isEmpty();
        if (bytesKnown && m_ledger.wasTaken(item.path, item.contentHash)) {
            file->stage = Known::Done;
            ++m_status.known;
        } else if (file->old) {
            if (bytesKnown) {
                seen << item;
                seenFiles << file;
            } else {
                file->stage = Known::Done; // it could not be submitted anyway
            }
        } else if (item.verdict != Verdict::Accepted) {
            file->judged = true;
            holdBack(item);
        } else if (m_ledger.wasSubmitted(item.contentHash)) {
            seen << item; // under another name: nobody pays for it twice unasked
            seenFiles << file;
        } else if (isBlocked) {
            file->judged = true;
        } else if (hashes.contains(item.contentHash)) {
            more = true; // it can be told when the other one is in the ledger
        } else {
            hashes << item.contentHash;
            wanted << item;
            wantedFiles << file;
        }
    }
    if (!seen.isEmpty()) {
        const QString error = m_ledger.markSeen(seen);
        for (Known *file : std::as_const(seenFiles)) {
            if (error.isEmpty())
                file->stage = Known::Done;
        }
        if (error.isEmpty())
            m_status.known += int(seen.size());
        else
            problem = error;
        failed = !error.isEmpty();
    }
    if (!wanted.isEmpty()) {
        const QString error = m_ledger.submit(wanted);
        for (Known *file : std::as_const(wantedFiles)) {
            if (error.isEmpty())
                file->stage = Known::Done;
        }
        if (error.isEmpty()) {
            m_status.submitted += int(wanted.size());
            emit submitted(int(wanted.size()));
        } else {
            problem = error;
            failed = true;
        }
    }
    m_again = m_again || (more && !failed);
    m_status.arriving = 0;
    for (const Known &file : std::as_const(m_files)) {
        m_status.arriving += file.stage == Known::Moving ||
                             (file.stage == Known::Checked && file.item.verdict == Verdict::Accepted);
    }
    m_status.state = problem.isEmpty() ? State::Watching : State::Waiting;
    m_status.problem = problem;
    emit statusChanged();
}

void WatchFolder::beUnreachable(const QString &problem) {
    m_status.state = State::Unreachable;
    m_status.problem = problem;
    emit statusChanged();
}

} // namespace runs
