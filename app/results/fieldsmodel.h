// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/fieldquery.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>

namespace results {

/// What is selected of a FieldSet, as a tree: on top what the service says of the document (classes with
/// their quotes, splits with their partitions), then the fields, each with its quotes under it. An object's
/// members are fields under it. A table has nothing under it: FieldTableModel shows its rows. Fields that are
/// grouped stand under their split and partition.
class FieldsModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        ValueColumn,
        ConfidenceColumn,
        VerificationColumn,
        PageColumn,
        GroupColumn, ///< the split; for where fields are not grouped
        QuoteColumn, ///< the first quote; of a split its files
        ColumnCount
    };
    enum Kind { FieldKind, EvidenceKind, GroupKind, SectionKind };
    enum Role {
        KindRole = Qt::UserRole, ///< int(Kind)
        ConfidenceRole,          ///< double 0–100, or invalid; of a table, the lowest of its cells
        PathRole,                ///< QString, JSONPath of the field, section or quote; of a group, empty
        OverrideRole,            ///< bool
        OriginalRole,            ///< QString: what an override replaced; empty when that was nothing
        NullRole,                ///< bool: the service found nothing
        TextRole,                ///< QString: the whole value, of a quote its text, of a group its name
        TableRole,               ///< int: place in the set of a table of rows; -1 for all else
        VerificationRole,        ///< QString: the service's word of a single value
    };

    explicit FieldsModel(QObject *parent = nullptr);
    ~FieldsModel() override;

    /// Shows all of it, grouped where there are groups.
    void setFields(const QList<results::Field> &fields);
    const QList<Field> &fields() const { return m_set->fields; }

    /// One reset. `selection` is of `set`.
    void show(const FieldSetPtr &set, const FieldSelection &selection, bool grouped);
    const FieldSetPtr &set() const { return m_set; }

    /// The row that the path lies in: its own, or that of the nearest value around it. Invalid when there is
    /// none.
    QModelIndex indexOfPath(const QString &path) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole is one line, cut after 500 characters; nothing found and no confidence are "–".
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Item;
    static Item *append(Item *parent, Kind kind);
    static void appendField(Item *parent, const Field &field, int place);
    static void appendSection(Item *parent, const Section &section);
    const Item *itemAt(const QModelIndex &index) const;
    const FieldFacts *factsOf(const Item &item) const;
    std::optional<double> confidence(const Item &item) const;
    QString display(const Item &item, int column) const;
    QString displayField(const Item &item, int column) const;
    QString displaySection(const Section &section, int column) const;
    QString text(const Item &item) const;

    FieldSetPtr m_set;
    std::unique_ptr<Item> m_root;
    mutable QHash<QString, const Item *> m_byPath; ///< of what is not a quote; made when first asked for
};

} // namespace results
