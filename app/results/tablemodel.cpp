// SPDX-License-Identifier: MIT
#include "app/results/tablemodel.h"

#include "app/results/csvwriter.h"
#include "app/results/displaytext.h"
#include "app/results/jsonpath.h"
#include "app/results/jsonstring.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace results {

namespace {

constexpr int rowsKept = 512;
constexpr qsizetype tipLength = 1000;

} // namespace

TableModel::TableModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_cells(rowsKept) {}

TableModel::~TableModel() {
    cancel();
}

void TableModel::cancel() {
    for (Cancel *work : {&m_reading, &m_ordering}) {
        if (*work)
            **work = true;
        work->reset();
    }
}

void TableModel::setTable(const ResultDocumentPtr &document, const JsonNode &array, const QString &path) {
    cancel();
    beginResetModel();
    m_index.reset();
    m_order.reset();
    m_cells.clear();
    m_path = path;
    m_query = {};
    endResetModel();
    if (!document || array.type != JsonType::Array)
        return;
    m_reading = std::make_shared<std::atomic_bool>(false);
    QThreadPool::globalInstance()->start(
        [model = QPointer<TableModel>(this), document, array, reading = m_reading] {
            TableIndexPtr index;
            for (const bool all : {false, true}) {
                index = TableIndex::build(document, array, all, *reading, index.get());
                if (!index)
                    return;
                // The application object outlives the pool's work; the model may not.
                QMetaObject::invokeMethod(
                    QCoreApplication::instance(),
                    [model, index, reading] {
                        if (model && model->m_reading == reading)
                            model->takeIndex(index);
                    },
                    Qt::QueuedConnection);
            }
        });
}

/// The first one shows the table; the one of all rows may bring columns that come late.
void TableModel::takeIndex(const TableIndexPtr &index) {
    if (!m_index) {
        beginResetModel();
        m_index = index;
        endResetModel();
        emit tableRead();
        return;
    }
    const int before = int(m_index->columns().size());
    const int after = int(index->columns().size());
    if (after > before)
        beginInsertColumns({}, before, after - 1);
    m_index = index;
    m_cells.clear(); // they are as long as there were columns
    if (after > before)
        endInsertColumns();
    m_reading.reset();
    if (!m_query.filter.isEmpty() || m_query.sortColumn >= 0)
        order(); // what was asked meanwhile knew the first columns only
}

void TableModel::setQuery(const TableQuery &query) {
    // Which columns are searched matters only while something is.
    const bool same = query.filter == m_query.filter && query.sortColumn == m_query.sortColumn &&
                      query.descending == m_query.descending && query.locale == m_query.locale &&
                      (query.filter.isEmpty() || query.hidden == m_query.hidden);
    m_query = query;
    if (!same)
        order();
}

void TableModel::sort(int column, Qt::SortOrder sortOrder) {
    TableQuery query = m_query;
    query.sortColumn = column;
    query.descending = column >= 0 && sortOrder == Qt::DescendingOrder;
    setQuery(query);
}

void TableModel::order() {
    if (m_ordering)
        *m_ordering = true;
    m_ordering.reset();
    if (!m_index)
        return;
    m_ordering = std::make_shared<std::atomic_bool>(false);
    QThreadPool::globalInstance()->start(
        [model = QPointer<TableModel>(this), index = m_index, query = m_query, ordering = m_ordering] {
            auto rows = orderedRows(*index, query, *ordering);
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [model, ordering, rows = std::move(rows)] {
                    if (model && model->m_ordering == ordering)
                        model->takeOrder(rows);
                },
                Qt::QueuedConnection);
        });
}

void TableModel::takeOrder(const std::optional<std::vector<quint32>> &rows) {
    if (!rows)
        return;
    m_ordering.reset();
    beginResetModel();
    const bool plain = m_query.filter.isEmpty() && m_query.sortColumn < 0;
    m_order = plain ? nullptr : std::make_shared<const std::vector<quint32>>(*rows);
    endResetModel();
    emit ordered();
}

qint64 TableModel::sourceRow(int row) const {
    if (row < 0 || row >= rowCount())
        return -1;
    return m_order ? (*m_order)[size_t(row)] : row;
}

int TableModel::rowOf(qint64 source) const {
    if (!m_index || source < 0 || source >= m_index->rows())
        return -1;
    if (!m_order)
        return int(source);
    const auto found = std::find(m_order->begin(), m_order->end(), source);
    return found == m_order->end() ? -1 : int(found - m_order->begin());
}

int TableModel::columnOf(const QString &key) const {
    for (int column = 0; column < columnCount(); ++column) {
        const TableColumn &candidate = m_index->columns()[size_t(column)];
        if (candidate.key == key && !candidate.element)
            return column;
    }
    return -1;
}

std::function<std::optional<QByteArray>()> TableModel::csv(const QList<int> &columns) const {
    return [index = m_index, order = m_order, columns]() -> std::optional<QByteArray> {
        if (!index)
            return {};
        CsvWriter writer(CsvWriter::Format::Csv);
        QStringList line;
        for (const int column : columns)
            line << index->columns()[size_t(column)].title();
        writer.addLine(line);
        const qint64 count = order ? qint64(order->size()) : index->rows();
        for (qint64 row = 0; row < count; ++row) {
            const auto cells = index->cells(index->row(order ? (*order)[size_t(row)] : row));
            line.clear();
            for (const int column : columns)
                line << index->text(cells[size_t(column)].value, unlimitedLength);
            writer.addLine(line);
        }
        return writer.file();
    };
}

int TableModel::rowCount(const QModelIndex &parent) const {
    if (parent.isValid() || !m_index)
        return 0;
    return int(std::min<qint64>(
        m_order ? qint64(m_order->size()) : m_index->rows(), std::numeric_limits<int>::max()));
}

int TableModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() || !m_index ? 0 : int(m_index->columns().size());
}

const std::vector<TableCell> *TableModel::cellsOf(int row) const {
    const qint64 source = sourceRow(row);
    if (const auto *known = m_cells.object(source))
        return known;
    auto *cells = new std::vector<TableCell>(m_index->cells(m_index->row(source)));
    m_cells.insert(source, cells);
    return cells;
}

QString TableModel::tip(const TableCell &cell) const {
    QStringList lines{m_index->text(cell.value, tipLength)};
    if (cell.received.isValid())
        lines << tr("received: %1").arg(displayLine(m_index->text(cell.received, tipLength)));
    if (cell.confidence.isValid())
        lines << tr("confidence %1").arg(displayLine(m_index->text(cell.confidence, displayLength)));
    if (cell.verification.isValid())
        lines << displayLine(m_index->text(cell.verification, displayLength)).replace(u'_', u' ');
    return lines.join(u'\n');
}

QVariant TableModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == PathRole) {
        const QString row = elementPath(m_path, sourceRow(index.row()));
        const TableColumn &column = m_index->columns()[size_t(index.column())];
        return column.element ? row : memberPath(row, column.key);
    }
    const bool used = role == Qt::DisplayRole || role == Qt::TextAlignmentRole || role == TextRole ||
                      role == TipRole || role == FieldRole || role == OverriddenRole ||
                      role == Qt::AccessibleTextRole;
    if (!used)
        return {};
    const TableCell &cell = (*cellsOf(index.row()))[size_t(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return displayLine(m_index->text(cell.value, displayLength));
    case Qt::TextAlignmentRole:
        return cell.value.isValid() && cell.value.type == JsonType::Number
                   ? int(Qt::AlignRight | Qt::AlignVCenter)
                   : int(Qt::AlignLeft | Qt::AlignVCenter);
    case TextRole:
        return m_index->text(cell.value, unlimitedLength);
    case TipRole:
        return tip(cell);
    case FieldRole:
        return cell.isField;
    case OverriddenRole:
        return cell.received.isValid();
    default: {
        const QString text = displayLine(m_index->text(cell.value, displayLength));
        return tr("%1, %2").arg(m_index->columns()[size_t(index.column())].title(), text);
    }
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    const int count = orientation == Qt::Horizontal ? columnCount() : rowCount();
    if (section < 0 || section >= count || role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return QLocale().toString(sourceRow(section) + 1);
    return displayLine(m_index->columns()[size_t(section)].title(), 80);
}

} // namespace results
