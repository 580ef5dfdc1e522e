// SPDX-License-Identifier: MIT
#include "app/documents/pdftext.h"

#include "app/documents/linelayout.h"
#include "app/documents/pdfgeometry.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPdfDocument>
#include <QPdfSelection>

#include <array>

using namespace Qt::StringLiterals;

namespace documents {

namespace {

// Asking for the place of a range costs a few milliseconds, whatever its length: PDFium reads the page anew.
constexpr int ExactPages = 30;

struct Range {
    qsizetype begin;
    qsizetype end;
};

QList<Range> wordRanges(QStringView text, Range line) {
    QList<Range> words;
    qsizetype i = line.begin;
    while (i < line.end) {
        while (i < line.end && (text[i].isSpace() || text[i].isNull()))
            ++i;
        const qsizetype begin = i;
        while (i < line.end && !text[i].isSpace() && !text[i].isNull())
            ++i;
        if (i > begin)
            words.append({begin, i});
    }
    return words;
}

QList<Range> lineRanges(QStringView text) {
    QList<Range> lines;
    qsizetype begin = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] != u'\n' && text[i] != u'\r')
            continue;
        if (i > begin)
            lines.append({begin, i});
        begin = i + 1;
    }
    return lines;
}

/// Fonts draw "fi" as one sign, and some programs write that sign down; people mean letters.
QString withoutLigatures(QString word) {
    static constexpr std::array<const char16_t *, 7> letters{
        u"ff", u"fi", u"fl", u"ffi", u"ffl", u"st", u"st"};
    for (char16_t sign = 0xfb00; sign <= 0xfb06; ++sign) {
        if (word.contains(QChar(sign)))
            word.replace(QChar(sign), QString::fromUtf16(letters[sign - 0xfb00]));
    }
    return word;
}

QRectF united(const QList<QPolygonF> &polygons, qsizetype first, qsizetype count) {
    QRectF box;
    for (qsizetype i = first; i < first + count; ++i)
        box |= polygons[i].boundingRect();
    return box;
}

/// One page while it is read: its text, and where words stand, in points.
class PageReader {
public:
    /// `geometry`: how boxes are to be mapped; nullptr when they need not be.
    PageReader(QPdfDocument &document, int page, bool exact, const PdfPageGeometry *geometry)
        : m_document(document)
        , m_page(page)
        , m_exact(exact)
        , m_geometry(geometry)
        , m_text(document.getAllText(page).text()) {}

    /// As PDFium has them: what it thinks of as lines, in the order of drawing.
    QList<Line> segments() {
        QList<Line> segments;
        const QList<Range> lines = lineRanges(m_text);
        for (const Range &line : lines) {
            const QList<Range> words = wordRanges(m_text, line);
            if (!words.isEmpty())
                segments += splitByHeight(wordsOf(words));
        }
        return segments;
    }

private:
    /// PDFium leaves characters that have no Unicode value out of the text but counts them in its indexes.
    QPdfSelection selectionOf(Range range) {
        constexpr qsizetype Furthest = 16;
        const QStringView wanted = QStringView(m_text).sliced(range.begin, range.end - range.begin);
        for (qsizetype skipped = 0; skipped <= Furthest; ++skipped) {
            const QPdfSelection selection = m_document.getSelectionAtIndex(
                m_page, int(range.begin + m_drift + skipped), int(range.end - range.begin));
            if (selection.text() == wanted) {
                m_drift += skipped;
                return selection;
            }
        }
        return m_document.getSelectionAtIndex(
            m_page, int(range.begin + m_drift), int(range.end - range.begin));
    }

    QRectF placeOf(const QList<QPolygonF> &runs, qsizetype first, qsizetype count) const {
        const QRectF box = united(runs, first, count);
        return m_geometry && !box.isNull() ? m_geometry->shown(box) : box;
    }

    QList<Word> wordsOf(const QList<Range> &ranges) {
        const Range all{ranges.first().begin, ranges.last().end};
        const QList<QPolygonF> runs = selectionOf(all).bounds();
        qsizetype glyphs = 0;
        for (const Range &range : ranges)
            glyphs += range.end - range.begin;

        QList<Word> words;
        qsizetype run = 0;
        for (const Range &range : ranges) {
            const qsizetype length = range.end - range.begin;
            QRectF box;
            if (runs.size() ==
                glyphs) { // a run per glyph, as most programs that draw with kerning write them
                box = placeOf(runs, run, length);
                run += length;
            } else if (ranges.size() == 1) {
                box = placeOf(runs, 0, runs.size());
            } else if (m_exact) {
                const QList<QPolygonF> own = selectionOf(range).bounds();
                box = placeOf(own, 0, own.size());
            } else {
                const QRectF line = placeOf(runs, 0, runs.size());
                const double cell = line.width() / double(all.end - all.begin);
                box = QRectF(line.left() + double(range.begin - all.begin) * cell, line.top(),
                    double(length) * cell, line.height());
            }
            words.append({withoutLigatures(m_text.sliced(range.begin, length)), box});
        }
        return words;
    }

    QPdfDocument &m_document;
    int m_page;
    bool m_exact;
    const PdfPageGeometry *m_geometry;
    QString m_text;
    qsizetype m_drift = 0;
};

/// Points → 0..1 of the page; words that lie off the page are left out.
void normalise(Line &line, const QSizeF &size) {
    const QRectF whole(QPointF(0, 0), size);
    line.words.removeIf(
        [&whole](const Word &word) { return !word.box.isNull() && !whole.intersects(word.box); });
    for (Word &word : line.words) {
        const QRectF seen = word.box & whole;
        word.box = seen.isEmpty() ? QRectF()
                                  : QRectF(seen.x() / size.width(), seen.y() / size.height(),
                                        seen.width() / size.width(), seen.height() / size.height());
    }
}

QString errorWords(QPdfDocument::Error error) {
    switch (error) {
    case QPdfDocument::Error::IncorrectPassword:
        return QCoreApplication::translate("documents", "This PDF is encrypted and needs a password.");
    case QPdfDocument::Error::UnsupportedSecurityScheme:
        return QCoreApplication::translate(
            "documents", "This PDF is encrypted in a way that is not supported.");
    default:
        return QCoreApplication::translate("documents", "This PDF is broken: it cannot be opened.");
    }
}

} // namespace

Reading readPdf(const QByteArray &bytes, const std::atomic_bool *giveUp) {
    Reading reading{Kind::Pdf, {}, {}};
    QByteArray copy = bytes;
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    QPdfDocument document;
    document.load(&buffer);
    if (document.status() != QPdfDocument::Status::Ready || document.pageCount() < 1) {
        reading.error = errorWords(document.error());
        return reading;
    }
    const QList<PdfPageGeometry> geometry = pdfGeometry(bytes);
    bool anyText = false;
    const int pages = document.pageCount();
    for (int i = 0; i < pages && !(giveUp && *giveUp); ++i) {
        Page page{document.pagePointSize(i), {}};
        const bool mapped = geometry.size() == pages && !geometry[i].isPlain() && !qtMapsBoxes();
        QList<Line> segments =
            PageReader(document, i, pages <= ExactPages, mapped ? &geometry[i] : nullptr).segments();
        for (Line &segment : segments)
            normalise(segment, page.size);
        segments.removeIf([](const Line &segment) { return segment.words.isEmpty(); });
        page.lines = linesByPlace(segments);
        anyText = anyText || !page.lines.isEmpty();
        reading.pages.append(page);
    }
    if (!anyText) {
        reading.error = QCoreApplication::translate(
            "documents", "There is no text in this PDF (a scan?). The sandbox has no OCR.");
    }
    return reading;
}

} // namespace documents
