// SPDX-License-Identifier: MIT
#include "ui/comparedialog.h"

#include "app/results/comparisonmodel.h"
#include "app/results/comparisontext.h"
#include "ui/comparebar.h"
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
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QResizeEvent>
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
    , m_bar(new CompareBar(this))
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
    layout->addWidget(m_bar);
    layout->addWidget(split, 1);
    layout->addWidget(m_outcome);
    chainTabOrder(QList<QWidget *>{m_previous, m_next} + m_bar->controls() + QList<QWidget *>{m_view});
    connect(m_bar, &CompareBar::filterChanged, this, &CompareDialog::applyFilter);
    connect(m_bar, &CompareBar::keysChosen, this, &CompareDialog::keysChosen);
    connect(m_bar, &CompareBar::swapRequested, this, &CompareDialog::swapRequested);
    connect(m_bar, &CompareBar::copyRequested, this, [this] { copy({}); });
    connect(m_bar, &CompareBar::exportRequested, this, &CompareDialog::exportRequested);
    m_view->setFocus();
    updateSummary();
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
    m_bar->setComparison(comparison);
    updateSummary();
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

void CompareDialog::applyFilter() {
    const ComparedItem *selected = m_model->item(m_view->currentIndex());
    m_model->setFilter(m_bar->filter());
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
    m_previous->setEnabled(comparison != nullptr);
    m_next->setEnabled(comparison != nullptr);
}

void CompareDialog::updateEmpty() {
    const results::ComparisonPtr &comparison = m_model->comparison();
    const ComparisonFilter filter = m_bar->filter();
    m_empty->setText(!comparison                      ? tr("Reading both results…")
                     : comparison->summary.all() == 0 ? tr("Neither result has fields.")
                     : filter.differencesOnly         ? tr("There are no differences.")
                     : filter.confidenceOnly          ? tr("No confidence is another one.")
                     : filter.only ? tr("No value is %1.").arg(results::verdictWord(*filter.only))
                                   : QString());
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
