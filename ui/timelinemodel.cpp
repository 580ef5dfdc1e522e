// SPDX-License-Identifier: MIT
#include "ui/timelinemodel.h"

#include "ui/exacttimes.h"
#include "ui/timelinetext.h"

using runs::TimelineEntry;

namespace ui {

void TimelineModel::setEntries(const QList<TimelineEntry> &entries, qint64 nowMs) {
    m_now = nowMs;
    const qsizetype before = m_entries.size();
    const bool goesOn =
        entries.size() >= before && (before == 0 || entries.first().at == m_entries.first().at);
    if (!goesOn) {
        beginResetModel();
        m_entries = entries;
        endResetModel();
        return;
    }
    if (entries.size() > before) {
        beginInsertRows({}, int(before), int(entries.size()) - 1);
        m_entries = entries;
        endInsertRows();
    }
    m_entries = entries;
    if (before > 0)
        emit dataChanged(index(0, 0), index(int(before) - 1, ColumnCount - 1));
}

int TimelineModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int(m_entries.size());
}

int TimelineModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString TimelineModel::textOf(const TimelineEntry &entry, int column) const {
    switch (column) {
    case TimeColumn:
        return exactClock(entry.at, m_now);
    case EventColumn:
        return eventText(entry, m_now);
    case StatusColumn:
        return entry.httpStatus > 0 ? QString::number(entry.httpStatus) : QString();
    case DurationColumn:
        return entry.duration <= 0     ? QString()
               : entry.duration < 1000 ? tr("%1 ms").arg(entry.duration)
                                       : exactDuration(entry.duration);
    case RequestColumn:
        return entry.requestId;
    default:
        return {};
    }
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TimelineEntry &entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case FullTextRole:
        return textOf(entry, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == TimeColumn ? entryAsText(entry) : textOf(entry, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == DurationColumn ? int(Qt::AlignRight | Qt::AlignVCenter)
                                                : int(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == DurationColumn ? int(Qt::AlignRight | Qt::AlignVCenter)
                                         : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case EventColumn:
        return tr("What happened");
    case StatusColumn:
        return tr("HTTP");
    case DurationColumn:
        return tr("Took");
    case RequestColumn:
        return tr("Request id");
    default:
        return {};
    }
}

} // namespace ui
