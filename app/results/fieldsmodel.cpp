// SPDX-License-Identifier: MIT
#include "app/results/fieldsmodel.h"

#include "app/results/displaytext.h"
#include "app/results/fieldsummary.h"
#include "app/results/jsonpath.h"

#include <QStringList>

#include <numeric>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace results {

struct FieldsModel::Item {
    Kind kind = FieldKind;
    const Field *field = nullptr;     ///< of a quote, the one it supports; of a group, its first
    const Section *section = nullptr; ///< of a quote, the class it supports
    Item *parent = nullptr;
    int row = 0;    ///< in the parent
    int place = -1; ///< of a field in the set; of a quote among the quotes
    std::vector<std::unique_ptr<Item>> children;

    const QList<Evidence> &quotes() const { return field ? field->evidence : section->evidence; }
    const Evidence &quote() const { return quotes()[place]; }
    const QString &ownPath() const { return field ? field->path : section->path; }
    QString path() const {
        if (kind == GroupKind)
            return {};
        if (kind != EvidenceKind)
            return ownPath();
        const QString list = memberPath(ownPath(), u"evidence"_s);
        return quote().element < 0 ? list : elementPath(list, quote().element);
    }
};

FieldsModel::FieldsModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_set(std::make_shared<FieldSet>())
    , m_root(std::make_unique<Item>()) {}

FieldsModel::~FieldsModel() = default;

void FieldsModel::setFields(const QList<Field> &fields) {
    const FieldSetPtr set = makeFieldSet(fields);
    show(set, selectFields(*set, {}), true);
}

void FieldsModel::show(const FieldSetPtr &set, const FieldSelection &selection, bool grouped) {
    beginResetModel();
    m_set = set;
    m_byPath.clear();
    m_root = std::make_unique<Item>();
    for (const Section &section : set->sections)
        appendSection(m_root.get(), section);
    std::vector<Item *> parents(
        size_t(set->groups.size()), grouped && set->hasGroups() ? nullptr : m_root.get());
    for (const int place : selection.fields) {
        const Field &field = set->fields[place];
        Item *&parent = parents[size_t(set->facts[size_t(place)].group)];
        if (!parent) {
            parent = append(m_root.get(), GroupKind);
            parent->field = &field;
        }
        appendField(parent, field, place);
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

void FieldsModel::appendField(Item *parent, const Field &field, int place) {
    Item *item = append(parent, FieldKind);
    item->field = &field;
    item->place = place;
    if (field.isObject) {
        for (const Field &member : field.rows.first())
            appendField(item, member, -1);
    } else if (!field.isTable) {
        for (int quote = 0; quote < int(field.evidence.size()); ++quote) {
            Item *child = append(item, EvidenceKind);
            child->field = &field;
            child->place = quote;
        }
    }
}

void FieldsModel::appendSection(Item *parent, const Section &section) {
    Item *item = append(parent, SectionKind);
    item->section = &section;
    for (int quote = 0; quote < int(section.evidence.size()); ++quote) {
        Item *child = append(item, EvidenceKind);
        child->section = &section;
        child->place = quote;
    }
    for (const Section &partition : section.partitions)
        appendSection(item, partition);
}

const FieldsModel::Item *FieldsModel::itemAt(const QModelIndex &index) const {
    return index.isValid() ? static_cast<const Item *>(index.internalPointer()) : m_root.get();
}

/// Only those of the set have facts: the members of an object tell everything themselves.
const FieldFacts *FieldsModel::factsOf(const Item &item) const {
    return item.kind == FieldKind && item.place >= 0 ? &m_set->facts[size_t(item.place)] : nullptr;
}

QModelIndex FieldsModel::index(int row, int column, const QModelIndex &parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, itemAt(parent)->children[size_t(row)].get());
}

QModelIndex FieldsModel::parent(const QModelIndex &child) const {
    const Item *parent = itemAt(child)->parent;
    return !parent || parent == m_root.get() ? QModelIndex() : createIndex(parent->row, 0, parent);
}

int FieldsModel::rowCount(const QModelIndex &parent) const {
    return parent.column() > 0 ? 0 : int(itemAt(parent)->children.size());
}

int FieldsModel::columnCount(const QModelIndex &) const {
    return ColumnCount;
}

QModelIndex FieldsModel::indexOfPath(const QString &path) const {
    if (m_byPath.isEmpty()) {
        const auto note = [this](const auto &self, const Item &item) -> void {
            for (const auto &child : item.children) {
                if (child->kind != EvidenceKind && child->kind != GroupKind &&
                    !m_byPath.contains(child->path()))
                    m_byPath.insert(child->path(), child.get());
                self(self, *child);
            }
        };
        note(note, *m_root);
    }
    const auto steps = pathSteps(path);
    if (!steps)
        return {};
    const Item *found = nullptr;
    size_t depth = 0;
    QString around = u"$"_s;
    for (size_t i = 0; i < steps->size(); ++i) {
        const PathStep &step = (*steps)[i];
        step.index >= 0 ? appendElement(around, step.index) : appendMember(around, step.key);
        if (const Item *item = m_byPath.value(around)) {
            found = item;
            depth = i + 1;
        }
    }
    if (found && depth < steps->size() && (*steps)[depth].key == "evidence"_L1) {
        const qint64 element = depth + 1 < steps->size() ? (*steps)[depth + 1].index : -1;
        for (const auto &child : found->children) {
            if (child->kind == EvidenceKind && (child->quote().element == element || element < 0)) {
                found = child.get();
                break;
            }
        }
    }
    return found ? createIndex(found->row, 0, found) : QModelIndex();
}

std::optional<double> FieldsModel::confidence(const Item &item) const {
    if (item.kind == SectionKind)
        return item.section->confidence;
    if (item.kind != FieldKind)
        return {};
    const FieldFacts *facts = factsOf(item);
    return facts ? facts->confidence : item.field->confidence;
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
        if (confidence(item))
            parts.append(tr("confidence %1").arg(display(item, ConfidenceColumn)));
        if (isField && !item.field->verification.isEmpty())
            parts.append(display(item, VerificationColumn));
        parts.removeAll(QString());
        return parts.join(", "_L1);
    }
    case KindRole:
        return item.kind;
    case ConfidenceRole: {
        const std::optional<double> known = confidence(item);
        return known ? QVariant(*known) : QVariant();
    }
    case PathRole:
        return item.path();
    case OverrideRole:
        return isField && item.field->overridden;
    case OriginalRole:
        return isField ? item.field->original : QString();
    case NullRole:
        return isField && item.field->isNull;
    case TextRole:
        return text(item);
    case TableRole:
        return isField && item.field->isTable && !item.field->isObject ? item.place : -1;
    case VerificationRole:
        return isField ? item.field->verification : QString();
    default:
        return {};
    }
}

QString FieldsModel::display(const Item &item, int column) const {
    switch (item.kind) {
    case GroupKind:
        return column == NameColumn ? text(item) : QString();
    case EvidenceKind:
        if (column == NameColumn)
            return quoteText(item.quote());
        return column == PageColumn && item.quote().page > 0 ? QString::number(item.quote().page) : QString();
    case SectionKind:
        return displaySection(*item.section, column);
    case FieldKind:
        return displayField(item, column);
    }
    return {};
}

QString FieldsModel::displayField(const Item &item, int column) const {
    const Field &field = *item.field;
    const FieldFacts *facts = factsOf(item);
    switch (column) {
    case NameColumn:
        return displayLine(field.name);
    case ValueColumn:
        return facts && field.isTable && !field.isObject && !facts->table.columns().isEmpty()
                   ? tr("%1 × %2").arg(fieldText(field), columnsText(int(facts->table.columns().size())))
                   : fieldText(field);
    case ConfidenceColumn:
        return confidenceText(confidence(item));
    case VerificationColumn:
        return facts && field.isTable ? facts->verification : verificationText(field.verification);
    case PageColumn:
        return facts ? facts->pages : pagesText(field);
    case GroupColumn:
        return item.place < 0 ? QString() : groupText(field.group);
    case QuoteColumn:
        return firstQuoteText(field.evidence);
    default:
        return {};
    }
}

QString FieldsModel::displaySection(const Section &section, int column) const {
    switch (column) {
    case NameColumn:
        return section.kind == Section::Class   ? tr("Class")
               : section.kind == Section::Split ? tr("Split")
                                                : tr("Partition");
    case ValueColumn: {
        const QString name = section.name.isEmpty() ? u"–"_s : displayLine(section.name);
        const qsizetype partitions = section.partitions.size();
        return partitions == 0   ? name
               : partitions == 1 ? tr("%1 · 1 partition").arg(name)
                                 : tr("%1 · %2 partitions").arg(name).arg(partitions);
    }
    case ConfidenceColumn:
        return confidenceText(section.confidence);
    case PageColumn:
        return displayLine(section.pages);
    case QuoteColumn:
        return section.kind == Section::Class ? firstQuoteText(section.evidence)
                                              : displayLine(section.files.join(", "_L1));
    default:
        return {};
    }
}

QString FieldsModel::text(const Item &item) const {
    switch (item.kind) {
    case GroupKind:
        return groupText(item.field->group);
    case EvidenceKind:
        return item.quote().text;
    case SectionKind:
        return item.section->name;
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
    case VerificationColumn:
        return tr("Verification");
    case PageColumn:
        return tr("Page");
    case GroupColumn:
        return tr("Split");
    case QuoteColumn:
        return tr("Evidence");
    default:
        return {};
    }
}

} // namespace results
