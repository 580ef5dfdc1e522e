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
        return wordsFor(item).isEmpty() ? item.path : item.path + u'\n' + wordsFor(item);
    case Qt::AccessibleTextRole: {
        QStringList parts{item.name, item.typeLabel};
        if (item.size >= 0)
            parts << tr("%1 bytes").arg(item.size);
        if (item.pages > 0)
            parts << (item.pages == 1 ? tr("1 page") : tr("%1 pages").arg(item.pages));
        parts << wordsFor(item);
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

QString StagedFilesModel::wordsFor(const IntakeItem &item) {
    if (item.unsettled)
        return tr("still being written");
    if (item.reason.isEmpty() || item.repeats.isEmpty())
        return item.reason + item.repeats;
    return item.reason + u"; "_s + item.repeats;
}

QList<IntakeItem> StagedFilesModel::submittable() const {
    QList<IntakeItem> items;
    items.reserve(m_tally.submittable);
    std::copy_if(m_items.cbegin(), m_items.cend(), std::back_inserter(items),
        [](const IntakeItem &item) { return item.isSubmittable(); });
    return items;
}

void StagedFilesModel::add(const QList<IntakeItem> &items) {
    put(items, true);
}

void StagedFilesModel::update(const QList<IntakeItem> &items) {
    put(items, false);
}

void StagedFilesModel::put(const QList<IntakeItem> &items, bool addNew) {
    QList<IntakeItem> fresh;
    int first = int(m_items.size());
    int last = -1;
    for (const IntakeItem &item : items) {
        const auto row = m_rows.constFind(item.path);
        if (row == m_rows.cend()) {
            if (!addNew)
                continue;
            m_rows.insert(item.path, int(m_items.size() + fresh.size()));
            fresh << item;
        } else if (*row >= m_items.size()) { // named twice in one go
            fresh[*row - m_items.size()] = item;
        } else {
            IntakeItem &here = m_items[*row];
            count(here, -1);
            const bool same = !item.contentHash.isEmpty() && item.contentHash == here.contentHash;
            const IntakeItem before = here;
            here = item;
            if (same && here.repeats.isEmpty()) {
                here.repeats = before.repeats;
                here.repeatsRun = before.repeatsRun;
            }
            count(here, 1);
            first = qMin(first, *row);
            last = qMax(last, *row);
        }
    }
    if (last >= 0)
        emit dataChanged(index(first), index(last));
    if (fresh.isEmpty())
        return;
    beginInsertRows({}, int(m_items.size()), int(m_items.size() + fresh.size()) - 1);
    m_items << fresh;
    for (const IntakeItem &item : std::as_const(fresh))
        count(item, 1);
    endInsertRows();
}

void StagedFilesModel::removeRowsAt(const QList<int> &rows) {
    QList<int> sorted = rows;
    sorted.removeIf([this](int row) { return row < 0 || row >= m_items.size(); });
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    constexpr qsizetype manyRows = 50; // each removal makes the views look at all the rest
    if (sorted.size() > manyRows) {
        beginResetModel();
        QList<IntakeItem> kept;
        for (int row = 0; row < m_items.size(); ++row) {
            if (!sorted.isEmpty() && sorted.constLast() == row)
                sorted.removeLast();
            else
                kept << m_items.at(row);
        }
        m_items = kept;
        recount();
        endResetModel();
        return;
    }
    // From the end, and what lies together at once.
    while (!sorted.isEmpty()) {
        const int last = sorted.takeFirst();
        int first = last;
        while (!sorted.isEmpty() && sorted.constFirst() == first - 1)
            first = sorted.takeFirst();
        beginRemoveRows({}, first, last);
        m_items.remove(first, last - first + 1);
        recount();
        endRemoveRows();
    }
}

void StagedFilesModel::removePaths(const QStringList &paths) {
    QList<int> rows;
    for (const QString &path : paths) {
        if (const auto row = m_rows.constFind(path); row != m_rows.cend())
            rows << *row;
    }
    removeRowsAt(rows);
}

bool StagedFilesModel::isSubmittable(const QString &path) const {
    const auto row = m_rows.constFind(path);
    return row != m_rows.cend() && m_items.at(*row).isSubmittable();
}

void StagedFilesModel::clear() {
    beginResetModel();
    m_items.clear();
    recount();
    endResetModel();
}

void StagedFilesModel::setRepeats(int row, const QString &words, qint64 run) {
    if (row < 0 || row >= m_items.size())
        return;
    IntakeItem &item = m_items[row];
    if (item.repeats == words && item.repeatsRun == run)
        return;
    count(item, -1);
    item.repeats = words;
    item.repeatsRun = run;
    count(item, 1);
    emit dataChanged(index(row), index(row));
}

void StagedFilesModel::count(const IntakeItem &item, int sign) {
    m_tally.submittable += sign * int(item.isSubmittable());
    m_tally.refused += sign * int(item.verdict == Verdict::Refused && !item.unsettled);
    m_tally.doubtful += sign * int(item.isDoubtful());
    m_tally.unsettled += sign * int(item.unsettled);
    m_tally.repeated += sign * int(!item.repeats.isEmpty());
    m_tally.unchecked += sign * int(!item.inspected && !item.unsettled);
    m_tally.bytes += sign * qMax<qint64>(0, item.size);
}

void StagedFilesModel::recount() {
    m_rows.clear();
    m_tally = {};
    for (int row = 0; row < m_items.size(); ++row) {
        m_rows.insert(m_items.at(row).path, row);
        count(m_items.at(row), 1);
    }
}

} // namespace runs
