// SPDX-License-Identifier: MIT
#include "app/runs/runinput.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>

#include <memory>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("RunInput", text);
}

/// A title for a text: its first words.
QString titleOf(const QString &text) {
    const QString line = text.trimmed().section(u'\n', 0, 0).simplified();
    constexpr qsizetype longest = 60;
    if (line.size() <= longest)
        return line;
    const bool splitsAPair = line.at(longest - 2).isHighSurrogate();
    return line.left(longest - (splitsAPair ? 2 : 1)).trimmed() + u'…';
}

qint64 changedAt(const QFile &file) {
    return file.fileTime(QFileDevice::FileModificationTime).toMSecsSinceEpoch();
}

/// Read to its end, and nothing has changed.
bool isStill(const QFile &file, const PreparedSubmission &before) {
    return file.pos() == before.size && file.size() == before.size && changedAt(file) == before.changedAt;
}

/// Leaves the file at its end.
QString hashOf(QFile &file) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return hash.addData(&file) ? QString::fromLatin1(hash.result().toHex()) : QString();
}

} // namespace

Run runOf(const IntakeItem &file) {
    Run run;
    run.kind = InputKind::File;
    run.name = file.name;
    run.path = file.path;
    run.size = file.size;
    run.contentHash = file.contentHash;
    run.fileChangedAt = file.modifiedAt;
    run.linkedRun = file.repeatsRun;
    return run;
}

Run runOf(const QString &text) {
    Run run;
    run.kind = InputKind::Text;
    run.name = titleOf(text);
    const QByteArray bytes = text.toUtf8();
    run.size = bytes.size();
    run.contentHash =
        QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    return run;
}

PreparedSubmission textSubmission(const Run &run, const QString &text) {
    PreparedSubmission prepared;
    prepared.submission.text = text;
    if (text.isEmpty())
        prepared.problem = tr("The text of “%1” could not be read from the ledger.").arg(run.name);
    return prepared;
}

PreparedSubmission fileSubmission(const Run &run, QThread *sender, const std::function<void()> &goesOn,
    const std::function<bool(const QString &path)> &isFar) {
    PreparedSubmission prepared;
    const IntakeItem item = checkFile(run.path);
    prepared.submission.filePath = run.path;
    prepared.submission.fileName = run.name;
    prepared.submission.mediaType = item.mediaType;
    const auto file = std::make_shared<QFile>(run.path);
    QString reason = item.verdict == Verdict::Refused ? item.reason : QString();
    if (reason.isEmpty() && !file->open(QIODevice::ReadOnly))
        reason = tr("cannot be read: %1").arg(file->errorString());
    // Of the open file: another one may have taken its name by now.
    prepared.size = file->isOpen() ? file->size() : 0;
    if (reason.isEmpty() && (prepared.size == 0 || prepared.size > maxFileBytes))
        reason = tr("it is just being changed");
    if (reason.isEmpty())
        prepared.changedAt = changedAt(*file);
    std::shared_ptr<QFile> copy;
    if (reason.isEmpty() && isFar(run.path)) {
        copy = localCopy(*file, goesOn, reason);
        if (copy && !isStill(*file, prepared))
            reason = tr("it is just being changed");
    }
    if (!reason.isEmpty()) {
        prepared.problem = tr("%1: %2.").arg(run.name, reason);
        return prepared;
    }
    prepared.contentHash = run.contentHash;
    const auto sent = copy ? copy : file;
    if (!run.contentHash.isEmpty() &&
        (prepared.size != run.size || prepared.changedAt != run.fileChangedAt)) {
        const QString hash = hashOf(*sent);
        // When it changes meanwhile nobody knows what will be sent.
        const bool isKnown = copy || isStill(*file, prepared);
        prepared.contentHash = sent->seek(0) && isKnown ? hash : QString();
    }
    sent->moveToThread(sender);
    prepared.submission.file = sent;
    prepared.submission.fileSize = prepared.size;
    return prepared;
}

} // namespace runs
