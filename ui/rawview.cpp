// SPDX-License-Identifier: MIT
#include "ui/rawview.h"

#include "ui/theme.h"

#include <QAction>
#include <QEvent>
#include <QFontDatabase>
#include <QScrollBar>

#include <algorithm>
#include <bit>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

using results::TextRow;
using results::TextRows;

namespace {

/// A scroll bar counts in int.
int barShift(qint64 size) {
    return std::max(0, int(std::bit_width(quint64(size))) - 30);
}

} // namespace

RawView::RawView(QWidget *parent)
    : QAbstractScrollArea(parent) {
    installRawViewAccessibility();
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    measureFont();
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &RawView::barMoved);

    const auto addViewAction = [this](const QString &words, const QString &name,
                                   QKeySequence::StandardKey keys, void (RawView::*slot)()) {
        auto *action = new QAction(words, this);
        action->setObjectName(name);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
    };
    addViewAction(tr("Copy"), u"rawCopy"_s, QKeySequence::Copy, &RawView::copy);
    addViewAction(tr("Select all"), u"rawSelectAll"_s, QKeySequence::SelectAll, &RawView::selectAll);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void RawView::setDocument(
    const results::ResultDocumentPtr &document, const std::shared_ptr<const results::LineIndex> &index) {
    m_document = document;
    if (index && index == m_index) {
        layOut();
        return;
    }
    m_index = index;
    m_top = m_cursor = m_anchor = 0;
    m_wantedColumn = -1;
    m_widest = 0;
    m_gutterDigits = 3;
    layOut();
    emit cursorOffsetChanged(m_cursor);
}

QByteArrayView RawView::bytes() const {
    return m_document ? m_document->bytes() : QByteArrayView();
}

void RawView::indexGrew() {
    if (!m_index)
        return;
    const int digits = std::max(3, int(QString::number(m_index->lines()).size()));
    if (digits != m_gutterDigits) {
        m_gutterDigits = digits;
        layOut();
    }
    viewport()->update();
}

void RawView::setWrap(bool wrap) {
    if (wrap == m_wrap)
        return;
    m_wrap = wrap;
    horizontalScrollBar()->setValue(0);
    layOutAround();
}

void RawView::setHits(Hits hits) {
    m_hits = std::move(hits);
    viewport()->update();
}

void RawView::measureFont() {
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPixelSize(metrics::fontPx);
    fixed.setKerning(false);
    setFont(fixed);
    const QFontMetricsF measured(fixed);
    m_cell = std::max(1.0, measured.horizontalAdvance(QString(100, u'0')) / 100);
    m_rowHeight = std::max(1, int(std::ceil(measured.height())) + 2);
    m_ascent = int(std::ceil(measured.ascent())) + 1;
    m_rawFont = QRawFont::fromFont(fixed);
    QString letters;
    for (char16_t letter = 0x20; letter < 0x7f; ++letter)
        letters += QChar(letter);
    m_glyphs = m_rawFont.glyphIndexesForString(letters);
    if (m_glyphs.size() != letters.size() || m_glyphs.contains(0))
        m_glyphs.clear();
}

int RawView::gutterWidth() const {
    return int(m_cell * m_gutterDigits) + 2 * metrics::grid;
}

int RawView::textLeft() const {
    return gutterWidth() + metrics::grid - (m_wrap ? 0 : horizontalScrollBar()->value());
}

int RawView::columnAt(int x) const {
    return std::max(0, int(std::floor((x - textLeft()) / m_cell)));
}

int RawView::fullRows() const {
    return std::max(1, viewport()->height() / m_rowHeight);
}

/// After a change of the text, the font or the size: the byte at the top stays there.
void RawView::layOut() {
    const int room = viewport()->width() - gutterWidth() - 2 * metrics::grid;
    m_rows = TextRows(bytes(), m_wrap ? int(room / m_cell) : unwrappedColumns);
    TextRow last = m_rows.rowAt(bytes().size());
    for (int i = 1; i < fullRows(); ++i)
        last = m_rows.previous(last);
    m_lastTop = last.begin;

    m_setting = true;
    const int shift = barShift(bytes().size());
    QScrollBar *bar = verticalScrollBar();
    bar->setRange(0, m_lastTop == 0 ? 0 : std::max(1, int(m_lastTop >> shift)));
    bar->setPageStep(std::max(1, int((bytes().size() - m_lastTop) >> shift)));
    m_setting = false;
    setTop(m_top);
}

void RawView::setTop(qint64 offset) {
    m_top = std::min(m_rows.rowAt(offset).begin, m_lastTop);
    m_setting = true;
    QScrollBar *bar = verticalScrollBar();
    // The end of the bar is the end of the text, however coarse it counts.
    bar->setValue(m_top == m_lastTop ? bar->maximum()
                                     : std::min(int(m_top >> barShift(bytes().size())), bar->maximum() - 1));
    m_setting = false;
    layOutVisible();
}

void RawView::layOutVisible() {
    m_visible.clear();
    if (m_document) {
        TextRow row = m_rows.rowAt(m_top);
        for (int i = 0; i <= fullRows(); ++i) {
            m_visible.push_back(row);
            const TextRow next = m_rows.next(row);
            if (next == row)
                break;
            row = next;
        }
    }
    layOutHorizontal();
    viewport()->update();
}

void RawView::layOutHorizontal() {
    if (!m_wrap && m_widest < unwrappedColumns) {
        for (const TextRow &row : m_visible) {
            const auto cells = m_rows.cells(row, unwrappedColumns);
            if (!cells.empty())
                m_widest = std::max(m_widest, cells.back().column + cells.back().width);
        }
    }
    const int room = viewport()->width() - gutterWidth() - metrics::grid;
    const int wide = m_wrap ? 0 : int(std::ceil((m_widest + 1) * m_cell));
    horizontalScrollBar()->setRange(0, std::max(0, wide - room));
    horizontalScrollBar()->setPageStep(std::max(1, room));
    horizontalScrollBar()->setSingleStep(int(m_cell * 4));
}

void RawView::scrollRows(int rows) {
    TextRow row = m_rows.rowAt(m_top);
    for (; rows > 0 && row.begin < m_lastTop; --rows)
        row = m_rows.next(row);
    for (; rows < 0 && row.begin > 0; ++rows)
        row = m_rows.previous(row);
    setTop(row.begin);
}

/// Steps and pages of the bar are rows, not bytes.
void RawView::barMoved(int action) {
    int rows = 0;
    switch (action) {
    case QScrollBar::SliderSingleStepAdd:
        rows = 1;
        break;
    case QScrollBar::SliderSingleStepSub:
        rows = -1;
        break;
    case QScrollBar::SliderPageStepAdd:
        rows = fullRows() - 1;
        break;
    case QScrollBar::SliderPageStepSub:
        rows = 1 - fullRows();
        break;
    default:
        return; // where it was moved to says scrollContentsBy
    }
    scrollRows(rows);
    m_setting = true;
    verticalScrollBar()->setSliderPosition(verticalScrollBar()->value());
    m_setting = false;
}

void RawView::scrollContentsBy(int dx, int dy) {
    if (dy != 0 && !m_setting) {
        const QScrollBar *bar = verticalScrollBar();
        setTop(bar->value() == bar->maximum() ? m_lastTop : qint64(bar->value()) << barShift(bytes().size()));
    }
    if (dx != 0)
        viewport()->update();
}

void RawView::resizeEvent(QResizeEvent *event) {
    QAbstractScrollArea::resizeEvent(event);
    layOutAround();
}

/// As it was laid out last.
bool RawView::isCursorInSight() const {
    if (m_visible.empty())
        return false;
    const qint64 row = m_rows.rowAt(m_cursor).begin;
    return row >= m_visible.front().begin && row <= m_visible.back().begin;
}

/// What was seen of the cursor stays in sight; who has scrolled away from it stays there.
void RawView::layOutAround() {
    const bool seen = isCursorInSight();
    layOut();
    if (seen)
        reveal(m_cursor, fullRows() / 3);
}

void RawView::changeEvent(QEvent *event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::ApplicationFontChange) {
        measureFont();
        layOut();
    }
}

/// In sight, with so many rows above it when it was not.
void RawView::reveal(qint64 offset, int rowsAbove) {
    TextRow row = m_rows.rowAt(offset);
    const TextRow &lastFull = m_visible[std::min(m_visible.size(), size_t(fullRows())) - 1];
    if (row.begin < m_top || row.begin > lastFull.begin) {
        for (int i = 0; i < rowsAbove; ++i)
            row = m_rows.previous(row);
        setTop(row.begin);
    }
    if (m_wrap)
        return;
    const auto cells = m_rows.cells(m_rows.rowAt(offset), unwrappedColumns);
    const auto cell = std::find_if(
        cells.begin(), cells.end(), [offset](const results::TextCell &c) { return c.offset >= offset; });
    const int column = cell != cells.end() ? cell->column
                       : cells.empty()     ? 0
                                           : cells.back().column + cells.back().width;
    const int x = int(column * m_cell);
    QScrollBar *bar = horizontalScrollBar();
    if (x < bar->value() || x + m_cell > bar->value() + bar->pageStep())
        bar->setValue(x - bar->pageStep() / 3);
}

} // namespace ui
