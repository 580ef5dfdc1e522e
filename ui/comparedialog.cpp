// SPDX-License-Identifier: MIT
#include "ui/comparedialog.h"

#include "app/results/comparisonmodel.h"
#include "app/results/comparisontext.h"
#include "ui/comparedelegate.h"
#include "ui/comparetexts.h"
#include "ui/icons.h"
#include "ui/keepinsight.h"
#include "ui/labels.h"
#include "ui/rowtree.h"
#include "ui/taborder.h"
#include "ui/theme.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QResizeEvent>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyleOptionHeader>
#include <QThreadPool>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using results::ComparedItem;
using results::ComparisonFilter;
using results::ComparisonModel;
using results::Verdict;

namespace {
// "All", "differences", the verdicts, and this one.
constexpr int confidenceChoice = 2 + int(results::verdictCount);
constexpr int roomForNames = 960; // pixels of the whole window

/// Titles of several lines, each with an ellipsis where it is cut.
class TitleHeader : public QHeaderView {
public:
    explicit TitleHeader(QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent) {}

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override {
        QHeaderView::initStyleOptionForIndex(option, logicalIndex);
        QStringList lines = option->text.split(u'\n');
        for (QString &line : lines)
            line =
                fontMetrics().elidedText(line, Qt::ElideRight, sectionSize(logicalIndex) - 3 * metrics::grid);
        option->text = lines.join(u'\n');
    }
};
} // namespace

CompareDialog::CompareDialog(QWidget *parent)
    : QDialog(parent, Qt::Window)
    , m_model(new ComparisonModel(this))
    , m_summary(plainLabel(u"compareSummary"_s, {}, this))
    , m_notices(plainLabel(u"compareNotices"_s, u"doubt"_s, this))
    , m_outcome(plainLabel(u"compareOutcome"_s, u"dim"_s, this))
    , m_previous(new QToolButton(this))
    , m_next(new QToolButton(this))
    , m_show(new QComboBox(this))
    , m_keyLabel(new QLabel(tr("&Match rows by"), this))
    , m_key(new QComboBox(this))
    , m_swap(new QPushButton(tr("S&wap sides"), this))
    , m_copy(new QPushButton(icon(u"copy"_s), tr("&Copy"), this))
    , m_export(new QPushButton(icon(u"save"_s), tr("&Export as CSV…"), this))
    , m_view(new RowTree(this))
    , m_empty(plainLabel(u"compareEmpty"_s, u"empty"_s, this))
    , m_stack(new QStackedWidget(this))
    , m_texts(new CompareTexts(this)) {
    setObjectName(u"compareDialog"_s);
    setWindowTitle(tr("Compare results"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumSize(640, 400);
    resize(1100, 700);
    QFont strong = m_summary->font();
    strong.setWeight(QFont::DemiBold);
    m_summary->setFont(strong);
    m_notices->hide();
    m_outcome->hide();
    m_empty->setAlignment(Qt::AlignCenter);

    createView();
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setObjectName(u"compareSplit"_s);
    split->setChildrenCollapsible(false);
    split->addWidget(m_stack);
    split->addWidget(m_texts);
    split->setStretchFactor(0, 1);
    split->setSizes({500, 110});

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(metrics::grid);
    createSteps();
    layout->addWidget(m_notices);
    createBar();
    layout->addWidget(split, 1);
    layout->addWidget(m_outcome);
    m_view->setFocus();
    updateSummary();
    updateKeys();
    updateEmpty();
}

/// What came of it all, and the way through it.
void CompareDialog::createSteps() {
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::grid / 2);
    line->addWidget(m_summary, 1);
    const auto add = [this, line](QToolButton *button, const QString &name, const QString &symbol,
                         const QString &words, const QKeySequence &keys, bool back) {
        button->setObjectName(name);
        button->setIcon(icon(symbol));
        button->setAccessibleName(words);
        button->setToolTip(u"%1 (%2)"_s.arg(words, keys.toString(QKeySequence::NativeText)));
        button->setShortcut(keys);
        line->addWidget(button, 0, Qt::AlignTop);
        connect(button, &QToolButton::clicked, this, [this, back] { step(back); });
    };
    add(m_previous, u"comparePrevious"_s, u"chevron-up"_s, tr("Previous difference"),
        QKeySequence(Qt::SHIFT | Qt::Key_F8), true);
    add(m_next, u"compareNext"_s, u"chevron-down"_s, tr("Next difference"), QKeySequence(Qt::Key_F8), false);
    static_cast<QVBoxLayout *>(layout())->addLayout(line);
}

void CompareDialog::createBar() {
    m_show->setObjectName(u"compareShow"_s);
    m_show->setAccessibleName(tr("Which values are shown"));
    m_show->addItem(tr("All values"));
    m_show->addItem(tr("Differences only"));
    for (size_t i = 0; i < results::verdictCount; ++i)
        m_show->addItem(
            results::verdictSign(Verdict(i)) + u' ' + tr("Only: %1").arg(results::verdictWord(Verdict(i))));
    m_show->addItem(u"± "_s + tr("Only: other confidence"));
    connect(m_show, &QComboBox::currentIndexChanged, this, &CompareDialog::chooseFilter);
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
        m_keyColumn = key.value(1);
        emit keyChosen(m_keyTable, m_keyColumn);
    });

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
    connect(m_swap, &QPushButton::clicked, this, &CompareDialog::swapRequested);
    connect(m_copy, &QPushButton::clicked, this, [this] { copy({}); });
    connect(m_export, &QPushButton::clicked, this, &CompareDialog::exportRequested);

    auto *bar = new QHBoxLayout;
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
    static_cast<QVBoxLayout *>(layout())->addLayout(bar);
    chainTabOrder({m_previous, m_next, m_show, m_key, m_swap, m_copy, m_export, m_view});
}

void CompareDialog::createView() {
    m_view->setObjectName(u"compareView"_s);
    m_view->setAccessibleName(tr("Values of both results"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new CompareDelegate(m_view));
    m_view->setUniformRowHeights(true);
    m_view->setAlternatingRowColors(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto *header = new TitleHeader(m_view);
    m_view->setHeader(header);
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setMinimumSectionSize(64);
    header->setSectionResizeMode(ComparisonModel::LeftColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(ComparisonModel::RightColumn, QHeaderView::Stretch);
    fitColumns();
    new KeepInSight(m_view);
    auto *copyLines = new QAction(tr("Copy lines"), m_view);
    copyLines->setObjectName(u"compareCopyLines"_s);
    copyLines->setShortcut(QKeySequence::Copy);
    copyLines->setShortcutContext(Qt::WidgetShortcut);
    connect(copyLines, &QAction::triggered, this, &CompareDialog::copySelected);
    auto *copyPath = new QAction(tr("Copy path"), m_view);
    copyPath->setObjectName(u"compareCopyPath"_s);
    copyPath->setShortcut(QKeySequence(u"Ctrl+Shift+C"_s));
    copyPath->setShortcutContext(Qt::WidgetShortcut);
    connect(copyPath, &QAction::triggered, this, [this] {
        if (m_view->currentIndex().isValid())
            QGuiApplication::clipboard()->setText(
                m_view->currentIndex().data(ComparisonModel::PathRole).toString());
    });
    m_view->addActions({copyLines, copyPath});
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(
        m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &CompareDialog::updateTexts);
}

/// In a narrow window the values need the room more than the names do.
void CompareDialog::fitColumns() {
    const bool narrow = width() < roomForNames;
    m_view->header()->resizeSection(ComparisonModel::NameColumn, narrow ? 130 : 180);
    m_view->header()->resizeSection(ComparisonModel::VerdictColumn, narrow ? 172 : 180);
    m_view->header()->resizeSection(ComparisonModel::ConfidenceColumn, narrow ? 96 : 104);
}

void CompareDialog::resizeEvent(QResizeEvent *event) {
    QDialog::resizeEvent(event);
    const auto isNarrow = [](const QSize &size) {
        return size.width() < roomForNames;
    };
    if (isNarrow(event->oldSize()) != isNarrow(event->size())) // or what was set by hand would be lost
        fitColumns();
}

void CompareDialog::setSides(const CompareSide &left, const CompareSide &right) {
    m_left = left;
    m_right = right;
    setWindowTitle(left.name == right.name ? tr("Compare two results of %1").arg(left.name)
                                           : tr("Compare %1 with %2").arg(left.name, right.name));
    const auto title = [](const CompareSide &side) {
        return QStringList{side.name, side.when, side.about}.join(u'\n');
    };
    m_model->setTitles(title(left), title(right));
}

void CompareDialog::setComparison(const results::ComparisonPtr &comparison) {
    m_model->setComparison(comparison);
    expandWhatDiffers();
    m_view->setCurrentIndex(m_model->index(0, 0));
    updateSummary();
    updateKeys();
    updateEmpty();
    updateTexts();
}

void CompareDialog::setNotices(const QStringList &lines) {
    m_notices->setText(lines.join(u'\n'));
    m_notices->setVisible(!lines.isEmpty());
}

void CompareDialog::setOutcome(const QString &words) {
    m_outcome->setText(words);
    m_outcome->setVisible(!words.isEmpty());
}

results::ComparedNames CompareDialog::names() const {
    const auto name = [](const CompareSide &side) {
        QStringList parts{side.name, side.when, side.about};
        parts.removeAll(QString());
        return parts.join(", "_L1);
    };
    return {name(m_left), name(m_right)};
}

std::function<std::optional<QByteArray>()> CompareDialog::exporter() const {
    return [comparison = m_model->comparison(), filter = m_model->filter(),
               names = names()]() -> std::optional<QByteArray> {
        if (!comparison)
            return {};
        return results::comparisonTable(*comparison, filter, names, results::CsvWriter::Format::Csv).file();
    };
}

QString CompareDialog::suggestedName() const {
    return tr("%1 compared").arg(m_left.name);
}

void CompareDialog::copySelected() {
    QList<const ComparedItem *> items;
    // From the ranges: they are few, also when all lines are selected.
    const QItemSelection selection = m_view->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            items << m_model->item(m_model->index(row, 0, range.parent()));
    }
    if (!items.isEmpty())
        copy(items);
}

/// Of none: all that is shown. On another thread, as it can be much.
void CompareDialog::copy(const QList<const ComparedItem *> &items) {
    const results::ComparisonPtr comparison = m_model->comparison();
    if (!comparison)
        return;
    QThreadPool::globalInstance()->start([self = QPointer(this), comparison, items,
                                             filter = m_model->filter(), names = names()] {
        const auto format = results::CsvWriter::Format::Tsv;
        const results::CsvWriter table =
            items.isEmpty() ? results::comparisonTable(*comparison, filter, names, format)
                            : results::comparisonTable(*comparison, items, filter, names, format);
        // The application object outlives the pool's work; the dialog may not.
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, table] {
                if (!self)
                    return;
                QGuiApplication::clipboard()->setText(table.text());
                const int values = table.lines() - 1;
                self->setOutcome(
                    values == 1 ? tr("1 value was copied as a table.")
                                : tr("%1 values were copied as a table.").arg(QLocale().toString(values)));
            },
            Qt::QueuedConnection);
    });
}

void CompareDialog::chooseFilter() {
    const int chosen = m_show->currentIndex();
    ComparisonFilter filter;
    filter.differencesOnly = chosen == 1;
    filter.confidenceOnly = chosen == confidenceChoice;
    if (chosen > 1 && !filter.confidenceOnly)
        filter.only = Verdict(chosen - 2);
    const ComparedItem *selected = m_model->item(m_view->currentIndex());
    m_model->setFilter(filter);
    expandWhatDiffers();
    const QModelIndex same = m_model->indexOf(selected);
    m_view->setCurrentIndex(same.isValid() ? same : m_model->index(0, 0));
    updateEmpty();
    updateTexts();
}

/// Round at the ends, and that is said.
void CompareDialog::step(bool back) {
    const auto from = [this, back](const QModelIndex &index) {
        return back ? m_model->previousDifference(index) : m_model->nextDifference(index);
    };
    QModelIndex to = from(m_view->currentIndex().siblingAtColumn(0));
    const bool around = !to.isValid();
    if (around)
        to = from({});
    if (!to.isValid())
        return setOutcome(tr("Nothing that is shown differs."));
    m_view->setCurrentIndex(to);
    m_view->scrollTo(to); // what it is in is opened
    setOutcome(!around ? QString()
               : back  ? tr("Round to the last difference.")
                       : tr("Round to the first difference."));
}

void CompareDialog::updateSummary() {
    const results::ComparisonPtr &comparison = m_model->comparison();
    m_summary->setText(comparison ? results::summaryText(comparison->summary) : tr("Reading both results…"));
    for (QWidget *control :
        {static_cast<QWidget *>(m_previous), static_cast<QWidget *>(m_next), static_cast<QWidget *>(m_show),
            static_cast<QWidget *>(m_swap), static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_export)})
        control->setEnabled(comparison != nullptr);
}

void CompareDialog::updateKeys() {
    const QSignalBlocker quiet(m_key);
    m_key->clear();
    m_key->addItem(tr("Best match"));
    if (const results::ComparisonPtr &comparison = m_model->comparison()) {
        for (const results::ComparedTable &table : comparison->tables) {
            for (const QString &column : table.columns) {
                m_key->addItem(comparison->tables.size() == 1 ? column : u"%1: %2"_s.arg(table.name, column),
                    QStringList{table.name, column});
                if (table.name == m_keyTable && column == m_keyColumn)
                    m_key->setCurrentIndex(m_key->count() - 1);
            }
        }
    }
    m_key->setVisible(m_key->count() > 1);
    m_keyLabel->setVisible(m_key->count() > 1);
}

void CompareDialog::updateEmpty() {
    const results::ComparisonPtr &comparison = m_model->comparison();
    m_empty->setText(
        !comparison                      ? tr("Reading both results…")
        : comparison->summary.all() == 0 ? tr("Neither result has fields.")
        : m_show->currentIndex() == 1    ? tr("There are no differences.")
        : m_show->currentIndex() == confidenceChoice
            ? tr("No confidence is another one.")
            : tr("No value is %1.").arg(results::verdictWord(Verdict(qMax(0, m_show->currentIndex() - 2)))));
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
    m_texts->setVisible(m_model->rowCount() > 0);
}

void CompareDialog::updateTexts() {
    const ComparedItem *item = m_model->item(m_view->currentIndex());
    if (!item)
        return m_texts->setTexts({}, {}, false);
    const bool marked = item->kind != ComparedItem::Group && item->verdict == Verdict::Changed;
    m_texts->setTexts(item->leftText(), item->rightText(), marked);
}

/// Groups are open, and what is not the same, up to what a person may look through.
void CompareDialog::expandWhatDiffers() {
    constexpr int most = 400;
    int opened = 0;
    const auto visit = [&](const auto &self, const QModelIndex &parent) -> void {
        for (int row = 0; row < m_model->rowCount(parent) && opened < most; ++row) {
            const QModelIndex index = m_model->index(row, 0, parent);
            const ComparedItem &item = *m_model->item(index);
            if (item.kind != ComparedItem::Group && item.verdict != Verdict::Changed)
                continue;
            opened += m_model->rowCount(index);
            m_view->expand(index);
            self(self, index);
        }
    };
    visit(visit, {});
}

} // namespace ui
