// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/field.h"

#include <QAbstractItemModel>

#include <memory>

namespace results {

/// Fields as a tree: a field; under it its quotes, or its rows; under a row its cells; under a cell its
/// quotes. Where the document was split, the fields stand under their group.
class FieldsModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, ConfidenceColumn, PageColumn, ColumnCount };
    enum Kind { FieldKind, RowKind, EvidenceKind, GroupKind };
    enum Role {
        KindRole = Qt::UserRole, ///< int(Kind)
        ConfidenceRole,          ///< double 0–100, or invalid; of a row, the lowest of its cells
        PathRole,                ///< QString, JSONPath of the field (of the table for its rows)
        OverrideRole,            ///< bool
        NullRole,                ///< bool: the service found nothing
        TextRole,                ///< QString: the whole value, of a quote its text, of a group its name
    };

    explicit FieldsModel(QObject *parent = nullptr);
    ~FieldsModel() override;

    void setFields(const QList<results::Field> &fields);
    const QList<Field> &fields() const { return m_fields; }

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
    static const Item *childOf(const Item &parent, int row);
    const Item *itemAt(const QModelIndex &index) const;
    QString display(const Item &item, int column) const;
    QString text(const Item &item) const;

    QList<Field> m_fields;
    std::unique_ptr<Item> m_root;
};

} // namespace results
