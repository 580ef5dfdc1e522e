// SPDX-License-Identifier: MIT
#include "ui/rawpage.h"

#include "app/results/textplace.h"
#include "ui/elidedlabel.h"
#include "ui/rawview.h"
#include "ui/runtext.h"
#include "ui/theme.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QThreadPool>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using results::LineIndex;

RawPage::RawPage(QWidget *parent)
    : KeysPage(parent)
    , m_view(new RawView(this))
    , m_wrap(new QCheckBox(tr("Wrap lines"), this))
    , m_goTo(new QLineEdit(this))
    , m_fault(new QPushButton(tr("Go to the fault"), this))
    , m_place(new ElidedLabel(Qt::ElideRight, this))
    , m_noteRow(new QWidget(this))
    , m_note(new QLabel(m_noteRow))
    , m_save(new QPushButton(tr("Save result…"), m_noteRow)) {
    setObjectName(u"rawPage"_s);
    setKeysTo(m_view);
    m_view->setObjectName(u"rawView"_s);
    m_view->setAccessibleName(tr("Reply as received"));
    m_wrap->setObjectName(u"rawWrap"_s);
    m_wrap->setAccessibleName(tr("Wrap lines"));
    m_wrap->setChecked(m_view->wrap()); // what a service sends is one long line more often than not
    m_goTo->setObjectName(u"rawGoTo"_s);
    m_goTo->setAccessibleName(tr("Go to a byte, or a line and a column"));
    m_goTo->setPlaceholderText(tr("Byte or line:column"));
    m_goTo->setToolTip(
        tr("A byte (120000, 0x1d4c0), a line (12:) or a line and a column in bytes (12:5), Ctrl+G"));
    m_goTo->setMaximumWidth(240);
    // What it takes is said by itself only when all of it can be read.
    m_goTo->setMinimumWidth(m_goTo->fontMetrics().horizontalAdvance(m_goTo->placeholderText()) + 40);
    m_goTo->setClearButtonEnabled(true);
    m_fault->setObjectName(u"rawFaultButton"_s);
    m_fault->setAccessibleName(tr("Go to the fault"));
    m_fault->hide();
    m_place->setObjectName(u"rawPlace"_s);
    m_place->setAccessibleName(tr("Place of the cursor"));
    setStyleProperty(m_place, "role", u"dim"_s);

    m_note->setObjectName(u"rawNote"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_save->setObjectName(u"rawSaveButton"_s);
    m_save->setAccessibleName(tr("Save result"));
    auto *noteLayout = new QHBoxLayout(m_noteRow);
    noteLayout->setContentsMargins(metrics::grid * 3 / 2, 0, metrics::grid * 3 / 2, metrics::grid);
    noteLayout->addWidget(m_note, 1);
    noteLayout->addWidget(m_save);
    m_noteRow->hide();

    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(metrics::grid * 3 / 2, metrics::grid, metrics::grid * 3 / 2, metrics::grid);
    tools->setSpacing(metrics::grid * 2);
    tools->addWidget(m_wrap);
    tools->addWidget(m_goTo, 1);
    tools->addWidget(m_fault);
    tools->addWidget(m_place, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(tools);
    layout->addWidget(m_noteRow);
    layout->addWidget(m_view, 1);
    setTabOrder(m_wrap, m_goTo);
    setTabOrder(m_goTo, m_fault);
    setTabOrder(m_fault, m_save);
    setTabOrder(m_save, m_view);

    connect(m_wrap, &QCheckBox::toggled, m_view, &RawView::setWrap);
    connect(m_goTo, &QLineEdit::returnPressed, this, [this] { goTo(m_goTo->text()); });
    connect(m_goTo, &QLineEdit::textEdited, this, [this] {
        setStyleProperty(m_goTo, "invalid", false);
        m_wanted.reset();
        say({});
    });
    connect(m_fault, &QPushButton::clicked, this, [this] {
        const qint64 offset = m_document->fault()->offset;
        select(offset, offset);
        m_view->setFocus(Qt::OtherFocusReason);
    });
    connect(m_save, &QPushButton::clicked, this, &RawPage::saveRequested);
    connect(m_view, &RawView::cursorOffsetChanged, this, &RawPage::showPlace);
    connect(m_view, &RawView::cursorOffsetChanged, this, &RawPage::cursorOffsetChanged);
    connect(m_view, &RawView::copyRefused, this, [this](qint64 bytes) {
        say(tr("Not copied: %1 are selected, and no more than %2 are copied. Select less, or save the "
               "result.")
                .arg(bytesText(bytes), bytesText(RawView::copyLimit)),
            true);
    });
    auto *find = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_G), this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, this, [this] {
        m_goTo->setFocus(Qt::ShortcutFocusReason);
        m_goTo->selectAll();
    });
}

RawPage::~RawPage() {
    if (m_index)
        m_index->cancel();
}

void RawPage::setDocument(const results::ResultDocumentPtr &document) {
    const bool same = document && m_document && document->sharedSource() == m_document->sharedSource();
    m_document = document;
    m_fault->setVisible(document && document->fault());
    if (same) { // it has been checked meanwhile
        if (m_filled)
            m_view->setDocument(document, m_index);
        return;
    }
    if (m_index)
        m_index->cancel();
    m_index.reset();
    m_filled = false;
    m_wanted.reset();
    say({});
    if (isVisible())
        fill();
    else
        m_view->setDocument(nullptr, nullptr);
}

void RawPage::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    fill();
}

/// From the controls back to the text.
void RawPage::keyPressEvent(QKeyEvent *event) {
    if (event->key() != Qt::Key_Escape || m_view->hasFocus())
        return QWidget::keyPressEvent(event);
    m_goTo->clear();
    setStyleProperty(m_goTo, "invalid", false);
    say({});
    m_view->setFocus(Qt::OtherFocusReason);
}

void RawPage::fill() {
    if (m_filled)
        return;
    m_filled = true;
    if (m_document) {
        // The document keeps the bytes; the index of them may live a little longer, in its thread.
        m_index = std::make_shared<LineIndex>(m_document->sharedSource());
        QThreadPool::globalInstance()->start([page = QPointer<RawPage>(this), index = m_index] {
            index->build([&page, &index] {
                // The application object outlives the pool's work; the page may not.
                QMetaObject::invokeMethod(
                    QCoreApplication::instance(),
                    [page, index] {
                        if (page && page->m_index == index)
                            page->indexGrew();
                    },
                    Qt::QueuedConnection);
            });
        });
    }
    m_view->setDocument(m_document, m_index);
}

void RawPage::indexGrew() {
    m_view->indexGrew();
    goToPlace();
    showPlace();
}

void RawPage::select(qint64 begin, qint64 end) {
    fill();
    m_wanted.reset();
    m_view->select(begin, end);
}

void RawPage::goTo(const QString &words) {
    fill();
    m_wanted.reset();
    const auto place = results::textPlace(words);
    setStyleProperty(m_goTo, "invalid", !place);
    if (!place) {
        say(tr("This is not a place: write a byte (120000), a line (12:) or a line and a column (12:5)."));
        return;
    }
    say({});
    if (const auto *offset = std::get_if<qint64>(&*place)) {
        m_view->select(*offset, *offset);
        m_view->setFocus(Qt::OtherFocusReason);
    } else {
        m_wanted = std::get<LineIndex::Place>(*place);
        goToPlace();
    }
}

void RawPage::goToPlace() {
    if (!m_wanted || !m_index)
        return;
    const std::optional<qint64> offset = m_index->offsetOf(*m_wanted);
    if (!offset) {
        say(tr("Counting lines, %1 so far…").arg(QLocale().toString(m_index->lines())));
        return;
    }
    if (m_wanted->line > m_index->lines())
        say(tr("The last line is %1.").arg(QLocale().toString(m_index->lines())));
    else
        say({});
    m_wanted.reset();
    m_view->select(*offset, *offset);
    m_view->setFocus(Qt::OtherFocusReason);
}

void RawPage::showPlace() {
    if (!m_document) {
        m_place->clear();
        return;
    }
    const qint64 offset = m_view->cursorOffset();
    const results::ByteRange chosen = m_view->selection();
    QString words =
        tr("byte %1 of %2").arg(QLocale().toString(offset), QLocale().toString(m_document->bytes().size()));
    if (const auto place = m_index ? m_index->placeOf(offset) : std::nullopt)
        words += tr(" · line %1, column %2")
                     .arg(QLocale().toString(place->line), QLocale().toString(place->column));
    if (chosen.begin < chosen.end)
        words += tr(" · %1 selected").arg(bytesText(chosen.end - chosen.begin));
    m_place->setText(words);
}

void RawPage::say(const QString &words, bool offerSave) {
    m_note->setText(words);
    m_save->setVisible(offerSave);
    m_noteRow->setVisible(!words.isEmpty());
}

} // namespace ui
