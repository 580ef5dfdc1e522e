// SPDX-License-Identifier: MIT
#include "app/runs/runinput.h"

#include <QCoreApplication>
#include <QCryptographicHash>

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

} // namespace

Run runOf(const IntakeItem &file) {
    Run run;
    run.kind = InputKind::File;
    run.name = file.name;
    run.path = file.path;
    run.size = file.size;
    run.contentHash = file.contentHash;
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

PreparedSubmission fileSubmission(const Run &run) {
    PreparedSubmission prepared;
    const IntakeItem item = checkFile(run.path);
    prepared.submission.filePath = run.path;
    prepared.submission.fileName = run.name;
    prepared.submission.mediaType = item.mediaType;
    if (item.verdict == Verdict::Refused)
        prepared.problem = tr("%1: %2.").arg(run.name, item.reason);
    return prepared;
}

} // namespace runs
