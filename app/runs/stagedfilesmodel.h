// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/intake.h"

#include <QAbstractListModel>

namespace runs {

/// The files that would be submitted, in the order they came; each path once. Values in, no checks of its
/// own.
class StagedFilesModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        ItemRole = Qt::UserRole, ///< runs::IntakeItem
        VerdictRole,             ///< int(Verdict)
    };

    explicit StagedFilesModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole is the name, AccessibleTextRole name, size, type and reason in words.
    QVariant data(const QModelIndex &index, int role) const override;

    const QList<IntakeItem> &items() const { return m_items; }
    /// Accepted and doubtful ones: what Submit would send.
    QList<IntakeItem> submittable() const;

public slots:
    /// Adds items; one whose path is already here replaces it.
    void add(const QList<runs::IntakeItem> &items);
    void removeRowsAt(const QList<int> &rows);
    /// Drops what was submitted, keeps the refused ones in sight.
    void removeSubmittable();
    void clear();

private:
    QList<IntakeItem> m_items;
};

} // namespace runs
