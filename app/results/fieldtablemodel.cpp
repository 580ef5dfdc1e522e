// SPDX-License-Identifier: MIT
#include "app/results/fieldtablemodel.h"

#include "app/results/csvwriter.h"
#include "app/results/displaytext.h"
#include "app/results/fieldquery.h"
#include "app/results/fieldsummary.h"
#include "app/results/jsonpath.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace results {

namespace {

/// Whether a path with these steps lies in the value at `path`.
bool liesIn(const std::vector<PathStep> &steps, const QString &path) {
    const auto outer = pathSteps(path);
    return outer && outer->size() <= steps.size() &&
           std::equal(outer->begin(), outer->end(), steps.begin(),
               [](const PathStep &a, const PathStep &b) { return a.index == b.index && a.key == b.key; });
}

} // namespace

FieldTableModel::FieldTableModel(QObject *parent)
    : QAbstractTableModel(parent) {}

void FieldTableModel::show(const FieldSetPtr &set, int place, const std::optional<std::vector<int>> &rows) {
    beginResetModel();
    if (set != m_set || place != m_place)
        m_column = -1;
    m_set = set;
    m_place = set && place < int(set->fields.size()) ? place : -1;
    m_rows.clear();
    if (rows) {
        m_rows = *rows;
    } else if (field()) {
        m_rows.resize(size_t(field()->rows.size()));
        std::iota(m_rows.begin(), m_rows.end(), 0);
    }
    if (m_column >= 0)
        sortRows();
    endResetModel();
}

const Field *FieldTableModel::field() const {
    return m_place < 0 ? nullptr : &m_set->fields[m_place];
}

const FieldTable &FieldTableModel::table() const {
    static const FieldTable none;
    return m_place < 0 ? none : m_set->facts[size_t(m_place)].table;
}

bool FieldTableModel::hasMoreColumns() const {
    return table().hasMore();
}

void FieldTableModel::sort(int column, Qt::SortOrder direction) {
    if (column == m_column && (column < 0 || direction == m_direction))
        return;
    beginResetModel();
    m_column = column;
    m_direction = direction;
    sortRows();
    endResetModel();
}

void FieldTableModel::sortRows() {
    if (field())
        results::sortRows(m_rows, *field(), table(), m_column, m_direction);
}

QModelIndex FieldTableModel::indexOfPath(const QString &path) const {
    const auto steps = pathSteps(path);
    if (!field() || !steps || !liesIn(*steps, field()->path))
        return {};
    const size_t depth = pathSteps(field()->path)->size();
    if (steps->size() <= depth || (*steps)[depth].index < 0)
        return {};
    const qint64 row = (*steps)[depth].index;
    const auto shown = std::find(m_rows.begin(), m_rows.end(), row);
    if (shown == m_rows.end())
        return {};
    int column = 0;
    for (int i = 0; i < columnCount(); ++i) {
        const Field *cell = table().cell(*field(), qsizetype(row), i);
        if (cell && liesIn(*steps, cell->path)) {
            column = i;
            break;
        }
    }
    return index(int(shown - m_rows.begin()), column);
}

QString FieldTableModel::tabSeparated(
    const std::vector<int> &rows, const std::vector<int> &columns, bool header) const {
    CsvWriter text(CsvWriter::Format::Tsv);
    QStringList cells;
    const auto endLine = [&] {
        text.addLine(cells);
        cells.clear();
    };
    if (header) {
        for (const int column : columns)
            cells.append(table().columns().value(column));
        endLine();
    }
    for (const int row : rows) {
        for (const int column : columns) {
            const Field *cell =
                row >= 0 && row < rowCount() ? table().cell(*field(), m_rows[size_t(row)], column) : nullptr;
            cells.append(cell ? cell->value : QString());
        }
        endLine();
    }
    return text.text();
}

int FieldTableModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

int FieldTableModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int(table().columns().size());
}

const Field *FieldTableModel::cell(const QModelIndex &index) const {
    return table().cell(*field(), m_rows[size_t(index.row())], index.column());
}

QVariant FieldTableModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid())
        return {};
    const Field *const at = cell(index);
    switch (role) {
    case Qt::DisplayRole:
        return !at ? QString() : at->isNull ? u"–"_s : displayLine(at->value);
    case Qt::AccessibleTextRole: {
        QStringList parts{table().columns().value(index.column()), data(index, Qt::DisplayRole).toString()};
        if (at && at->confidence)
            parts.append(tr("confidence %1").arg(confidenceText(at->confidence)));
        return parts.join(", "_L1);
    }
    case ConfidenceRole:
        return at && at->confidence ? QVariant(*at->confidence) : QVariant();
    case PathRole:
        return at ? at->path : elementPath(field()->path, m_rows[size_t(index.row())]);
    case OverrideRole:
        return at && at->overridden;
    case NullRole:
        return at && at->isNull;
    case MissingRole:
        return !at;
    case TextRole:
        return at ? at->value : QString();
    case NoteRole:
        return at ? cellNote(*at) : QString();
    default:
        return {};
    }
}

QVariant FieldTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role != Qt::DisplayRole || section < 0)
        return {};
    if (orientation == Qt::Horizontal)
        return section < columnCount() ? QVariant(displayLine(table().columns().at(section), 100))
                                       : QVariant();
    return section < rowCount() ? QVariant(m_rows[size_t(section)] + 1) : QVariant();
}

QString cellNote(const Field &cell) {
    const auto say = [](const char *words) {
        return QCoreApplication::translate("Fields", words);
    };
    QStringList lines{cell.isNull ? say("nothing found") : cell.value};
    if (cell.overridden)
        lines.append(say("override; the service said %1")
                         .arg(cell.original.isEmpty() ? say("nothing") : cell.original));
    QStringList said;
    if (cell.confidence)
        said.append(say("confidence %1").arg(confidenceText(cell.confidence)));
    if (!cell.verification.isEmpty())
        said.append(verificationText(cell.verification));
    if (!said.isEmpty())
        lines.append(said.join(u" · "_s));
    for (const Evidence &quote : cell.evidence)
        lines.append(
            quote.page > 0 ? say("%1 page %2").arg(quoteText(quote)).arg(quote.page) : quoteText(quote));
    return lines.join(u'\n');
}

} // namespace results
