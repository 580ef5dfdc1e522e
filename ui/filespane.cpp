// SPDX-License-Identifier: MIT
#include "ui/filespane.h"

#include "app/runs/stagedfilesmodel.h"
#include "ui/dropzone.h"
#include "ui/icons.h"
#include "ui/runtext.h"
#include "ui/stagedfiledelegate.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QPersistentModelIndex>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using runs::IntakeItem;
using runs::Verdict;

namespace ui {

namespace {

QPushButton *linkButton(const QString &name, const QString &text, const QString &spoken, QWidget *parent) {
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setAccessibleName(spoken);
    button->setProperty("link", true);
    button->setAutoDefault(false);
    button->setCursor(Qt::PointingHandCursor);
    return button;
}

/// As high as its rows, up to a handful; then it scrolls.
class StagedView : public QListView {
public:
    using QListView::QListView;

    QSize sizeHint() const override { return {QListView::sizeHint().width(), rowsHeight(5)}; }
    QSize minimumSizeHint() const override { return {QListView::minimumSizeHint().width(), rowsHeight(1)}; }

private:
    int rowsHeight(int most) const {
        int height = 0;
        const int rows = model() ? qMin(most, model()->rowCount()) : 0;
        for (int row = 0; row < rows; ++row)
            height += sizeHintForRow(row);
        return height;
    }
};

} // namespace

FilesPane::FilesPane(runs::StagedFilesModel *staged, QWidget *parent)
    : QWidget(parent)
    , m_staged(staged)
    , m_zone(new DropZone(this))
    , m_samples(makeSamples())
    , m_summary(makeSummary())
    , m_list(new StagedView(this))
    , m_delegate(new StagedFileDelegate(this)) {
    setObjectName(u"filesPane"_s);

    m_list->setObjectName(u"stagedList"_s);
    m_list->setAccessibleName(tr("Staged files"));
    m_list->setModel(staged);
    m_list->setItemDelegate(m_delegate);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setMouseTracking(true);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->installEventFilter(this);
    connect(m_delegate, &StagedFileDelegate::removeRequested, m_staged,
        [this](int row) { m_staged->removeRowsAt({row}); });
    connect(m_delegate, &StagedFileDelegate::showRunRequested, this, &FilesPane::showRunRequested);
    connect(m_list, &QWidget::customContextMenuRequested, this, &FilesPane::showMenu);
    connect(m_zone, &DropZone::addFilesRequested, this, &FilesPane::addFilesRequested);

    auto *top = new QVBoxLayout;
    top->setContentsMargins(12, 12, 12, metrics::grid);
    top->setSpacing(metrics::grid);
    top->addWidget(m_zone, 1);
    top->addWidget(m_samples);
    top->addWidget(m_summary);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top, 1);
    layout->addWidget(m_list, 2);

    connect(staged, &QAbstractItemModel::rowsInserted, this, &FilesPane::refresh);
    connect(staged, &QAbstractItemModel::rowsRemoved, this, &FilesPane::refresh);
    connect(staged, &QAbstractItemModel::dataChanged, this, &FilesPane::refresh);
    connect(staged, &QAbstractItemModel::modelReset, this, &FilesPane::refresh);
    refresh();
}

QWidget *FilesPane::makeSamples() {
    auto *samples = new QWidget(this);
    auto *words = new QLabel(tr("Try a sample:"), samples);
    words->setProperty("role", u"dim"_s);
    auto *layout = new QHBoxLayout(samples);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addStretch(1);
    layout->addWidget(words);
    const struct {
        QString name, text, spoken, path;
    } links[] = {
        {u"sampleInvoice"_s, tr("invoice"), tr("Try the sample invoice"), u":/samples/invoice-0847.pdf"_s},
        {u"sampleLetter"_s, tr("letter"), tr("Try the sample letter"), u":/samples/letter.md"_s},
        {u"sampleReceipt"_s, tr("receipt"), tr("Try the sample receipt"), u":/samples/receipt.txt"_s}};
    for (const auto &link : links) {
        auto *button = linkButton(link.name, link.text, link.spoken, samples);
        connect(
            button, &QPushButton::clicked, this, [this, path = link.path] { emit sampleRequested(path); });
        layout->addWidget(button);
    }
    layout->addStretch(1);
    return samples;
}

QWidget *FilesPane::makeSummary() {
    auto *summary = new QWidget(this);
    m_count = new QLabel(summary);
    m_count->setObjectName(u"stagedCount"_s);
    m_count->setProperty("role", u"dim"_s);
    m_removeRefused = linkButton(
        u"removeRefused"_s, tr("Remove refused"), tr("Remove the files that cannot be submitted"), summary);
    auto *clear = linkButton(u"clearFiles"_s, tr("Clear"), tr("Remove all files from the list"), summary);
    connect(m_removeRefused, &QPushButton::clicked, this, &FilesPane::removeRefused);
    connect(clear, &QPushButton::clicked, m_staged, &runs::StagedFilesModel::clear);
    auto *layout = new QHBoxLayout(summary);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid);
    layout->addWidget(m_count, 1);
    layout->addWidget(m_removeRefused);
    layout->addWidget(clear);
    return summary;
}

void FilesPane::setSamplesOffered(bool offered) {
    m_samplesOffered = offered;
    refresh();
}

void FilesPane::focusFiles() {
    if (m_list->isHidden())
        m_zone->focusButton();
    else
        m_list->setFocus();
}

void FilesPane::refresh() {
    const runs::StagedFilesModel::Tally &tally = m_staged->tally();
    const int count = m_staged->rowCount();
    const bool any = count > 0;
    const QString files = count == 1 ? tr("1 file") : tr("%1 files").arg(QLocale().toString(count));
    QString words = u"%1 · %2"_s.arg(files, bytesText(tally.bytes));
    if (tally.unchecked > 0)
        words = tr("%1, %2 to check").arg(files, QLocale().toString(tally.unchecked));
    m_count->setText(words);
    m_count->setToolTip(
        tally.unchecked > 0
            ? tr("They are being read: what they are, how many pages, submitted before or not")
            : QString());
    constexpr int many = 200;
    m_delegate->setUniform(count > many);
    m_list->setUniformItemSizes(count > many);
    m_zone->setCompact(any);
    m_samples->setVisible(!any && m_samplesOffered);
    m_summary->setVisible(any);
    m_removeRefused->setVisible(tally.refused > 0);
    m_list->setVisible(any);
    m_list->updateGeometry();
}

void FilesPane::removeSelected() {
    const QModelIndexList selected = m_list->selectionModel()->selectedIndexes();
    if (selected.isEmpty())
        return;
    QList<int> rows;
    for (const QModelIndex &index : selected)
        rows << index.row();
    const int next = *std::min_element(rows.cbegin(), rows.cend());
    m_staged->removeRowsAt(rows);
    // Delete, Delete, Delete takes one after the other off.
    if (const int left = m_staged->rowCount(); left > 0)
        m_list->setCurrentIndex(m_staged->index(qMin(next, left - 1)));
}

void FilesPane::removeRefused() {
    removeRows([](const IntakeItem &item) { return item.verdict == Verdict::Refused && !item.unsettled; });
}

void FilesPane::removeRows(bool (*isOut)(const IntakeItem &item)) {
    QList<int> rows;
    const QList<IntakeItem> &items = m_staged->items();
    for (int row = 0; row < items.size(); ++row) {
        if (isOut(items.at(row)))
            rows << row;
    }
    m_staged->removeRowsAt(rows);
}

void FilesPane::showRunOf(const QModelIndex &index) {
    const auto item = index.data(runs::StagedFilesModel::ItemRole).value<IntakeItem>();
    if (item.repeatsRun != 0)
        emit showRunRequested(item.repeatsRun);
}

void FilesPane::showMenu(const QPoint &at) {
    const QModelIndex index = m_list->indexAt(at);
    if (!index.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"stagedMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (index.data(runs::StagedFilesModel::ItemRole).value<IntakeItem>().repeatsRun != 0) {
        QAction *show = menu->addAction(
            tr("&Show that result"), this, [this, at = QPersistentModelIndex(index)] { showRunOf(at); });
        show->setObjectName(u"showRepeated"_s);
        show->setShortcut(QKeySequence(Qt::Key_Return));
        menu->addSeparator();
    }
    QAction *remove = menu->addAction(icon(u"remove"_s), tr("&Remove"), this, &FilesPane::removeSelected);
    remove->setObjectName(u"removeStaged"_s);
    remove->setShortcut(QKeySequence::Delete); // shown; the list itself listens to the key
    if (m_removeRefused->isVisible())
        menu->addAction(tr("Remove re&fused"), this, &FilesPane::removeRefused)
            ->setObjectName(u"removeRefusedAction"_s);
    if (m_staged->tally().repeated > 0)
        menu->addAction(tr("Remove those submitted be&fore or twice in the list"), this,
                [this] { removeRows([](const IntakeItem &item) { return !item.repeats.isEmpty(); }); })
            ->setObjectName(u"removeRepeated"_s);
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

bool FilesPane::eventFilter(QObject *watched, QEvent *event) {
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Delete) || key->key() == Qt::Key_Backspace) {
            removeSelected();
            return true;
        }
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) &&
            key->modifiers() == Qt::NoModifier) {
            showRunOf(m_list->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
