// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/byterange.h"
#include "app/results/lineindex.h"
#include "app/results/resultdocument.h"
#include "app/results/textrows.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <QList>
#include <QRawFont>

#include <functional>
#include <memory>
#include <vector>

class QMimeData;

namespace ui {

/// The bytes of a result as text in a fixed font, with line numbers, to read, select and copy. Of any size:
/// only the rows in sight are looked at. The scroll bar stands for bytes. What is not UTF-8 is U+FFFD,
/// control characters are their pictures, and nothing is ever anything but plain text.
class RawView : public QAbstractScrollArea {
    Q_OBJECT

public:
    /// What is copied has to go into other programs.
    static constexpr qint64 copyLimit = 50'000'000; ///< bytes
    /// Without wrap a longer line goes on in the next row.
    static constexpr int unwrappedColumns = 4096;
    /// Those of the ranges to be marked that have bytes between `begin` and `end`; asked at every paint.
    using Hits = std::function<QList<results::ByteRange>(qint64 begin, qint64 end)>;

    explicit RawView(QWidget *parent = nullptr);

    /// Line numbers and colours come as the index grows (see indexGrew()). Both nullptr: nothing to show.
    /// With the same index it is the same text: cursor and scroll position stay.
    void setDocument(
        const results::ResultDocumentPtr &document, const std::shared_ptr<const results::LineIndex> &index);
    void indexGrew();

    bool wrap() const { return m_wrap; }
    void setWrap(bool wrap);
    void setHits(Hits hits);

    qint64 cursorOffset() const { return m_cursor; }
    results::ByteRange selection() const;
    qint64 topOffset() const { return m_top; }
    QString visibleText() const; ///< the rows in sight, a line each

public slots:
    /// Selects the bytes and scrolls there when they are out of sight; the cursor stands at their beginning.
    void select(qint64 begin, qint64 end);
    void selectAll();
    void copy();

signals:
    void cursorOffsetChanged(qint64 offset);
    /// There was more selected than copyLimit.
    void copyRefused(qint64 bytes);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    QByteArrayView bytes() const;
    void measureFont();
    void layOut();
    void layOutVisible();
    void layOutHorizontal();
    int fullRows() const;
    int gutterWidth() const;
    int textLeft() const; ///< of the first column, in the viewport
    int columnAt(int x) const;
    void setTop(qint64 offset);
    void scrollRows(int rows);
    void barMoved(int action);
    void reveal(qint64 offset, int rowsAbove);
    void showCursor();
    bool isCursorInSight() const;
    void layOutAround();
    qint64 offsetAt(QPoint point) const;
    qint64 offsetIn(const results::TextRow &row, int column) const;
    void moveCursor(qint64 offset, bool select);
    void moveRows(int rows, bool select);
    bool moveByKey(const QKeyEvent &event);
    results::ByteRange wordAt(qint64 offset) const;
    QMimeData *selectedData() const;

    results::ResultDocumentPtr m_document;
    std::shared_ptr<const results::LineIndex> m_index;
    results::TextRows m_rows;
    std::vector<results::TextRow> m_visible; ///< also the one that is cut off
    Hits m_hits;
    bool m_wrap = true;
    qint64 m_top = 0;
    qint64 m_lastTop = 0; ///< with the end of the text at the lower edge
    qint64 m_cursor = 0;
    qint64 m_anchor = 0; ///< the other end of the selection
    int m_wantedColumn = -1;
    int m_wheelRest = 0;
    double m_cell = 8; ///< width of a column
    QRawFont m_rawFont;
    QList<quint32> m_glyphs; ///< of the characters from 0x20 to 0x7e; empty when the font lacks one
    int m_rowHeight = 16;
    int m_ascent = 12;
    int m_widest = 0; ///< columns, of the rows seen so far
    int m_gutterDigits = 3;
    bool m_setting = false; ///< the scroll bar is moved by the view
    QPoint m_dragPoint;
    QBasicTimer m_dragTimer;
};

/// Screen readers hear what is in sight. Once is enough; more often does no harm.
void installRawViewAccessibility();

} // namespace ui
