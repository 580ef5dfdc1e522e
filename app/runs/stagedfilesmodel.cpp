// SPDX-License-Identifier: MIT
#include "app/runs/stagedfilesmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace runs {

StagedFilesModel::StagedFilesModel(QObject *parent)
    : QAbstractListModel(parent) {}

int StagedFilesModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int(m_items.size());
}

QVariant StagedFilesModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const IntakeItem &item = m_items.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return item.name;
    case Qt::ToolTipRole:
        return item.reason.isEmpty() ? item.path : u"%1\n%2"_s.arg(item.path, item.reason);
    case Qt::AccessibleTextRole: {
        QStringList parts{item.name, item.typeLabel};
        if (item.size >= 0)
            parts << tr("%1 bytes").arg(item.size);
        parts << item.reason;
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }
    case ItemRole:
        return QVariant::fromValue(item);
    case VerdictRole:
        return int(item.verdict);
    default:
        return {};
    }
}

QList<IntakeItem> StagedFilesModel::submittable() const {
    QList<IntakeItem> items;
    std::copy_if(m_items.cbegin(), m_items.cend(), std::back_inserter(items),
        [](const IntakeItem &item) { return item.verdict != Verdict::Refused; });
    return items;
}

void StagedFilesModel::add(const QList<IntakeItem> &items) {
    for (const IntakeItem &item : items) {
        const auto same = std::find_if(
            m_items.begin(), m_items.end(), [&](const IntakeItem &other) { return other.path == item.path; });
        if (same != m_items.end()) {
            *same = item;
            const QModelIndex at = index(int(same - m_items.begin()));
            emit dataChanged(at, at);
            continue;
        }
        const int row = int(m_items.size());
        beginInsertRows({}, row, row);
        m_items << item;
        endInsertRows();
    }
}

void StagedFilesModel::removeRowsAt(const QList<int> &rows) {
    QList<int> sorted = rows;
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    for (int row : sorted) {
        if (row < 0 || row >= m_items.size())
            continue;
        beginRemoveRows({}, row, row);
        m_items.removeAt(row);
        endRemoveRows();
    }
}

void StagedFilesModel::removeSubmittable() {
    beginResetModel();
    m_items.removeIf([](const IntakeItem &item) { return item.verdict != Verdict::Refused; });
    endResetModel();
}

void StagedFilesModel::clear() {
    beginResetModel();
    m_items.clear();
    endResetModel();
}

} // namespace runs
