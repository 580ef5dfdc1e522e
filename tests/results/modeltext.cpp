// SPDX-License-Identifier: MIT
#include "tests/results/modeltext.h"

QStringList modelText(QAbstractItemModel &model, const QModelIndex &parent, int columns) {
    while (model.canFetchMore(parent))
        model.fetchMore(parent);
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < columns; ++column)
            cells.append(model.index(row, column, parent).data().toString());
        lines.append(cells.join(u'|'));
        for (const QString &line : modelText(model, model.index(row, 0, parent), columns))
            lines.append(QStringLiteral("  ") + line);
    }
    return lines;
}
