// SPDX-License-Identifier: MIT
#include "app/runs/fileinspection.h"

#include "app/documents/pdffacts.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using documents::PdfFacts;

namespace runs {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("FileInspection", text);
}

QString wordsFor(PdfFacts::State state) {
    switch (state) {
    case PdfFacts::Locked:
        return tr("protected by a password: the service cannot read it");
    case PdfFacts::Damaged:
        return tr("damaged: it cannot be read as a PDF");
    case PdfFacts::CutOff:
        return tr("its end is missing: perhaps it was not copied completely");
    case PdfFacts::Sound:
    case PdfFacts::Unknown:
        break;
    }
    return {};
}

void addPdfFacts(IntakeItem &item, const QByteArray &bytes) {
    const PdfFacts facts = documents::pdfFacts(bytes);
    item.pages = facts.pages;
    const QString words = wordsFor(facts.state);
    if (words.isEmpty())
        return;
    item.verdict = Verdict::Doubtful;
    item.reason = item.reason.isEmpty() ? words : item.reason + u"; "_s + words;
}

} // namespace

IntakeItem inspectFile(const IntakeItem &item, const std::function<bool()> &isWanted) {
    IntakeItem before = checkFile(item.path);
    before.name = item.name;
    if (before.verdict == Verdict::Refused)
        return before;
    QFile file(before.path);
    if (!file.open(QIODevice::ReadOnly)) {
        before.verdict = Verdict::Refused;
        before.reason = tr("cannot be read: %1").arg(file.errorString());
        before.inspected = true;
        return before;
    }
    const bool pdf = before.mediaType == "application/pdf"_L1;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray bytes; // only of a PDF: of anything else no more than a piece is held
    qint64 count = 0;
    while (count <= before.size) {
        if (!isWanted())
            return before;
        constexpr qint64 piece = 256 * 1024;
        const QByteArray read = file.read(piece);
        if (read.isEmpty())
            break;
        hash.addData(read);
        count += read.size();
        if (pdf)
            bytes += read;
    }
    const QFileInfo after(before.path);
    if (!after.exists()) {
        IntakeItem gone = checkFile(before.path);
        gone.name = item.name;
        gone.unsettled = gone.verdict != Verdict::Refused;
        return gone;
    }
    if (count != before.size || after.size() != before.size ||
        after.lastModified().toMSecsSinceEpoch() != before.modifiedAt) {
        before.unsettled = true;
        return before;
    }
    before.contentHash = QString::fromLatin1(hash.result().toHex());
    before.inspected = true;
    if (pdf && isWanted())
        addPdfFacts(before, bytes);
    return before;
}

} // namespace runs
