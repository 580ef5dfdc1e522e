// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/run.h"

#include <QAbstractListModel>
#include <QList>

namespace runs {

/// The runs as a list, newest first. Values in; it neither asks nor decides anything.
class RunsModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole, ///< qint64
        RunRole,               ///< runs::Run
        StateRole,             ///< int(RunState)
    };

    explicit RunsModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole is the name, and AccessibleTextRole name and state in words.
    QVariant data(const QModelIndex &index, int role) const override;

    /// The run with this local id, or nullptr. Valid until the next change.
    const Run *find(qint64 id) const;
    QModelIndex indexOf(qint64 id) const;
    int activeCount() const;

public slots:
    void reset(const QList<runs::Run> &newestFirst);
    /// Adds the run on top, or replaces the one with its id in place.
    void put(const runs::Run &run);
    void remove(qint64 id);

private:
    QList<Run> m_runs;
};

} // namespace runs
