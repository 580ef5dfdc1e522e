// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/folderwalk.h"

#include <QList>
#include <QMetaType>
#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>

namespace runs {

class Workers;

enum class Verdict {
    Accepted,
    Doubtful, ///< can be submitted, but there is a reason to look first (a type the service does not list)
    Refused,  ///< cannot be submitted
};

/// One file as looked at before it is submitted.
struct IntakeItem {
    QString path;
    QString name;
    qint64 size = 0;       ///< bytes, -1 when unknown
    qint64 modifiedAt = 0; ///< milliseconds since the epoch (UTC), 0 when unknown
    QString typeLabel;     ///< "PDF", "Word", "folder" …
    QString mediaType;     ///< what the upload declares, e.g. application/pdf
    Verdict verdict = Verdict::Accepted;
    QString reason;         ///< in words; empty when accepted
    int pages = 0;          ///< of a PDF; 0 when not known
    QString contentHash;    ///< SHA-256 of the bytes, hex; empty until all of it was read
    bool inspected = false; ///< all of it was read, or never will be
    bool unsettled = false; ///< seems to be still being written: waits for a second look
    QString repeats;        ///< "submitted before: ready, 3 days ago"; for the chosen workflow
    qint64 repeatsRun = 0;  ///< the run that has its bytes already

    bool isSubmittable() const { return verdict != Verdict::Refused && !unsettled; }
    bool isDoubtful() const {
        return !unsettled &&
               (verdict == Verdict::Doubtful || (verdict == Verdict::Accepted && !repeats.isEmpty()));
    }
};

/// The service's limit for one file: 20 MB (decimal or binary is not documented; the smaller is taken).
constexpr qint64 maxFileBytes = 20'000'000;

/// Looks at one path: stat, one open, the few kilobytes that tell its type. Safe to call from any thread;
/// where the file is on a network that hangs, it hangs too.
IntakeItem checkFile(const QString &path);

/// "3 files", "3 files, 1 too large", "1 file, 1 folder".
QString summarize(const QList<IntakeItem> &items);
bool isFolder(const IntakeItem &item);

/// Looks at files and folders off the calling thread: a slow network mount never stalls the window.
class Intake : public QObject {
    Q_OBJECT

public:
    explicit Intake(QObject *parent = nullptr);
    ~Intake() override;
    /// Looks at these paths and into none. Emits checked() with the same token, later, on the thread of this
    /// object; never synchronously. Only the newest is answered.
    void check(const QStringList &paths, int token);
    /// Takes the files, and all those in the folders. Emits found() as it goes, then gathered(), with the
    /// same token.
    void gather(const QStringList &paths, int token);
    /// Nothing more is heard of what gather() was asked for.
    void cancelGathering();

signals:
    void checked(int token, const QList<runs::IntakeItem> &items);
    /// What was found since the last time; at first nothing. `folders`: there is one among the paths.
    void found(int token, const QList<runs::IntakeItem> &items, bool folders);
    void gathered(int token, const runs::WalkReport &report);

private:
    std::unique_ptr<Workers> m_hovers;
    std::unique_ptr<Workers> m_walks;
};

} // namespace runs

Q_DECLARE_METATYPE(runs::IntakeItem)
