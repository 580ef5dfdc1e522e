// SPDX-License-Identifier: MIT
#include "ui/plaintextedit.h"

#include "ui/pasteboard.h"

#include <QMimeData>
#include <QTextOption>

namespace ui {

bool PlainTextEdit::canInsertFromMimeData(const QMimeData *source) const {
    return !localFiles(source).isEmpty() || QPlainTextEdit::canInsertFromMimeData(source);
}

void PlainTextEdit::insertFromMimeData(const QMimeData *source) {
    const QStringList paths = localFiles(source);
    if (!paths.isEmpty()) {
        emit filesPasted(paths);
        return;
    }
    wrapFor(source->text());
    QPlainTextEdit::insertFromMimeData(source);
}

void PlainTextEdit::insertText(const QString &text) {
    wrapFor(text);
    textCursor().insertText(text);
    ensureCursorVisible();
}

void PlainTextEdit::setText(const QString &text) {
    clear(); // before the mode changes: what is there would be wrapped once more
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    wrapFor(text);
    setPlainText(text);
}

/// Breaking lines between words takes time by the square of a line without any (base64): seconds for 100,000
/// characters, minutes for a million. Breaking anywhere takes a fraction of a second.
void PlainTextEdit::wrapFor(const QString &arriving) {
    constexpr qsizetype longestLine = 5000;
    qsizetype start = 0;
    while (arriving.size() - start > longestLine) {
        const qsizetype end = arriving.indexOf(u'\n', start);
        if (end < 0 || end - start > longestLine) {
            setWordWrapMode(QTextOption::WrapAnywhere);
            return;
        }
        start = end + 1;
    }
}

} // namespace ui
