// SPDX-License-Identifier: MIT
#include "ui/markdownview.h"

#include "ui/picture.h"
#include "ui/theme.h"

#include <QEvent>
#include <QPointer>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextTable>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Qt's own documents read files of this computer when nobody else has them.
class ClosedDocument : public QTextDocument {
public:
    ClosedDocument(const QHash<int, QImage> &pictures, QObject *parent)
        : QTextDocument(parent)
        , m_pictures(pictures) {}

protected:
    QVariant loadResource(int type, const QUrl &name) override {
        if (type != ImageResource || name.scheme() != u"picture"_s)
            return QImage();
        const QImage picture = m_pictures.value(name.path().toInt());
        return picture;
    }

private:
    QHash<int, QImage> m_pictures;
};

} // namespace

MarkdownView::MarkdownView(QWidget *parent)
    : QTextBrowser(parent) {
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    setFrameShape(NoFrame);
    setProperty("flat", true);
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    connect(this, &QTextBrowser::anchorClicked, this,
        [this](const QUrl &address) { emit linkChosen(address.toString(QUrl::FullyEncoded)); });
}

QImage MarkdownView::decoded(const QByteArray &file) {
    const auto format = results::pictureFormat(file);
    return format ? decodePicture(file, *format, {widestPicture, widestPicture * 4}).image : QImage();
}

void MarkdownView::showMarkdown(const QString &markdown, const QHash<int, QImage> &pictures) {
    m_markdown = markdown;
    m_pictures = pictures;
    auto *closed = new ClosedDocument(pictures, this);
    closed->setUndoRedoEnabled(false);
    closed->setDefaultFont(font());
    closed->setDocumentMargin(metrics::grid * 2);
    closed->setMarkdown(markdown, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                                      QTextDocument::MarkdownNoHTML);
    styleTables(closed);
    const QPointer<QTextDocument> before = document();
    setDocument(closed); // and what it had made itself is gone
    if (before && before->parent() == this)
        delete before;
    verticalScrollBar()->setValue(0);
}

void MarkdownView::styleTables(QTextDocument *closed) const {
    // A line across is painted in the colour of its background, or one that is not seen on a dark page.
    QTextCursor cursor(closed);
    for (QTextBlock block = closed->begin(); block.isValid(); block = block.next()) {
        if (!block.blockFormat().hasProperty(QTextFormat::BlockTrailingHorizontalRulerWidth))
            continue;
        QTextBlockFormat line;
        line.setBackground(colorsOf(this).dim);
        cursor.setPosition(block.position());
        cursor.mergeBlockFormat(line);
    }
    const QList<QTextFrame *> frames = closed->rootFrame()->childFrames();
    for (QTextFrame *frame : frames) {
        auto *table = qobject_cast<QTextTable *>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setBorderCollapse(true);
        format.setBorder(1);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(colorsOf(this).line);
        format.setCellPadding(4);
        format.setCellSpacing(0);
        table->setFormat(format);
    }
}

QVariant MarkdownView::loadResource(int type, const QUrl &name) {
    Q_UNUSED(type)
    Q_UNUSED(name)
    return {};
}

void MarkdownView::doSetSource(const QUrl &name, QTextDocument::ResourceType type) {
    Q_UNUSED(name)
    Q_UNUSED(type)
}

void MarkdownView::changeEvent(QEvent *event) {
    QTextBrowser::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || m_markdown.isEmpty())
        return;
    // Links and tables have the colours of when they were made.
    const int place = verticalScrollBar()->value();
    showMarkdown(QString(m_markdown), QHash(m_pictures));
    verticalScrollBar()->setValue(place);
}

} // namespace ui
