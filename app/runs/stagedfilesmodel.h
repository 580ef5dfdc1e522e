// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/intake.h"

#include <QAbstractListModel>
#include <QHash>

namespace runs {

/// The files that would be submitted, in the order they came; each path once. Values in, no checks of its
/// own. Quick with ten thousand of them.
class StagedFilesModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        ItemRole = Qt::UserRole, ///< runs::IntakeItem
        VerdictRole,             ///< int(Verdict)
    };

    /// How many there are of what; kept, not counted.
    struct Tally {
        int submittable = 0;
        int refused = 0;
        int doubtful = 0;
        int unsettled = 0;
        int repeated = 0;  ///< their bytes were submitted before, or are in the list twice
        int unchecked = 0; ///< not read yet
        qint64 bytes = 0;
    };

    explicit StagedFilesModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole is the name, AccessibleTextRole name, size, type and reason in words.
    QVariant data(const QModelIndex &index, int role) const override;

    const QList<IntakeItem> &items() const { return m_items; }
    const Tally &tally() const { return m_tally; }
    /// Accepted and doubtful ones that are not being written: what Submit would send.
    QList<IntakeItem> submittable() const;
    /// It is here, and nothing keeps it from being submitted.
    bool isSubmittable(const QString &path) const;
    /// What stands against an item, for people; empty when nothing does.
    static QString wordsFor(const IntakeItem &item);

public slots:
    /// Adds items; one whose path is already here replaces it.
    void add(const QList<runs::IntakeItem> &items);
    /// As add(), but what is not here (any more) is left out.
    void update(const QList<runs::IntakeItem> &items);
    void removeRowsAt(const QList<int> &rows);
    /// Those that were submitted; what is not here (any more) is left out.
    void removePaths(const QStringList &paths);
    void clear();
    /// What is known of an item's bytes elsewhere; see IntakeItem::repeats.
    void setRepeats(int row, const QString &words, qint64 run);

private:
    void put(const QList<IntakeItem> &items, bool addNew);
    void count(const IntakeItem &item, int sign);
    void recount();

    QList<IntakeItem> m_items;
    QHash<QString, int> m_rows; ///< by path
    Tally m_tally;
};

} // namespace runs
