// SPDX-License-Identifier: MIT
#include "app/results/wholevalue.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace results {

QString wholeRow(const QList<Field> &cells) {
    QStringList values;
    for (const Field &cell : cells)
        values.append(wholeValue(cell));
    return values.join(u" · "_s);
}

QString wholeValue(const Field &field) {
    if (!field.isTable)
        return field.isNull ? QString() : field.value;
    QStringList rows;
    for (const QList<Field> &cells : field.rows)
        rows.append(wholeRow(cells));
    return rows.join(u'\n');
}

} // namespace results
