// SPDX-License-Identifier: MIT
#include "app/runs/searchtext.h"

#include "app/results/field.h"
#include "app/results/resultdocument.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr qsizetype mostCharacters = 32'768; // of a run's values; the index is about three times as large

void add(const results::Field &field, QString &text) {
    if (text.size() > mostCharacters)
        return;
    if (!field.isNull && !field.isTable)
        text += field.value.left(mostCharacters) + u'\n';
    if (field.overridden && !field.original.isEmpty())
        text += field.original.left(mostCharacters) + u'\n';
    for (const QList<results::Field> &row : field.rows) {
        for (const results::Field &cell : row)
            add(cell, text);
    }
}

} // namespace

QString extractedValues(const QByteArray &body) {
    return body.isEmpty() ? QString() : extractedValues(*results::ResultDocument::fromBytes(body));
}

QString extractedValues(const results::ResultDocument &document) {
    QString text;
    const QList<results::Field> fields = results::readFields(document);
    for (const results::Field &field : fields)
        add(field, text);
    text.truncate(mostCharacters);
    return text;
}

QString searchText(const Run &run, const QString &values) {
    QStringList parts{run.name, run.workflowName, run.collectionId};
    parts.removeAll(QString());
    parts << values;
    return parts.join(u'\n');
}

} // namespace runs
