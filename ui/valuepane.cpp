// SPDX-License-Identifier: MIT
#include "ui/valuepane.h"

#include "app/results/displaytext.h"
#include "ui/elidedlabel.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/pictureview.h"
#include "ui/runtext.h"
#include "ui/taborder.h"
#include "ui/theme.h"

#include <QAction>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using results::JsonType;

namespace ui {

namespace {

QString number(qint64 value) {
    return QLocale().toString(value);
}

QString received(qint64 bytes) {
    return bytes == 1 ? ValuePane::tr("1 byte as received")
                      : ValuePane::tr("%1 bytes as received").arg(number(bytes));
}

} // namespace

ValuePane::ValuePane(QWidget *parent)
    : QWidget(parent)
    , m_facts(new ElidedLabel(Qt::ElideRight, this))
    , m_note(plainLabel(u"valueNote"_s, u"doubt"_s, this))
    , m_stack(new QStackedWidget(this))
    , m_text(new QPlainTextEdit(m_stack))
    , m_view(new PictureView(m_stack))
    , m_empty(plainLabel(u"valueEmpty"_s, u"empty"_s, m_stack))
    , m_pager(new QWidget(this))
    , m_place(new ElidedLabel(Qt::ElideRight, m_pager)) {
    setObjectName(u"valuePane"_s);
    m_facts->setObjectName(u"valueFacts"_s);
    setStyleProperty(m_facts, "role", u"dim"_s);
    m_note->setContentsMargins(metrics::grid * 3 / 2, 0, metrics::grid * 3 / 2, metrics::grid / 2);
    m_note->hide();
    m_text->setObjectName(u"valueText"_s);
    m_text->setAccessibleName(tr("The selected value"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setUndoRedoEnabled(false);
    m_text->setTabChangesFocus(true);
    m_text->setProperty("flat", true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_view->setObjectName(u"valuePicture"_s);
    m_view->setAccessibleName(tr("The picture that the selected value holds"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_place->setObjectName(u"valuePlace"_s);
    setStyleProperty(m_place, "role", u"dim"_s);

    m_asText = addButton(u"text"_s, u"valueAsText"_s, tr("Show the picture as the text that it is sent as"));
    m_asText->setCheckable(true);
    m_save = addButton(u"save"_s, u"valueSavePicture"_s, tr("Save picture as…"));
    m_copy = addButton(u"copy"_s, u"valueCopy"_s, tr("Copy value"));
    m_close = addButton(u"close"_s, u"valueClose"_s, tr("Close (F4)"));
    m_previous = addButton(u"chevron-up"_s, u"valuePrevious"_s, tr("Part before"));
    m_next = addButton(u"chevron-down"_s, u"valueNext"_s, tr("Next part"));
    layOut({m_previous, m_next}, {m_asText, m_save, m_copy, m_close});

    const auto turn = [this](QToolButton *button, const QKeySequence &keys, int step) {
        auto *action = new QAction(button->accessibleName(), this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        button->setToolTip(
            u"%1 (%2)"_s.arg(button->accessibleName(), keys.toString(QKeySequence::NativeText)));
        connect(action, &QAction::triggered, this, [this, step] { showPart(m_part + step); });
        connect(button, &QToolButton::clicked, action, &QAction::trigger);
    };
    turn(m_previous, QKeySequence(u"Ctrl+PgUp"_s), -1);
    turn(m_next, QKeySequence(u"Ctrl+PgDown"_s), 1);
    connect(m_asText, &QToolButton::clicked, this, [this](bool on) {
        if (!on)
            return takePicture(Picture(m_picture));
        showText();
        showPager();
    });
    connect(m_save, &QToolButton::clicked, this, &ValuePane::savePicture);
    connect(m_copy, &QToolButton::clicked, this, &ValuePane::copyRequested);
    connect(m_close, &QToolButton::clicked, this, &ValuePane::closeRequested);
    connect(&m_reader, &ValueReader::decoded, this, &ValuePane::takePicture);
    connect(&m_reader, &ValueReader::counted, this, [this](const results::ValuePages &pages) {
        m_counting = false;
        if (pages.known() > m_part) // else it broke off before the part that is shown
            m_pages = pages;
        showFacts();
        showPager();
    });
    showValue(nullptr, {}, {});
}

void ValuePane::layOut(const QList<QToolButton *> &pager, const QList<QToolButton *> &tools) {
    auto *top = new QHBoxLayout;
    top->setContentsMargins(
        metrics::grid * 3 / 2, metrics::grid / 2, metrics::grid * 3 / 2, metrics::grid / 2);
    top->setSpacing(metrics::grid / 2);
    top->addWidget(m_facts, 1);
    for (QToolButton *button : tools)
        top->addWidget(button);
    auto *bottom = new QHBoxLayout(m_pager);
    bottom->setContentsMargins(top->contentsMargins());
    bottom->setSpacing(metrics::grid / 2);
    bottom->addWidget(m_place, 1);
    for (QToolButton *button : pager)
        bottom->addWidget(button);
    m_stack->addWidget(m_text);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    m_stack->setMinimumHeight(2 * metrics::row);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_note);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_pager);
    chainTabOrder({m_asText, m_save, m_copy, m_close, m_text, m_view, m_previous, m_next}); // as they stand
}

QToolButton *ValuePane::addButton(const QString &symbol, const QString &name, const QString &words) {
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(icon(symbol));
    button->setAccessibleName(words);
    button->setToolTip(words);
    return button;
}

void ValuePane::showValue(const results::ResultDocumentPtr &document, const results::JsonNode &node,
    const QString &key, const QString &words) {
    if (document && document == m_document && node.isValid() && node.begin == m_node.begin)
        return;
    m_reader.cancel();
    m_document = document;
    m_node = node;
    m_key = key;
    m_picture = {};
    m_part = 0;
    m_counting = false;
    m_pages = node.isValid() ? results::ValuePages(document, node) : results::ValuePages();
    m_pictureText = node.isValid() ? pictureIn(*document, node) : std::nullopt;
    m_asText->setChecked(false);
    m_asText->hide(); // until there is a picture to come back to
    m_save->setVisible(m_pictureText.has_value());
    m_copy->setEnabled(node.isValid());
    m_note->hide();
    m_view->setImage({});
    if (!node.isValid()) {
        m_text->clear();
        m_empty->setText(words.isEmpty() ? tr("Select a row to see its whole value") : words);
        m_stack->setCurrentWidget(m_empty);
    } else if (m_pictureText) {
        m_empty->setText(tr("Decoding the picture…"));
        m_stack->setCurrentWidget(m_empty);
        m_reader.decode(document, *m_pictureText);
    } else {
        showText();
    }
    showFacts();
    showPager();
}

void ValuePane::takePicture(const Picture &picture) {
    m_picture = picture;
    if (!m_asText->isChecked()) {
        m_note->setText(picture.fault);
        m_note->setVisible(!picture.fault.isEmpty());
        m_view->setImage(picture.image);
        if (picture.image.isNull())
            showText(); // what it is sent as is all there is
        else
            m_stack->setCurrentWidget(m_view);
    }
    m_asText->setVisible(!picture.image.isNull());
    showFacts();
    showPager();
}

void ValuePane::showText() {
    const bool text = m_node.type == JsonType::String && !m_pictureText;
    QFont font = text ? this->font() : QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(metrics::fontPx);
    m_text->document()->setDefaultFont(font); // the style sheet has a word in that of the widget
    m_stack->setCurrentWidget(m_text);
    showPart(0);
    if (m_pages.allKnown())
        return;
    m_counting = m_pages.bytes() > longText;
    if (m_counting)
        m_reader.count(m_pages);
    else
        m_pages.readAll(std::atomic_bool(false));
}

void ValuePane::showPart(int part) {
    if (m_stack->currentWidget() != m_text || part < 0)
        return;
    const auto text = m_pages.page(part);
    if (!text) {
        if (part == 0 && m_pages.bytes() > 0) {
            m_text->clear();
            m_note->setText(tr("The value could not be read from the file of the result."));
            m_note->show();
        } else if (part == 0) {
            m_text->clear();
        }
        return;
    }
    m_part = part;
    m_text->setPlainText(results::displayLines(*text));
    m_text->verticalScrollBar()->setValue(0);
    showPager();
}

void ValuePane::showFacts() {
    if (!m_node.isValid())
        m_facts->clear();
    else if (m_pictureText)
        m_facts->setText(pictureFacts());
    else if (m_node.isContainer())
        m_facts->setText(containerFacts());
    else if (m_node.type == JsonType::String)
        m_facts->setText(textFacts());
    else if (m_node.type == JsonType::Number)
        m_facts->setText(tr("number, exactly as received"));
    else
        m_facts->setText(m_node.type == JsonType::Null ? tr("null") : tr("boolean"));
}

QString ValuePane::textFacts() const {
    const QString bytes = received(m_pages.bytes());
    if (!m_pages.allKnown())
        return m_counting ? tr("text, its characters are being counted… · %1").arg(bytes)
                          : tr("text that cannot be read to its end · %1").arg(bytes);
    const qint64 characters = m_pages.characters();
    QString words =
        characters == 1 ? tr("text of 1 character") : tr("text of %1 characters").arg(number(characters));
    if (m_pages.lineFeeds() > 0)
        words += tr(" in %1 lines").arg(number(m_pages.lineFeeds() + 1));
    return words + u" · "_s + bytes;
}

QString ValuePane::pictureFacts() const {
    const QString name = pictureName(m_pictureText->format);
    const QString bytes = bytesText(m_pictureText->bytes());
    if (!m_picture.size.isValid())
        return tr("%1 picture · %2").arg(name, bytes);
    return tr("%1 picture of %2 × %3 pixels · %4")
        .arg(name, number(m_picture.size.width()), number(m_picture.size.height()), bytes);
}

QString ValuePane::containerFacts() const {
    const qint64 count = m_document->memberCount(m_node);
    QString words;
    if (m_node.type == JsonType::Object)
        words = count == 1 ? tr("object with 1 member") : tr("object with %1 members").arg(number(count));
    else
        words = count == 1 ? tr("array of 1 element") : tr("array of %1 elements").arg(number(count));
    return words + u" · "_s + received(m_pages.bytes());
}

void ValuePane::showPager() {
    const bool several = m_stack->currentWidget() == m_text && (m_pages.known() > 1 || !m_pages.allKnown());
    m_pager->setVisible(several);
    if (!several)
        return;
    const bool last = m_part + 1 >= m_pages.known();
    const qint64 from = m_pages.firstCharacter(m_part) + 1;
    const qint64 to = last ? m_pages.characters() : m_pages.firstCharacter(m_part + 1);
    m_place->setText(
        m_pages.allKnown()
            ? tr("Characters %1 to %2 of %3").arg(number(from), number(to), number(m_pages.characters()))
            : tr("Characters %1 to %2, more follow").arg(number(from), number(to)));
    m_previous->setEnabled(m_part > 0);
    m_next->setEnabled(!last || !m_pages.allKnown());
}

void ValuePane::savePicture() {
    if (!m_pictureText)
        return;
    const QString name = (m_key.isEmpty() ? u"picture"_s : m_key) + u'.' +
                         QString::fromLatin1(pictureSuffix(m_pictureText->format));
    emit savePictureRequested(
        name, [document = m_document, text = *m_pictureText]() -> std::optional<QByteArray> {
            auto file = pictureFile(*document, text, std::atomic_bool(false));
            if (!file)
                return {};
            return std::move(file->bytes);
        });
}

void ValuePane::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Escape)
        emit leaveRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ui
