// SPDX-License-Identifier: MIT
#include "ui/comparetexts.h"

#include "app/results/textdifference.h"
#include "ui/comparedelegate.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QTextBlock>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// The editor would take other characters for line breaks as well: one text, one block less, and the places
/// of the marks hold.
QString shownText(const QString &text) {
    QString shown = text.left(CompareTexts::longest);
    if (shown.size() < text.size()) {
        if (shown.back().isHighSurrogate())
            shown.chop(1);
        shown += u'…';
    }
    shown.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n').replace(QChar::Null, QChar(0x2400));
    return shown.replace(QChar::ParagraphSeparator, u'\n').replace(QChar::LineSeparator, u'\n');
}

} // namespace

CompareTexts::CompareTexts(QWidget *parent)
    : QWidget(parent)
    , m_left(makeView(u"compareLeftText"_s, tr("The selected value on the left")))
    , m_right(makeView(u"compareRightText"_s, tr("The selected value on the right"))) {
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid);
    layout->addWidget(m_left, 1);
    layout->addWidget(m_right, 1);
}

QPlainTextEdit *CompareTexts::makeView(const QString &objectName, const QString &accessibleName) {
    auto *view = new QPlainTextEdit(this);
    view->setObjectName(objectName);
    view->setAccessibleName(accessibleName);
    view->setReadOnly(true);
    view->setTabChangesFocus(true);
    view->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    view->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    view->setMinimumHeight(2 * metrics::row);
    return view;
}

void CompareTexts::setTexts(const QString &left, const QString &right, bool marked) {
    m_left->setPlainText(shownText(left));
    m_right->setPlainText(shownText(right));
    m_marked = marked;
    mark();
}

void CompareTexts::mark() {
    const results::TextDifference difference =
        m_marked ? results::textDifference(m_left->toPlainText(), m_right->toPlainText())
                 : results::TextDifference();
    const auto apply = [this](QPlainTextEdit *view, const QList<results::TextRange> &ranges) {
        QList<QTextEdit::ExtraSelection> marks;
        for (const results::TextRange &range : ranges) {
            QTextEdit::ExtraSelection selection;
            selection.format = differenceFormat(palette());
            selection.cursor = QTextCursor(view->document());
            selection.cursor.setPosition(int(range.begin));
            selection.cursor.setPosition(int(range.begin + range.length), QTextCursor::KeepAnchor);
            marks.append(selection);
        }
        view->setExtraSelections(marks);
        if (marks.isEmpty())
            return;
        QTextCursor first = marks.first().cursor; // into sight
        first.setPosition(first.selectionStart());
        view->setTextCursor(first);
        view->ensureCursorVisible();
    };
    apply(m_left, difference.left);
    apply(m_right, difference.right);
}

void CompareTexts::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        mark();
}

} // namespace ui
