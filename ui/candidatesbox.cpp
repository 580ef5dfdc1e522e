// SPDX-License-Identifier: MIT
#include "ui/candidatesbox.h"

#include "ui/exacttimes.h"
#include "ui/labels.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
enum Column { NameColumn, CreatedColumn, StatusColumn, IdColumn, ColumnCount };
constexpr int mostRows = 5; // more scroll
} // namespace

CandidatesBox::CandidatesBox(QWidget *parent)
    : QWidget(parent)
    , m_words(plainLabel(u"candidatesWords"_s, u"dim"_s, this))
    , m_list(new QTreeWidget(this))
    , m_adopt(new QPushButton(tr("&This is it"), this))
    , m_look(new QPushButton(tr("&Look again"), this)) {
    setObjectName(u"candidates"_s);
    m_list->setObjectName(u"candidatesList"_s);
    m_list->setAccessibleName(tr("What the service lists that it may be"));
    m_list->setColumnCount(ColumnCount);
    m_list->setHeaderLabels({tr("Name"), tr("Created"), tr("Status"), tr("Collection id")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView *header = m_list->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    header->resizeSection(CreatedColumn, 80);
    header->resizeSection(StatusColumn, 100);
    header->resizeSection(IdColumn, 130);
    m_adopt->setObjectName(u"candidatesAdopt"_s);
    m_adopt->setAccessibleName(tr("This is it"));
    m_adopt->setToolTip(tr("The run goes on with the chosen one; nothing is sent again"));
    m_look->setObjectName(u"candidatesLook"_s);
    m_look->setAccessibleName(tr("Look again"));
    m_look->setToolTip(tr("Ask the service for its list again; nothing is sent again"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid);
    layout->addWidget(m_words);
    layout->addWidget(m_list);
    connect(m_adopt, &QPushButton::clicked, this, [this] {
        if (!chosen().isEmpty())
            emit adoptRequested(chosen());
    });
    connect(m_look, &QPushButton::clicked, this, &CandidatesBox::lookAgainRequested);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &CandidatesBox::updateButtons);
    showCandidates(0);
    setActive(false);
}

void CandidatesBox::setActive(bool active) {
    m_active = active;
    setVisible(active);
    m_look->setVisible(active);
    m_adopt->setVisible(active && !m_candidates.isEmpty());
}

void CandidatesBox::setSearch(const QList<runs::Candidate> &candidates, bool looking, qint64 nowMs) {
    m_words->setText(candidates.isEmpty() ? looking ? tr("It is still being looked for at the service.")
                                                    : tr("It is not being looked for any more.")
                     : looking ? tr("It is still being looked for. The service lists what may be it:")
                               : tr("The service lists what may be it. Choose, and nothing is sent again:"));
    m_look->setEnabled(!looking);
    if (candidates == m_candidates)
        return;
    m_candidates = candidates;
    showCandidates(nowMs);
}

void CandidatesBox::showCandidates(qint64 nowMs) {
    const QString before = chosen();
    m_list->clear();
    for (const runs::Candidate &candidate : std::as_const(m_candidates)) {
        auto *item = new QTreeWidgetItem(
            m_list, {candidate.name.isEmpty() ? tr("(no name)") : candidate.name.simplified(),
                        candidate.createdAt > 0 ? exactClock(candidate.createdAt, nowMs) : tr("unknown"),
                        candidate.status, candidate.collectionId});
        item->setToolTip(NameColumn, plainToolTip(candidate.name));
        item->setToolTip(IdColumn, plainToolTip(candidate.collectionId));
        item->setData(NameColumn, Qt::AccessibleTextRole,
            tr("%1, created %2, %3, %4")
                .arg(item->text(NameColumn), item->text(CreatedColumn), item->text(StatusColumn),
                    item->text(IdColumn)));
        if (candidate.collectionId == before)
            m_list->setCurrentItem(item);
    }
    const bool any = !m_candidates.isEmpty();
    m_list->setVisible(any);
    m_adopt->setVisible(m_active && any);
    const int rows = qMin(int(m_candidates.size()), mostRows);
    m_list->setFixedHeight(m_list->header()->sizeHint().height() + rows * metrics::row + 2);
    updateButtons();
}

QString CandidatesBox::chosen() const {
    const QList<QTreeWidgetItem *> items = m_list->selectedItems();
    return items.isEmpty() ? QString() : items.first()->text(IdColumn);
}

void CandidatesBox::updateButtons() {
    m_adopt->setEnabled(!chosen().isEmpty());
}

} // namespace ui
