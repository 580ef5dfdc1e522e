// SPDX-License-Identifier: MIT
#include "tests/sandbox/extraction.h"

#include "app/documents/documentreader.h"
#include "app/sandbox/extraction/result.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace support {

QByteArray resultBytes(sandbox::Ruleset ruleset, const QByteArray &bytes, const QString &fileName) {
    for (const sandbox::Workflow &workflow : sandbox::workflows()) {
        if (workflow.ruleset == ruleset)
            return sandbox::resultJson(workflow, {u"id"_s, fileName, documents::read(bytes, fileName).pages});
    }
    return {};
}

QJsonObject resultOf(sandbox::Ruleset ruleset, const QByteArray &bytes, const QString &fileName) {
    return QJsonDocument::fromJson(resultBytes(ruleset, bytes, fileName)).object();
}

QJsonObject fieldsOf(const QJsonObject &result) {
    return result["extractions"_L1][0]["fields"_L1].toObject();
}

QString textOf(const QJsonValue &field) {
    return field["value"_L1].toVariant().toString();
}

/// "a | b | c" per row
QStringList rowsOf(const QJsonValue &table, const QStringList &columns) {
    QStringList rows;
    for (const QJsonValue row : table.toArray()) {
        QStringList cells;
        for (const QString &column : columns)
            cells << textOf(row[column]);
        rows << cells.join(u" | "_s);
    }
    return rows;
}

const QStringList &itemColumns() {
    static const QStringList columns{u"description"_s, u"quantity"_s, u"unit_price"_s, u"amount"_s};
    return columns;
}

} // namespace support
