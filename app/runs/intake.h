// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QMetaType>
#include <QObject>
#include <QString>
#include <QStringList>

namespace runs {

enum class Verdict {
    Accepted,
    Doubtful, ///< can be submitted, but there is a reason to look first (a type the service does not list)
    Refused,  ///< cannot be submitted
};

/// One file as looked at before it is submitted.
struct IntakeItem {
    QString path;
    QString name;
    qint64 size = 0;   ///< bytes, -1 when unknown
    QString typeLabel; ///< "PDF", "Word", "folder" …
    QString mediaType; ///< what the upload declares, e.g. application/pdf
    Verdict verdict = Verdict::Accepted;
    QString reason; ///< in words; empty when accepted
};

/// The service's limit for one file: 20 MB (decimal or binary is not documented; the smaller is taken).
constexpr qint64 maxFileBytes = 20'000'000;

/// Looks at one path (stat and one open, no reading). Safe to call from any thread.
IntakeItem checkFile(const QString &path);

/// "3 files", "3 files, 1 too large", "1 file, 1 folder (not taken)".
QString summarize(const QList<IntakeItem> &items);

/// Looks at files off the calling thread: a slow network mount never stalls the window.
class Intake : public QObject {
    Q_OBJECT

public:
    explicit Intake(QObject *parent = nullptr);
    /// Emits checked() with the same token, later, on the thread of this object; never synchronously.
    void check(const QStringList &paths, int token);

signals:
    void checked(int token, const QList<runs::IntakeItem> &items);
};

} // namespace runs

Q_DECLARE_METATYPE(runs::IntakeItem)
