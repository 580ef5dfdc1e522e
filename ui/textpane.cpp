// SPDX-License-Identifier: MIT
#include "ui/textpane.h"

#include "app/runs/runinput.h"
#include "ui/plaintextedit.h"
#include "ui/theme.h"

#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int rest = 300;           // ms
constexpr int mostLooked = 500'000; // characters: a hash in a few milliseconds

QString nameWithoutRun() {
    return TextPane::tr("Show the earlier run of the same text");
}

} // namespace

TextPane::TextPane(QWidget *parent)
    : QWidget(parent)
    , m_edit(new PlainTextEdit(this))
    , m_count(new QLabel(this))
    , m_earlier(new QPushButton(this))
    , m_clear(new QPushButton(tr("Clear"), this)) {
    setObjectName(u"textPane"_s);

    m_edit->setObjectName(u"textEdit"_s);
    m_edit->setAccessibleName(tr("Text to submit"));
    m_edit->setPlaceholderText(tr("Type or paste text: an e-mail, a web page, a table…"));
    m_edit->setTabChangesFocus(true);
    connect(m_edit, &PlainTextEdit::filesPasted, this, &TextPane::filesPasted);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        updateCount();
        m_hash.clear();
        m_earlier->hide();
        m_settled.start();
        emit changed();
    });
    m_settled.setSingleShot(true);
    m_settled.setInterval(rest);
    connect(&m_settled, &QTimer::timeout, this, &TextPane::lookUp);

    m_count->setObjectName(u"textCount"_s);
    m_count->setProperty("role", u"dim"_s);
    m_earlier->setObjectName(u"textEarlier"_s);
    m_earlier->setAccessibleName(nameWithoutRun());
    m_earlier->setToolTip(tr("Show that run: the same text went to this workflow"));
    m_earlier->setProperty("link", true);
    m_earlier->setAutoDefault(false);
    m_earlier->setCursor(Qt::PointingHandCursor);
    m_earlier->hide();
    connect(m_earlier, &QPushButton::clicked, this, [this] { emit showRunRequested(m_earlierRun); });
    m_clear->setObjectName(u"clearText"_s);
    m_clear->setAccessibleName(tr("Clear the text"));
    m_clear->setProperty("link", true);
    m_clear->setAutoDefault(false);
    m_clear->setCursor(Qt::PointingHandCursor);
    // Through the cursor, so that Ctrl+Z brings it back.
    connect(m_clear, &QPushButton::clicked, m_edit, [this] {
        QTextCursor cursor(m_edit->document());
        cursor.select(QTextCursor::Document);
        cursor.removeSelectedText();
        m_edit->setFocus();
    });

    auto *under = new QHBoxLayout;
    under->addWidget(m_count, 1);
    under->addWidget(m_clear);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, metrics::grid);
    layout->setSpacing(metrics::grid);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_earlier, 0, Qt::AlignLeft); // a line of its own: the pane is narrow
    layout->addLayout(under);
    updateCount();
}

QString TextPane::text() const {
    // Not toPlainText(): that turns no-break spaces into plain ones, and what is sent shall be what was
    // typed.
    QString text = m_edit->document()->toRawText();
    for (const char16_t separator : {u'\u2028', u'\u2029', u'\ufdd0', u'\ufdd1'})
        text.replace(QChar(separator), u'\n');
    return text;
}

void TextPane::setText(const QString &text) {
    m_edit->setText(text);
}

void TextPane::setLookup(runs::DuplicateFinder::Lookup lookup) {
    m_lookup = std::move(lookup);
    recheck();
}

void TextPane::recheck() {
    if (!m_settled.isActive()) // runs change all the time
        m_settled.start();
}

void TextPane::lookUp() {
    if (m_hash.isEmpty() && !isBlank() && m_edit->document()->characterCount() <= mostLooked)
        m_hash = runs::runOf(text()).contentHash;
    const auto earlier = m_hash.isEmpty() || !m_lookup ? std::nullopt : m_lookup(m_hash);
    m_earlierRun = earlier ? earlier->run : 0;
    m_earlier->setText(earlier ? earlier->words : QString());
    m_earlier->setAccessibleName(
        earlier ? tr("The same text was %1. Show that run").arg(earlier->words) : nameWithoutRun());
    m_earlier->setVisible(earlier.has_value());
}

void TextPane::focusEditor() {
    m_edit->setFocus();
}

void TextPane::insertText(const QString &text) {
    if (isBlank())
        return setText(text);
    m_edit->insertText(text);
}

bool TextPane::isBlank() const {
    for (QTextBlock block = m_edit->document()->begin(); block.isValid(); block = block.next()) {
        const QString line = block.text();
        if (std::any_of(line.cbegin(), line.cend(), [](QChar c) { return !c.isSpace(); }))
            return false;
    }
    return true;
}

void TextPane::updateCount() {
    const int count = m_edit->document()->characterCount() - 1; // the document ends in one of its own
    m_count->setText(count == 1 ? tr("1 character") : tr("%1 characters").arg(QLocale().toString(count)));
    m_clear->setEnabled(count > 0);
}

} // namespace ui
