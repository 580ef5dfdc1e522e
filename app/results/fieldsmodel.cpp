// SPDX-License-Identifier: MIT
#include "app/results/fieldsmodel.h"

#include "app/results/displaytext.h"
#include "app/results/fieldsummary.h"
#include "app/results/jsonpath.h"

#include <QHash>
#include <QStringList>
#include <QThreadPool>

#include <memory>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace results {

struct FieldsModel::Item {
    Kind kind = FieldKind;
    const Field *field =
        nullptr; ///< of a row, its table; of a quote, the field it supports; of a group, its first
    Item *parent = nullptr;
    int row = 0; ///< in the parent; for rows and quotes also their place in the field
    /// Of the root and of groups all there are. The others are made when somebody looks at one of them: a
    /// table of a hundred thousand rows opens as quickly as one of three.
    mutable std::vector<std::unique_ptr<Item>> children;

    int count() const {
        if (kind == RowKind)
            return int(cells().size());
        if (kind == EvidenceKind)
            return 0;
        if (kind == GroupKind || !field)
            return int(children.size());
        return int(field->rows.size() + (field->isTable ? 0 : field->evidence.size()));
    }
    const QList<Field> &cells() const { return field->rows[row]; }
    /// Of a row, its element in the list; a table of one object has no list, there the row is the table.
    QString path() const {
        if (kind == GroupKind)
            return {};
        if (kind != RowKind)
            return field->path;
        const QString element = elementPath(field->path, row);
        return cells().isEmpty() || cells().first().path.startsWith(element) ? element : field->path;
    }
    const Evidence &quote() const { return field->evidence[row]; }
};

FieldsModel::FieldsModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Item>()) {}

FieldsModel::~FieldsModel() = default;

void FieldsModel::setFields(const QList<Field> &fields) {
    beginResetModel();
    // What a large result was made of takes its time to go.
    QList<Field> former = std::exchange(m_fields, fields);
    std::shared_ptr<Item> formerRoot = std::exchange(m_root, std::make_unique<Item>());
    QThreadPool::globalInstance()->start(
        [former = std::move(former), formerRoot = std::move(formerRoot)]() mutable {
            formerRoot.reset();
            former.clear();
        });
    QStringList groups;
    for (const Field &field : fields) {
        if (!groups.contains(field.group))
            groups.append(field.group);
    }
    QHash<QString, Item *> parents;
    for (const Field &field : std::as_const(m_fields)) {
        Item *&parent = parents[field.group];
        if (!parent && groups.size() > 1) {
            parent = append(m_root.get(), GroupKind);
            parent->field = &field;
        }
        append(parent ? parent : m_root.get(), FieldKind)->field = &field;
    }
    endResetModel();
}

FieldsModel::Item *FieldsModel::append(Item *parent, Kind kind) {
    auto item = std::make_unique<Item>();
    item->kind = kind;
    item->parent = parent;
    item->row = int(parent->children.size());
    parent->children.push_back(std::move(item));
    return parent->children.back().get();
}

const FieldsModel::Item *FieldsModel::childOf(const Item &parent, int row) {
    if (parent.children.empty())
        parent.children.resize(size_t(parent.count()));
    std::unique_ptr<Item> &child = parent.children[size_t(row)];
    if (!child) {
        child = std::make_unique<Item>();
        child->parent = const_cast<Item *>(&parent);
        child->row = row;
        const bool isCell = parent.kind == RowKind;
        const bool isRow = !isCell && row < parent.field->rows.size();
        child->kind = isCell ? FieldKind : isRow ? RowKind : EvidenceKind;
        child->field = isCell ? &parent.cells()[row] : parent.field;
    }
    return child.get();
}

const FieldsModel::Item *FieldsModel::itemAt(const QModelIndex &index) const {
    return index.isValid() ? static_cast<const Item *>(index.internalPointer()) : m_root.get();
}

QModelIndex FieldsModel::index(int row, int column, const QModelIndex &parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, childOf(*itemAt(parent), row));
}

QModelIndex FieldsModel::parent(const QModelIndex &child) const {
    const Item *parent = itemAt(child)->parent;
    return !parent || parent == m_root.get() ? QModelIndex() : createIndex(parent->row, 0, parent);
}

int FieldsModel::rowCount(const QModelIndex &parent) const {
    return parent.column() > 0 ? 0 : itemAt(parent)->count();
}

int FieldsModel::columnCount(const QModelIndex &) const {
    return ColumnCount;
}

QVariant FieldsModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid())
        return {};
    const Item &item = *itemAt(index);
    const bool isField = item.kind == FieldKind;
    switch (role) {
    case Qt::DisplayRole:
        return display(item, index.column());
    case Qt::AccessibleTextRole: {
        QStringList parts{display(item, NameColumn), display(item, ValueColumn)};
        if (data(index, ConfidenceRole).isValid())
            parts.append(tr("confidence %1").arg(display(item, ConfidenceColumn)));
        parts.removeAll(QString());
        return parts.join(", "_L1);
    }
    case KindRole:
        return item.kind;
    case ConfidenceRole: {
        const std::optional<double> confidence = item.kind == RowKind ? rowConfidence(item.cells())
                                                 : isField            ? item.field->confidence
                                                                      : std::nullopt;
        return confidence ? QVariant(*confidence) : QVariant();
    }
    case PathRole:
        return item.path();
    case OverrideRole:
        return isField && item.field->overridden;
    case NullRole:
        return isField && item.field->isNull;
    case TextRole:
        return text(item);
    default:
        return {};
    }
}

QString FieldsModel::display(const Item &item, int column) const {
    const Field &field = *item.field;
    switch (item.kind) {
    case GroupKind:
        return column == NameColumn ? text(item) : QString();
    case EvidenceKind:
        if (column == NameColumn)
            return quoteText(item.quote());
        return column == PageColumn && item.quote().page > 0 ? QString::number(item.quote().page) : QString();
    case RowKind:
        if (column == NameColumn)
            return QString::number(item.row + 1);
        if (column == ValueColumn)
            return rowText(item.cells());
        return column == PageColumn ? pagesText(item.cells()) : confidenceText(rowConfidence(item.cells()));
    case FieldKind:
        if (column == NameColumn)
            return displayLine(field.name);
        if (column == ValueColumn)
            return fieldText(field);
        return column == PageColumn ? pagesText(field) : confidenceText(field.confidence);
    }
    return {};
}

QString FieldsModel::text(const Item &item) const {
    switch (item.kind) {
    case GroupKind:
        return groupText(item.field->group);
    case EvidenceKind:
        return item.quote().text;
    case RowKind: {
        QStringList values;
        for (const Field &cell : item.cells())
            values.append(cell.value);
        return values.join(u" · "_s);
    }
    case FieldKind:
        return item.field->isTable ? tableText(*item.field) : item.field->value;
    }
    return {};
}

QVariant FieldsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Field");
    case ValueColumn:
        return tr("Value");
    case ConfidenceColumn:
        return tr("Confidence");
    case PageColumn:
        return tr("Page");
    default:
        return {};
    }
}

} // namespace results
