// SPDX-License-Identifier: MIT
#include "ui/pathbar.h"

#include "ui/elidedlabel.h"
#include "ui/icons.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int roomForAll = 540; // below it the path needs the place of the words
} // namespace

PathBar::PathBar(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_kind(new QToolButton(this))
    , m_summary(new QLabel(this))
    , m_fault(new ElidedLabel(Qt::ElideRight, this))
    , m_copy(new QToolButton(this)) {
    setObjectName(u"pathBar"_s);
    m_edit->setObjectName(u"pathEdit"_s);
    m_edit->setAccessibleName(tr("Path of the selected value"));
    m_edit->setPlaceholderText(tr("Select a value to see its path, or paste a path to go there"));
    m_edit->setToolTip(
        tr("JSONPath or JSON Pointer of the selected value (Ctrl+L); Return goes to what is typed"));
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPixelSize(metrics::fontPx - 1);
    m_edit->setFont(fixed);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textEdited, this, [this] { say({}); });
    connect(m_edit, &QLineEdit::returnPressed, this, [this] {
        if (!m_edit->text().trimmed().isEmpty())
            emit pathEntered(m_edit->text().trimmed());
    });

    m_kind->setObjectName(u"pathKindButton"_s);
    m_kind->setAccessibleName(tr("Show as JSON Pointer"));
    m_kind->setToolTip(tr("JSON Pointer (/a/0) instead of JSONPath ($.a[0])"));
    m_kind->setText(tr("Pointer"));
    m_kind->setCheckable(true);
    m_kind->setProperty("chip", true);
    connect(m_kind, &QToolButton::toggled, this, &PathBar::showPath);

    m_copy->setObjectName(u"pathCopyButton"_s);
    m_copy->setAccessibleName(tr("Copy path"));
    m_copy->setToolTip(tr("Copy path (Ctrl+Shift+C)"));
    m_copy->setIcon(icon(u"copy"_s));
    m_copy->setEnabled(false);
    connect(m_copy, &QToolButton::clicked, this, &PathBar::copy);

    m_summary->setObjectName(u"resultSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    setStyleProperty(m_summary, "role", u"dim"_s);

    m_fault->setObjectName(u"pathFault"_s);
    setStyleProperty(m_fault, "role", u"bad"_s);
    m_fault->hide();

    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::grid / 2);
    line->addWidget(m_edit, 1);
    line->addWidget(m_kind);
    line->addWidget(m_copy);
    line->addSpacing(metrics::grid);
    line->addWidget(m_summary);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::grid * 3 / 2, metrics::grid, metrics::grid * 3 / 2, metrics::grid);
    layout->setSpacing(metrics::grid / 2);
    layout->addWidget(m_fault);
    layout->addLayout(line);
    setTabOrder(m_edit, m_kind);
    setTabOrder(m_kind, m_copy);
}

void PathBar::setPath(const QString &path, const QString &pointer) {
    m_path = path;
    m_pointer = pointer;
    if (!m_edit->hasFocus() || !m_edit->isModified())
        showPath();
}

void PathBar::showPath() {
    const QString &text = m_kind->isChecked() ? m_pointer : m_path;
    if (text != m_edit->text()) {
        m_edit->setText(text);
        m_edit->setCursorPosition(0);
    }
    m_edit->setModified(false);
    say({});
    m_copy->setEnabled(!m_path.isEmpty());
}

QString PathBar::path() const {
    return m_kind->isChecked() ? m_pointer : m_path;
}

void PathBar::setSummary(const QString &words, const QString &more) {
    m_words = words;
    m_more = more;
    showSummary();
}

void PathBar::showSummary() {
    const QString all = m_more.isEmpty() ? m_words : u"%1, %2"_s.arg(m_words, m_more);
    m_summary->setText(width() < roomForAll ? m_words : all);
    m_summary->setToolTip(m_summary->text() == all ? QString() : all);
    m_summary->setVisible(!m_words.isEmpty());
}

void PathBar::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    showSummary();
}

void PathBar::say(const QString &why) {
    m_fault->setText(why);
    m_fault->setVisible(!why.isEmpty());
    m_edit->setAccessibleDescription(why);
    setStyleProperty(m_edit, "invalid", !why.isEmpty());
}

void PathBar::refuse(const QString &why) {
    say(why);
    m_edit->selectAll();
}

void PathBar::focusText() {
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void PathBar::copy() {
    if (!path().isEmpty())
        QGuiApplication::clipboard()->setText(path());
}

void PathBar::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Escape)
        emit leaveRequested();
    else
        QWidget::keyPressEvent(event);
}

bool PathBar::eventFilter(QObject *watched, QEvent *event) {
    // Escape takes back what was typed, and only then leads away.
    if (watched == m_edit && event->type() == QEvent::KeyPress && m_edit->isModified() &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        showPath();
        return true;
    }
    if (watched == m_edit && event->type() == QEvent::FocusOut)
        showPath();
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
