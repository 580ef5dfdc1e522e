// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/fieldquery.h"

#include <QWidget>

#include <array>

class QBoxLayout;
class QHBoxLayout;
class QLabel;
class QSpinBox;
class QToolButton;

namespace ui {

class SearchField;

/// What is wanted of the fields: a text, and values that a person should look at, each with how many there
/// are. In one line, or in two where it is narrow.
class FieldsBar : public QWidget {
    Q_OBJECT

public:
    explicit FieldsBar(QWidget *parent = nullptr);

    /// Counts anew; text and buttons stay as the person has them.
    void setSet(const results::FieldSetPtr &set);
    /// How many of the fields are on show.
    void setShown(qsizetype shown);

    /// Text, doubts, threshold and grouping; the order is not its business.
    results::FieldQuery query() const;
    int threshold() const;
    void setThreshold(int threshold); ///< 0–100
    /// Everything is wanted again.
    void clear();

signals:
    void queryChanged();
    void thresholdChanged(int threshold); ///< by the person
    void listRequested();                 ///< the keys go to the fields

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Chip {
        results::Doubt doubt;
        QToolButton *button;
    };
    QToolButton *addChip(const QString &objectName, QWidget *parent, const QString &toolTip);
    void createChips();
    void updateCounts();
    void arrange();
    void placeGroup(bool besideText);
    void tell();

    SearchField *m_text;
    QLabel *m_shown;
    QWidget *m_chips;
    std::array<Chip, 4> m_doubts{};
    QSpinBox *m_threshold;
    QToolButton *m_group;
    QBoxLayout *m_lines;
    QHBoxLayout *m_textLine = nullptr;
    results::FieldSetPtr m_set;
};

} // namespace ui
