// SPDX-License-Identifier: MIT
#include "app/documents/richtext.h"

#include "app/documents/textgrid.h"

#include <QFont>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextTable>

using namespace Qt::StringLiterals;

namespace documents {

namespace {

/// QTextDocument would open what the page names.
class DetachedDocument : public QTextDocument {
public:
    DetachedDocument() {
        setUndoRedoEnabled(false);
        QFont font;
        font.setPointSize(10); // without a window system the default has no size
        setDefaultFont(font);
    }

protected:
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

/// Qt hides all that follows a <link> outside of <head>, and would ask for style sheets.
QString withoutMachinery(QString html) {
    static const QRegularExpression expression(u"<!--.*?-->|<(script|style|template)\\b[^>]*>.*?</\\1\\s*>|"
                                               u"<(?:link|meta|base)\\b[^>]*>"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    return html.remove(expression);
}

QString plain(QString text) {
    text.replace(QChar::LineSeparator, u'\n');
    text.replace(QChar::Nbsp, u' ');
    return text.remove(QChar::ObjectReplacementCharacter).remove(QChar::SoftHyphen);
}

QString cellText(const QTextTableCell &cell) {
    QStringList texts;
    for (auto it = cell.begin(); !it.atEnd(); ++it) {
        if (it.currentBlock().isValid())
            texts << plain(it.currentBlock().text());
    }
    return texts.join(u' ');
}

void addFrame(const QTextFrame *frame, TextGrid &grid);

/// A table with a table inside is layout: what it holds follows in order. Any other is a table.
void addTable(const QTextTable *table, TextGrid &grid) {
    bool nested = false;
    QList<QStringList> rows;
    for (int r = 0; r < table->rows(); ++r) {
        QStringList row;
        for (int c = 0; c < table->columns(); ++c) {
            const QTextTableCell cell = table->cellAt(r, c);
            const bool first = cell.row() == r && cell.column() == c; // a spanning cell is told once
            row << (first ? cellText(cell) : QString());
            for (auto it = cell.begin(); first && !it.atEnd(); ++it)
                nested = nested || it.currentFrame();
        }
        rows << row;
    }
    if (!nested) {
        grid.addTable(rows);
        return;
    }
    for (const QStringList &row : std::as_const(rows))
        grid.addText(row.join(u' ').simplified());
    const auto children = table->childFrames();
    for (const QTextFrame *child : children)
        addFrame(child, grid);
}

void addFrame(const QTextFrame *frame, TextGrid &grid) {
    if (const auto *table = qobject_cast<const QTextTable *>(frame)) {
        addTable(table, grid);
        return;
    }
    for (auto it = frame->begin(); !it.atEnd(); ++it) {
        if (const QTextFrame *child = it.currentFrame()) {
            addFrame(child, grid);
            continue;
        }
        const QTextBlock block = it.currentBlock();
        const int heading = block.blockFormat().headingLevel();
        if (heading > 0)
            grid.addText({}); // what a paragraph's margin is on a page: a block of its own
        const QStringList lines = plain(block.text()).split(u'\n');
        for (const QString &line : lines)
            grid.addText(line, heading);
    }
}

} // namespace

QList<Page> htmlPages(const QString &html) {
    DetachedDocument document;
    document.setHtml(withoutMachinery(html));
    TextGrid grid;
    addFrame(document.rootFrame(), grid);
    return grid.pages();
}

QList<Page> markdownPages(const QString &markdown) {
    DetachedDocument document;
    document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
    TextGrid grid;
    addFrame(document.rootFrame(), grid);
    return grid.pages();
}

} // namespace documents
