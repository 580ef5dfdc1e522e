// SPDX-License-Identifier: MIT
#include "app/runs/runinput.h"

#include <QCoreApplication>

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
    return run;
}

Run runOf(const QString &text) {
    Run run;
    run.kind = InputKind::Text;
    run.name = titleOf(text);
    run.size = text.toUtf8().size();
    return run;
}

PreparedSubmission submissionOf(const Run &run, const RunStore &store) {
    PreparedSubmission prepared;
    if (run.kind == InputKind::Text) {
        prepared.submission.text = store.text(run.id);
        if (prepared.submission.text.isEmpty())
            prepared.problem = tr("The text could not be read from the ledger.");
        return prepared;
    }
    const IntakeItem item = checkFile(run.path);
    prepared.submission.filePath = run.path;
    prepared.submission.fileName = run.name;
    prepared.submission.mediaType = item.mediaType;
    if (item.verdict == Verdict::Refused)
        prepared.problem = tr("%1: %2.").arg(run.name, item.reason);
    return prepared;
}

} // namespace runs
