// SPDX-License-Identifier: MIT
#include "ui/rawview.h"

#include "app/results/jsonstring.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using results::ByteRange;
using results::TextCell;
using results::TextRow;

namespace {

constexpr int dragMs = 30;
constexpr qint64 longestWord = 4096; ///< either way from the click
constexpr int wheelStep = 120;
constexpr int rowsPerWheelStep = 3;

/// Decoded when somebody pastes it: fifty megabytes take a while.
class TextOfBytes : public QMimeData {
public:
    TextOfBytes(results::ResultDocumentPtr document, ByteRange range)
        : m_document(std::move(document))
        , m_range(range) {}

    QStringList formats() const override { return {u"text/plain"_s}; }
    bool hasFormat(const QString &format) const override { return format == u"text/plain"_s; }

protected:
    QVariant retrieveData(const QString &format, QMetaType) const override {
        if (!hasFormat(format))
            return {};
        return results::decodeUtf8(m_document->bytes().sliced(m_range.begin, m_range.end - m_range.begin))
            .text;
    }

private:
    results::ResultDocumentPtr m_document;
    ByteRange m_range;
};

class RawViewAccessible : public QAccessibleWidget {
public:
    explicit RawViewAccessible(RawView *view)
        : QAccessibleWidget(view, QAccessible::Document) {}

    QString text(QAccessible::Text kind) const override {
        const auto *view = static_cast<const RawView *>(widget());
        return kind == QAccessible::Value ? view->visibleText() : QAccessibleWidget::text(kind);
    }
    QAccessible::State state() const override {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        state.multiLine = true;
        return state;
    }
};

} // namespace

void installRawViewAccessibility() {
    QAccessible::installFactory([](const QString &, QObject *object) -> QAccessibleInterface * {
        auto *view = qobject_cast<RawView *>(object);
        return view ? new RawViewAccessible(view) : nullptr;
    });
}

ByteRange RawView::selection() const {
    return {std::min(m_anchor, m_cursor), std::max(m_anchor, m_cursor)};
}

QString RawView::visibleText() const {
    QString text;
    for (const TextRow &row : m_visible) {
        for (const TextCell &cell : m_rows.cells(row, m_rows.columns()))
            text += QString::fromUcs4(&cell.shown, 1);
        text += u'\n';
    }
    text.chop(1);
    return text;
}

void RawView::select(qint64 begin, qint64 end) {
    if (!m_document)
        return;
    const qint64 size = bytes().size();
    m_cursor = m_rows.characterAt(std::clamp<qint64>(begin, 0, size));
    m_anchor = std::clamp<qint64>(std::max(begin, end), m_cursor, size);
    m_wantedColumn = -1;
    reveal(m_cursor, fullRows() / 3);
    viewport()->update();
    emit cursorOffsetChanged(m_cursor);
}

void RawView::selectAll() {
    m_anchor = 0;
    m_cursor = bytes().size();
    viewport()->update();
    emit cursorOffsetChanged(m_cursor);
}

QMimeData *RawView::selectedData() const {
    return new TextOfBytes(m_document, selection());
}

void RawView::copy() {
    const ByteRange chosen = selection();
    if (chosen.begin == chosen.end)
        return;
    if (chosen.end - chosen.begin > copyLimit)
        emit copyRefused(chosen.end - chosen.begin);
    else
        QGuiApplication::clipboard()->setMimeData(selectedData());
}

void RawView::moveCursor(qint64 offset, bool select) {
    if (!m_document)
        return;
    m_cursor = offset;
    if (!select)
        m_anchor = offset;
    showCursor();
    viewport()->update();
    emit cursorOffsetChanged(m_cursor);
}

void RawView::showCursor() {
    reveal(m_cursor, m_cursor < m_top ? 0 : fullRows() - 1);
}

qint64 RawView::offsetIn(const TextRow &row, int column) const {
    qint64 end = row.begin;
    for (const TextCell &cell : m_rows.cells(row, m_rows.columns())) {
        if (cell.width > 0 && cell.column + cell.width > column)
            return cell.offset;
        end = cell.offset + cell.length;
    }
    // Behind the last character of a row that goes on is the next row.
    const bool goesOn = row.end < bytes().size() && bytes()[row.end - 1] != '\n';
    return goesOn ? m_rows.characterBefore(row.end) : end;
}

qint64 RawView::offsetAt(QPoint point) const {
    if (m_visible.empty())
        return 0;
    const int row = std::clamp(point.y() / m_rowHeight, 0, int(m_visible.size()) - 1);
    if (point.y() < 0)
        return m_visible.front().begin;
    const double column = (point.x() - textLeft()) / m_cell + 0.5; // between two characters the nearer edge
    return offsetIn(m_visible[size_t(row)], std::max(0, int(column)));
}

void RawView::moveRows(int rows, bool select) {
    TextRow row = m_rows.rowAt(m_cursor);
    if (m_wantedColumn < 0) {
        m_wantedColumn = 0;
        for (const TextCell &cell : m_rows.cells(row, m_rows.columns())) {
            if (cell.offset < m_cursor)
                m_wantedColumn = cell.column + cell.width;
        }
    }
    for (; rows > 0; --rows)
        row = m_rows.next(row);
    for (; rows < 0; ++rows)
        row = m_rows.previous(row);
    moveCursor(offsetIn(row, m_wantedColumn), select);
}

bool RawView::moveByKey(const QKeyEvent &event) {
    const bool select = event.modifiers() & Qt::ShiftModifier;
    const bool far = event.modifiers() & Qt::ControlModifier;
    if (event.modifiers() & (Qt::AltModifier | Qt::MetaModifier))
        return false;
    const int column = m_wantedColumn;
    m_wantedColumn = -1;
    const TextRow row = m_rows.rowAt(m_cursor);
    switch (event.key()) {
    case Qt::Key_Left:
        moveCursor(
            far ? wordAt(m_rows.characterBefore(m_cursor)).begin : m_rows.characterBefore(m_cursor), select);
        return true;
    case Qt::Key_Right:
        moveCursor(far ? wordAt(m_cursor).end : m_rows.characterAfter(m_cursor), select);
        return true;
    case Qt::Key_Home:
        moveCursor(far ? 0 : row.begin, select);
        return true;
    case Qt::Key_End:
        moveCursor(far ? bytes().size() : offsetIn(row, m_rows.columns()), select);
        return true;
    default:
        break;
    }
    m_wantedColumn = column;
    switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (far)
            scrollRows(event.key() == Qt::Key_Up ? -1 : 1);
        else
            moveRows(event.key() == Qt::Key_Up ? -1 : 1, select);
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        if (far)
            return false; // others may have a use for it
        scrollRows((fullRows() - 1) * (event.key() == Qt::Key_PageUp ? -1 : 1));
        moveRows((fullRows() - 1) * (event.key() == Qt::Key_PageUp ? -1 : 1), select);
        return true;
    default:
        return false;
    }
}

void RawView::keyPressEvent(QKeyEvent *event) {
    if (!m_document || !moveByKey(*event))
        QAbstractScrollArea::keyPressEvent(event);
}

void RawView::wheelEvent(QWheelEvent *event) {
    if (event->modifiers() & Qt::ShiftModifier || event->angleDelta().y() == 0) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    // Touch pads send small parts of a step.
    m_wheelRest += event->angleDelta().y() * rowsPerWheelStep;
    const int rows = m_wheelRest / wheelStep;
    m_wheelRest -= rows * wheelStep;
    scrollRows(-rows);
    event->accept();
}

/// What belongs together without a blank or a quote.
ByteRange RawView::wordAt(qint64 offset) const {
    const auto inWord = [this](qint64 at) {
        const auto byte = uchar(bytes()[at]);
        return byte >= 0x80 || (byte >= '0' && byte <= '9') ||
               ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte == '_' || byte == '.' || byte == '+' ||
               byte == '-';
    };
    const qint64 size = bytes().size();
    if (offset >= size)
        return {size, size};
    if (!inWord(offset))
        return {m_rows.characterAt(offset), m_rows.characterAfter(offset)};
    ByteRange word{offset, offset};
    while (word.begin > std::max<qint64>(0, offset - longestWord) && inWord(word.begin - 1))
        --word.begin;
    while (word.end < std::min(size, offset + longestWord) && inWord(word.end))
        ++word.end;
    return {m_rows.characterAt(word.begin), m_rows.characterAt(word.end)};
}

void RawView::mousePressEvent(QMouseEvent *event) {
    if (event->button() != Qt::LeftButton)
        return;
    m_wantedColumn = -1;
    moveCursor(offsetAt(event->position().toPoint()), event->modifiers() & Qt::ShiftModifier);
}

void RawView::mouseDoubleClickEvent(QMouseEvent *event) {
    if (event->button() != Qt::LeftButton || !m_document)
        return;
    const ByteRange word = wordAt(offsetAt(event->position().toPoint()));
    m_anchor = word.begin;
    moveCursor(word.end, true);
}

void RawView::mouseMoveEvent(QMouseEvent *event) {
    if (!(event->buttons() & Qt::LeftButton) || !m_document)
        return;
    m_dragPoint = event->position().toPoint();
    const bool outside = m_dragPoint.y() < 0 || m_dragPoint.y() >= viewport()->height();
    if (!outside)
        m_dragTimer.stop();
    else if (!m_dragTimer.isActive())
        m_dragTimer.start(dragMs, this);
    moveCursor(offsetAt(m_dragPoint), true);
}

void RawView::timerEvent(QTimerEvent *event) {
    if (event->timerId() != m_dragTimer.timerId()) {
        QAbstractScrollArea::timerEvent(event);
        return;
    }
    const int over = m_dragPoint.y() < 0 ? m_dragPoint.y() : m_dragPoint.y() - viewport()->height() + 1;
    scrollRows(over / m_rowHeight + (over < 0 ? -1 : 1));
    moveCursor(
        offsetAt({m_dragPoint.x(), std::clamp(m_dragPoint.y(), 0, fullRows() * m_rowHeight - 1)}), true);
}

void RawView::mouseReleaseEvent(QMouseEvent *event) {
    m_dragTimer.stop();
    const ByteRange chosen = selection();
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (event->button() == Qt::LeftButton && m_document && clipboard->supportsSelection() &&
        chosen.end > chosen.begin && chosen.end - chosen.begin <= copyLimit)
        clipboard->setMimeData(selectedData(), QClipboard::Selection);
}

void RawView::focusInEvent(QFocusEvent *event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void RawView::focusOutEvent(QFocusEvent *event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace ui
