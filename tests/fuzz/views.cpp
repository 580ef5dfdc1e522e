// SPDX-License-Identifier: MIT
#include "tests/fuzz/views.h"

#include "app/results/field.h"
#include "app/results/fieldsmodel.h"
#include "app/results/fieldtablemodel.h"
#include "app/results/fieldtext.h"
#include "app/results/jsonplace.h"
#include "app/results/jsontreemodel.h"
#include "app/results/parsemarkdown.h"
#include "app/results/picturetext.h"
#include "app/results/tablefinder.h"
#include "app/results/tablemodel.h"
#include "app/results/textrows.h"
#include "tests/results/walk.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QSet>
#include <QThreadPool>

#include <atomic>
#include <optional>
#include <vector>

using namespace results;

namespace fuzz {

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;
/// The tester looks at everything after every change.
constexpr size_t mostTested = 60;
constexpr size_t mostRows = 2000;

/// Every column and role of the rows, opened as far as `mostRows`.
size_t readRows(QAbstractItemModel &model, std::initializer_list<int> roles) {
    size_t rows = 0;
    std::vector<QModelIndex> open{{}};
    while (!open.empty()) {
        const QModelIndex parent = open.back();
        open.pop_back();
        while (model.canFetchMore(parent) && rows < mostRows)
            model.fetchMore(parent);
        for (int row = model.rowCount(parent) - 1; row >= 0 && rows < mostRows; --row, ++rows) {
            for (int column = 0; column < model.columnCount(parent); ++column) {
                const QModelIndex index = model.index(row, column, parent);
                for (const int role : roles)
                    model.data(index, role);
            }
            open.push_back(model.index(row, 0, parent));
        }
    }
    return rows;
}

bool hasDoubledKeys(const ResultDocument &document) {
    for (const JsonNode &node : allNodes(document)) {
        if (node.type != JsonType::Object)
            continue;
        const auto members = document.members(node);
        QSet<QString> keys;
        for (const JsonMember &member : members)
            keys.insert(member.key);
        if (keys.size() < qsizetype(members.size()))
            return true;
    }
    return false;
}

} // namespace

void readTree(const ResultDocumentPtr &document) {
    const size_t values = allNodes(*document).size();
    JsonTreeModel model;
    std::optional<QAbstractItemModelTester> tester;
    if (values < mostTested) {
        tester.emplace(&model, fatal);
        tester->setUseFetchMore(false); // see TestJsonTreeModel
    }
    model.setDocument(document);
    const size_t rows =
        readRows(model, {Qt::DisplayRole, Qt::AccessibleTextRole, JsonTreeModel::PathRole,
                            JsonTreeModel::TypeRole, JsonTreeModel::PageRole, JsonTreeModel::RawRole,
                            JsonTreeModel::KeyRole, JsonTreeModel::TextRole});
    if (!document->isChecked())
        return;
    const bool scalar = values == 1 && !document->root().isContainer();
    if (values < 1000) // else there are pages, too
        FUZZ_REQUIRE(rows == (scalar || values == 0 ? values : values - 1));
    const bool doubled = hasDoubledKeys(*document);
    for (const JsonNode &node : allNodes(*document)) {
        pictureIn(*document, node);
        if (values > 100 || node.begin == document->root().begin || document->fault())
            continue;
        const JsonWay way = wayToOffset(*document, node.begin);
        const QModelIndex index = model.indexOfWay(way);
        FUZZ_REQUIRE(model.node(index).begin == node.begin && model.wayOfIndex(index) == way);
        const QString path = index.data(JsonTreeModel::PathRole).toString();
        FUZZ_REQUIRE(path == pathOfWay(*document, way));
        if (!doubled) // names tell the first only
            FUZZ_REQUIRE(model.indexOfPath(path) == index &&
                         wayOfText(*document, pointerOfWay(*document, way)) == way);
    }
}

void readFields(const ResultDocumentPtr &document, const Input &input) {
    const FieldSetPtr set = readFieldSet(*document);
    FUZZ_REQUIRE(set->facts.size() == size_t(set->fields.size()));
    const QList<Field> fields = results::readFields(*document);
    FUZZ_REQUIRE(fields.size() == set->fields.size());
    FUZZ_REQUIRE(fieldsAsText(fields).isEmpty() == fields.isEmpty());
    FieldQuery query;
    query.text = QString::fromUtf8(input.query);
    query.order = FieldQuery::Order(input.options % 8);
    query.grouped = input.has(Input::Siblings);
    query.doubts = input.has(Input::File) ? BelowThreshold | NothingFound : NoDoubt;
    FieldsModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.show(set, selectFields(*set, FieldQuery()), true);
    const FieldSelection selection = selectFields(*set, query);
    FUZZ_REQUIRE(selection.fields.size() <= size_t(fields.size()));
    model.show(set, selection, query.grouped);
    readRows(model, {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole, FieldsModel::PathRole,
                        FieldsModel::TextRole, FieldsModel::ConfidenceRole, FieldsModel::OriginalRole,
                        FieldsModel::TableRole});
    for (const Field &field : fields)
        model.indexOfPath(field.path);
    FieldTableModel table;
    const QAbstractItemModelTester tableTester(&table, fatal);
    for (int place = 0; place < int(fields.size()) && place < 20; ++place) {
        if (!fields[place].isTable || fields[place].isObject)
            continue;
        const auto rows = selection.rows.find(place);
        table.show(set, place, rows == selection.rows.end() ? std::nullopt : std::optional(rows->second));
        table.sort(table.columnCount() - 1, Qt::DescendingOrder);
        readRows(table, {Qt::DisplayRole, FieldTableModel::NoteRole, FieldTableModel::PathRole});
    }
}

void readTables(const ResultDocumentPtr &document, const Input &input) {
    const std::atomic_bool cancelled = false;
    QList<FoundTable> tables = findTables(*document, cancelled);
    if (tables.size() > 4)
        tables.resize(4);
    const auto settle = [](const TableModel &model) {
        do {
            QThreadPool::globalInstance()->waitForDone();
            QCoreApplication::sendPostedEvents();
        } while (model.isWorking());
    };
    for (const FoundTable &found : tables) {
        TableModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        model.setTable(document, found.node, found.path);
        settle(model);
        FUZZ_REQUIRE(model.table() && model.allRows() == found.rows && model.rowCount() == found.rows);
        const std::initializer_list<int> roles{Qt::DisplayRole, TableModel::PathRole, TableModel::TextRole,
            TableModel::TipRole, TableModel::FieldRole, TableModel::OverriddenRole};
        const size_t rows = readRows(model, roles);
        TableQuery query;
        query.sortColumn = model.columnCount() > 0 ? input.options % model.columnCount() : -1;
        query.descending = input.has(Input::Case);
        model.setQuery(query);
        settle(model);
        FUZZ_REQUIRE(readRows(model, roles) == rows);
        query.filter = QString::fromUtf8(input.query);
        model.setQuery(query);
        settle(model);
        FUZZ_REQUIRE(readRows(model, roles) <= rows);
    }
}

void readRaw(const ResultDocument &document) {
    TextRows rows(document.bytes(), 5);
    TextRow row = rows.rowAt(0);
    for (size_t i = 0; i < mostRows; ++i) {
        for (const TextCell &cell : rows.cells(row, 100))
            FUZZ_REQUIRE(cell.offset >= row.begin && cell.offset + cell.length <= row.end);
        const TextRow next = rows.next(row);
        if (next == row)
            break;
        FUZZ_REQUIRE(next.begin == row.end && rows.previous(next) == row);
        row = next;
    }
    for (const JsonNode &node : allNodes(document)) {
        if (node.type != JsonType::String)
            continue;
        for (const MarkdownPart &part : markdownOf(document.text(node)).parts)
            FUZZ_REQUIRE(part.markdown.size() <= 20 * document.bytes().size() + 1000);
    }
}

} // namespace fuzz
