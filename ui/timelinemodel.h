// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/timeline.h"

#include <QAbstractTableModel>
#include <QList>

namespace ui {

/// The timeline of one run as a table, oldest first.
class TimelineModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, EventColumn, StatusColumn, DurationColumn, RequestColumn, ColumnCount };
    enum Role { FullTextRole = Qt::UserRole }; ///< what a cell says uncut

    using QAbstractTableModel::QAbstractTableModel;

    const QList<runs::TimelineEntry> &entries() const { return m_entries; }
    /// A timeline that went on keeps its rows: selection and scroll position stay.
    void setEntries(const QList<runs::TimelineEntry> &entries, qint64 nowMs);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString textOf(const runs::TimelineEntry &entry, int column) const;

    QList<runs::TimelineEntry> m_entries;
    qint64 m_now = 0;
};

} // namespace ui
