// SPDX-License-Identifier: MIT
#include "ui/fieldsbar.h"

#include "ui/labels.h"
#include "ui/searchfield.h"
#include "ui/taborder.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <chrono>

using namespace Qt::StringLiterals;

namespace ui {

using results::FieldQuery;

namespace {
constexpr std::chrono::milliseconds typingPause{120};
constexpr int narrowestText = 200;
constexpr int roomForArrows = 540; // below it the buttons would be cut
constexpr int usualThreshold = 80;
} // namespace

FieldsBar::FieldsBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new SearchField(typingPause, this))
    , m_shown(plainLabel(u"fieldsShown"_s, u"dim"_s, this))
    , m_chips(new QWidget(this))
    , m_threshold(new QSpinBox(m_chips))
    , m_group(new QToolButton(m_chips))
    , m_lines(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_set(std::make_shared<results::FieldSet>()) {
    setObjectName(u"fieldsBar"_s);
    m_text->setObjectName(u"fieldsFilter"_s);
    m_text->setAccessibleName(tr("Filter the fields"));
    m_text->setAccessibleDescription(tr("By name, value or evidence"));
    m_text->setPlaceholderText(tr("Name, value or evidence"));
    m_text->setMinimumWidth(narrowestText / 2);
    m_shown->setWordWrap(false);
    m_shown->hide();
    connect(m_text, &SearchField::wanted, this, &FieldsBar::tell);
    connect(m_text, &SearchField::listRequested, this, &FieldsBar::listRequested);
    createChips();

    m_textLine = new QHBoxLayout;
    m_textLine->setSpacing(metrics::grid);
    m_textLine->addWidget(m_text, 1);
    m_textLine->addWidget(m_shown);
    m_lines->setContentsMargins(12, metrics::grid, 12, metrics::grid);
    m_lines->setSpacing(metrics::grid);
    m_lines->addLayout(m_textLine, 1);
    m_lines->addWidget(m_chips);
    updateCounts();
}

QToolButton *FieldsBar::addChip(const QString &objectName, QWidget *parent, const QString &toolTip) {
    auto *chip = new QToolButton(parent);
    chip->setObjectName(objectName);
    chip->setCheckable(true);
    chip->setFocusPolicy(Qt::StrongFocus);
    chip->setProperty("chip", true);
    chip->setToolTip(toolTip);
    connect(chip, &QToolButton::toggled, this, &FieldsBar::tell);
    return chip;
}

void FieldsBar::createChips() {
    m_doubts = {Chip{results::BelowThreshold,
                    addChip(u"fieldsBelow"_s, m_chips, tr("Only values with a confidence below this"))},
        Chip{results::NoEvidence,
            addChip(u"fieldsNoEvidence"_s, m_chips, tr("Only values without a quote or a page"))},
        Chip{results::Overridden,
            addChip(u"fieldsOverridden"_s, m_chips, tr("Only values that a person has replaced"))},
        Chip{results::NothingFound,
            addChip(u"fieldsNotFound"_s, m_chips, tr("Only fields that the service found nothing for"))}};
    m_threshold->setObjectName(u"fieldsThreshold"_s);
    m_threshold->setAccessibleName(tr("Confidence below which a value is doubtful"));
    m_threshold->setRange(0, 100);
    m_threshold->setValue(usualThreshold);
    m_threshold->setToolTip(tr("Confidence below which a value is doubtful"));
    connect(m_threshold, &QSpinBox::valueChanged, this, [this](int threshold) {
        updateCounts();
        emit thresholdChanged(threshold);
        tell();
    });
    m_group->setObjectName(u"fieldsGroup"_s);
    m_group->setText(tr("By split"));
    m_group->setAccessibleName(tr("Group by split"));
    m_group->setToolTip(tr("Group the fields by split and partition"));
    m_group->setCheckable(true);
    m_group->setChecked(true);
    m_group->setFocusPolicy(Qt::StrongFocus);
    m_group->setProperty("chip", true);
    connect(m_group, &QToolButton::toggled, this, &FieldsBar::tell);

    auto *layout = new QHBoxLayout(m_chips);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid / 2);
    for (const Chip &chip : m_doubts) {
        layout->addWidget(chip.button);
        if (chip.doubt == results::BelowThreshold)
            layout->addWidget(m_threshold);
    }
    layout->addWidget(m_group);
    layout->addStretch(1);
    chainTabOrder({m_text, m_doubts[0].button, m_threshold, m_doubts[1].button, m_doubts[2].button,
        m_doubts[3].button, m_group});
}

void FieldsBar::setSet(const results::FieldSetPtr &set) {
    m_set = set;
    m_group->setVisible(set->hasGroups());
    updateCounts();
}

void FieldsBar::updateCounts() {
    const results::DoubtCounts counts = countDoubts(*m_set, threshold());
    const auto tellCount = [](const Chip &chip, qsizetype count, const QString &words) {
        chip.button->setText(u"%1 %2"_s.arg(QLocale().toString(count), words));
        chip.button->setAccessibleName(chip.button->text());
        // A button that is down can always be released.
        chip.button->setVisible(
            count > 0 || chip.button->isChecked() || chip.doubt == results::BelowThreshold);
    };
    tellCount(m_doubts[0], counts.below, tr("below"));
    m_doubts[0].button->setAccessibleName(u"%1 %2"_s.arg(m_doubts[0].button->text()).arg(threshold()));
    tellCount(m_doubts[1], counts.noEvidence, tr("no evidence"));
    tellCount(m_doubts[2], counts.overridden, tr("overridden"));
    tellCount(m_doubts[3], counts.nothingFound, tr("not found"));
    arrange();
}

void FieldsBar::setShown(qsizetype shown) {
    m_shown->setVisible(query().filters());
    m_shown->setText(
        tr("%1 of %2 fields").arg(QLocale().toString(shown), QLocale().toString(m_set->fields.size())));
}

FieldQuery FieldsBar::query() const {
    FieldQuery query;
    query.text = m_text->text().trimmed();
    for (const Chip &chip : m_doubts)
        query.doubts |= chip.button->isChecked() ? chip.doubt : results::NoDoubt;
    query.threshold = threshold();
    query.grouped = m_group->isChecked();
    return query;
}

int FieldsBar::threshold() const {
    return m_threshold->value();
}

void FieldsBar::setThreshold(int threshold) {
    const QSignalBlocker quiet(m_threshold);
    m_threshold->setValue(threshold);
    updateCounts();
    tell();
}

void FieldsBar::clear() {
    {
        const QSignalBlocker quiet(m_text);
        m_text->clear();
    }
    for (const Chip &chip : m_doubts) {
        const QSignalBlocker quiet(chip.button);
        chip.button->setChecked(false);
    }
    updateCounts();
    tell();
}

void FieldsBar::tell() {
    m_text->settle();
    emit queryChanged();
}

void FieldsBar::arrange() {
    const QMargins margins = m_lines->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    int chips = m_chips->sizeHint().width();
    if (m_group->parentWidget() != m_chips && !m_group->isHidden())
        chips += m_group->sizeHint().width() + metrics::grid / 2;
    const bool narrow = room < narrowestText + metrics::grid + chips;
    placeGroup(narrow);
    m_lines->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    // The words of the buttons need the room more than the arrows do; the keys change the number too.
    const bool tight = room < roomForArrows;
    m_threshold->setButtonSymbols(tight ? QSpinBox::NoButtons : QSpinBox::UpDownArrows);
    m_threshold->setMaximumWidth(tight ? 44 : QWIDGETSIZE_MAX);
}

/// In two lines the buttons need all of theirs.
void FieldsBar::placeGroup(bool besideText) {
    if (besideText == (m_group->parentWidget() != m_chips) || !m_textLine)
        return;
    const bool shown = !m_group->isHidden(); // a change of parent hides it
    if (besideText)
        m_textLine->addWidget(m_group);
    else
        m_chips->layout()->addWidget(m_group);
    m_group->setVisible(shown);
}

void FieldsBar::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace ui
