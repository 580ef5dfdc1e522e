// SPDX-License-Identifier: MIT
#include "ui/rawview.h"

#include "ui/theme.h"

#include <QFontDatabase>
#include <QMimeData>
#include <QPaintEvent>
#include <QPainter>
#include <QTextBlock>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr qsizetype pieceLength = 4000;
constexpr int continued =
    0; ///< the user state of a piece that goes on from the block before it; else the line's number
} // namespace

class LineNumbers : public QWidget {
public:
    explicit LineNumbers(RawView *view)
        : QWidget(view)
        , m_view(view) {}

protected:
    void paintEvent(QPaintEvent *event) override { m_view->paintNumbers(event); }

private:
    RawView *m_view;
};

RawView::RawView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_numbers(new LineNumbers(this)) {
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setProperty("flat", true);
    setStyleSheet(u"QPlainTextEdit { padding: 0; }"_s); // the numbers stand at the edge
    setWordWrapMode(QTextOption::WrapAnywhere);
    setLineWrapMode(NoWrap);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPixelSize(metrics::fontPx);
    setFont(fixed);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_numbers->scroll(0, dy);
        else
            m_numbers->update(0, rect.y(), m_numbers->width(), rect.height());
    });
}

void RawView::setText(const QString &text) {
    QString shown;
    shown.reserve(text.size() + text.size() / pieceLength);
    QList<int> states;
    m_lines = 0;
    for (QStringView line : QStringTokenizer(text, u'\n')) {
        if (line.endsWith(u'\r'))
            line.chop(1);
        states += ++m_lines;
        while (line.size() > pieceLength) {
            const qsizetype cut = line.at(pieceLength).isLowSurrogate() ? pieceLength - 1 : pieceLength;
            shown += line.left(cut);
            shown += u'\n';
            line = line.mid(cut);
            states += continued;
        }
        shown += line;
        shown += u'\n';
    }
    shown.chop(1);
    // Blocks are told apart by line feeds only: other characters that a text document breaks at would shift
    // the numbers.
    for (const QChar breaking :
        {QChar(u'\r'), QChar(QChar::ParagraphSeparator), QChar(0xfdd0), QChar(0xfdd1)})
        shown.replace(breaking, QChar(QChar::ReplacementCharacter));
    setPlainText(shown);
    QTextBlock block = document()->begin();
    for (const int state : std::as_const(states)) {
        block.setUserState(state);
        block = block.next();
    }
    layoutNumbers();
}

void RawView::setWrap(bool wrap) {
    setLineWrapMode(wrap ? WidgetWidth : NoWrap);
}

void RawView::resizeEvent(QResizeEvent *event) {
    QPlainTextEdit::resizeEvent(event);
    layoutNumbers();
}

void RawView::changeEvent(QEvent *event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        layoutNumbers();
}

QMimeData *RawView::createMimeDataFromSelection() const {
    const QTextCursor cursor = textCursor();
    QString text;
    for (QTextBlock block = document()->findBlock(cursor.selectionStart());
         block.isValid() && block.position() <= cursor.selectionEnd(); block = block.next()) {
        if (block.position() > cursor.selectionStart() && block.userState() != continued)
            text += u'\n';
        const int from = qMax(0, cursor.selectionStart() - block.position());
        text += QStringView(block.text()).mid(from, cursor.selectionEnd() - block.position() - from);
    }
    auto *mime = new QMimeData;
    mime->setText(text);
    return mime;
}

int RawView::numbersWidth() const {
    return fontMetrics().horizontalAdvance(u'0') * int(QString::number(m_lines).size()) + 2 * metrics::grid;
}

void RawView::paintNumbers(QPaintEvent *event) {
    const Colors &colors = colorsOf(this);
    QPainter painter(m_numbers);
    painter.fillRect(event->rect(), colors.window);
    painter.setFont(font());
    painter.setPen(colors.dim);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF rect = blockBoundingGeometry(block).translated(contentOffset());
        if (rect.top() > event->rect().bottom())
            break;
        if (block.userState() != continued)
            painter.drawText(
                QRectF(0, rect.top(), m_numbers->width() - metrics::grid, fontMetrics().height()),
                Qt::AlignRight | Qt::AlignTop, QString::number(block.userState()));
    }
}

void RawView::layoutNumbers() {
    setViewportMargins(numbersWidth(), 0, 0, 0);
    const QRect area = contentsRect();
    m_numbers->setGeometry(area.left(), area.top(), numbersWidth(), area.height());
    m_numbers->update();
}

} // namespace ui
