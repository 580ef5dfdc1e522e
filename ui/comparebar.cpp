// SPDX-License-Identifier: MIT
#include "ui/comparebar.h"

#include "app/results/comparisontext.h"
#include "ui/elidedcombo.h"
#include "ui/icons.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace ui {

using results::ComparisonFilter;
using results::Verdict;

namespace {
// "All", "differences", the verdicts, and this one.
constexpr int confidenceChoice = 2 + int(results::verdictCount);
} // namespace

CompareBar::CompareBar(QWidget *parent)
    : QWidget(parent)
    , m_show(new QComboBox(this))
    , m_keyLabel(new QLabel(tr("&Match rows by"), this))
    , m_key(new ElidedCombo(this))
    , m_swap(new QPushButton(tr("S&wap sides"), this))
    , m_copy(new QPushButton(icon(u"copy"_s), tr("&Copy"), this))
    , m_export(new QPushButton(icon(u"save"_s), tr("&Export as CSV…"), this)) {
    setObjectName(u"compareBar"_s);
    m_show->setObjectName(u"compareShow"_s);
    m_show->setAccessibleName(tr("Which values are shown"));
    m_show->addItem(tr("All values"));
    m_show->addItem(tr("Differences only"));
    for (size_t i = 0; i < results::verdictCount; ++i)
        m_show->addItem(
            results::verdictSign(Verdict(i)) + u' ' + tr("Only: %1").arg(results::verdictWord(Verdict(i))));
    m_show->addItem(u"± "_s + tr("Only: other confidence"));
    connect(m_show, &QComboBox::currentIndexChanged, this, &CompareBar::filterChanged);
    auto *showLabel = new QLabel(tr("&Show"), this);
    showLabel->setBuddy(m_show);

    m_keyLabel->setBuddy(m_key);
    m_key->setObjectName(u"compareKey"_s);
    m_key->setAccessibleName(tr("By what rows of tables are matched"));
    m_key->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_key->setMinimumContentsLength(16);
    connect(m_key, &QComboBox::activated, this, [this](int index) {
        const QStringList key = m_key->itemData(index).toStringList();
        m_keyTable = key.value(0);
        if (m_keyTable.isEmpty())
            m_keys.clear();
        else
            m_keys.insert(m_keyTable, key.value(1));
        emit keysChosen(m_keys);
    });

    createButtons();

    auto *bar = new QHBoxLayout(this);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(metrics::grid);
    bar->addWidget(showLabel);
    bar->addWidget(m_show);
    bar->addSpacing(metrics::grid);
    bar->addWidget(m_keyLabel);
    bar->addWidget(m_key);
    bar->addStretch(1);
    bar->addWidget(m_swap);
    bar->addWidget(m_copy);
    bar->addWidget(m_export);
    setComparison(nullptr);
}

void CompareBar::createButtons() {
    m_swap->setObjectName(u"compareSwap"_s);
    m_copy->setObjectName(u"compareCopy"_s);
    m_export->setObjectName(u"compareExport"_s);
    m_swap->setAccessibleName(tr("Swap sides"));
    m_copy->setAccessibleName(tr("Copy"));
    m_export->setAccessibleName(tr("Export as CSV"));
    m_copy->setToolTip(tr("Copies the values that are shown, as a table; Ctrl+C copies the selected ones"));
    m_export->setToolTip(tr("Writes the values that are shown (Ctrl+S)"));
    m_export->setShortcut(QKeySequence::Save);
    for (QPushButton *button : {m_swap, m_copy, m_export})
        button->setAutoDefault(false);
    connect(m_swap, &QPushButton::clicked, this, &CompareBar::swapRequested);
    connect(m_copy, &QPushButton::clicked, this, &CompareBar::copyRequested);
    connect(m_export, &QPushButton::clicked, this, &CompareBar::exportRequested);
}

QList<QWidget *> CompareBar::controls() const {
    return {m_show, m_key, m_swap, m_copy, m_export};
}

void CompareBar::setComparison(const results::ComparisonPtr &comparison) {
    for (QWidget *control : {static_cast<QWidget *>(m_show), static_cast<QWidget *>(m_swap),
             static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_export)})
        control->setEnabled(comparison != nullptr);
    updateKeys(comparison);
}

ComparisonFilter CompareBar::filter() const {
    const int chosen = m_show->currentIndex();
    ComparisonFilter filter;
    filter.differencesOnly = chosen == 1;
    filter.confidenceOnly = chosen == confidenceChoice;
    if (chosen > 1 && !filter.confidenceOnly)
        filter.only = Verdict(chosen - 2);
    return filter;
}

void CompareBar::updateKeys(const results::ComparisonPtr &comparison) {
    const QSignalBlocker quiet(m_key);
    m_key->clear();
    m_key->addItem(tr("Best match"));
    if (comparison) {
        for (const results::ComparedTable &table : comparison->tables) {
            for (const QString &column : table.columns) {
                const bool isOne = comparison->tables.size() == 1;
                const bool isKey = m_keys.value(table.name) == column && m_keys.contains(table.name);
                const QString name = isOne ? column : u"%1: %2"_s.arg(table.name, column);
                // Several tables have each a key, and one of them is on show.
                m_key->addItem(isKey && !isOne ? name + u" ✓"_s : name, QStringList{table.name, column});
                if (isKey && table.name == m_keyTable)
                    m_key->setCurrentIndex(m_key->count() - 1);
            }
        }
    }
    m_key->setVisible(m_key->count() > 1);
    m_keyLabel->setVisible(m_key->count() > 1);
}

} // namespace ui
