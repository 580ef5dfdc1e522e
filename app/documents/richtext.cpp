// SPDX-License-Identifier: MIT
#include "app/documents/richtext.h"

#include "app/documents/textgrid.h"
#include "app/documents/visiblehtml.h"

#include <QCoreApplication>
#include <QFont>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextTable>

#include <algorithm>

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
    if (!grid.hasRoomFor(table->rows(), table->columns()))
        return;
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

/// Qt appends the rows of a table one by one, each in time that grows with the cells before it.
constexpr qsizetype MostMarkdownCells = 8000;
/// HTML inside Markdown goes to Qt as it is, and so takes time that grows with the square of its tags.
constexpr qsizetype MostMarkdownTags = 2000;

/// At least the cells of all tables: a table is what follows a line of dashes and bars, up to an empty line.
qsizetype markdownCells(const QString &markdown) {
    qsizetype cells = 0;
    qsizetype columns = 0;
    for (const QStringView line : QStringView(markdown).split(u'\n')) {
        const QStringView text = line.trimmed();
        if (text.isEmpty())
            columns = 0;
        else if (columns > 0)
            cells += columns;
        else if (text.contains(u'|') && text.contains(u'-') &&
                 std::all_of(text.cbegin(), text.cend(), [](QChar c) { return u"|-: \t>"_s.contains(c); }))
            columns = text.count(u'|') + 1;
    }
    return cells;
}

Reading readingOf(Kind kind, const QTextDocument &document, const std::atomic_bool *giveUp) {
    if (giveUp && *giveUp)
        return {kind, {}, {}};
    TextGrid grid;
    addFrame(document.rootFrame(), grid);
    return {kind, grid.pages(), grid.error()};
}

} // namespace

Reading readHtml(const QString &html, const std::atomic_bool *giveUp) {
    const VisibleHtml visible = visibleHtml(html);
    if (!visible.error.isEmpty() || (giveUp && *giveUp))
        return {Kind::Html, {}, visible.error};
    DetachedDocument document;
    document.setHtml(visible.html);
    return readingOf(Kind::Html, document, giveUp);
}

Reading readMarkdown(const QString &markdown, const std::atomic_bool *giveUp) {
    if (markdownCells(markdown) > MostMarkdownCells) {
        const QString words = QCoreApplication::translate("documents",
            "The tables of this Markdown have more than %1 cells, which is more than the sandbox reads.");
        return {Kind::Markdown, {}, words.arg(MostMarkdownCells)};
    }
    DetachedDocument document;
    auto features = QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub);
    if (markdown.count(u'<') > MostMarkdownTags)
        features |= QTextDocument::MarkdownNoHTML; // read as text
    document.setMarkdown(markdown, features);
    return readingOf(Kind::Markdown, document, giveUp);
}

} // namespace documents
