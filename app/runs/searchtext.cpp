// SPDX-License-Identifier: MIT
#include "app/runs/searchtext.h"

#include "app/results/fieldvalues.h"
#include "app/results/resultdocument.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace runs {

QString extractedValues(const QByteArray &body) {
    return body.isEmpty() ? QString() : extractedValues(*results::ResultDocument::fromBytes(body));
}

QString extractedValues(const results::ResultDocument &document) {
    QString text;
    results::eachValue(document, [&text](const QString &value) {
        text += valueLine(value.left(valuesAtOnce + 1));
        return text.size() <= valuesAtOnce;
    });
    return text;
}

QString valueLine(const QString &value) {
    return QString(value).replace(QChar(0), u' ') + u'\n';
}

QString searchText(const Run &run, const QString &values) {
    QStringList parts{run.name, run.workflowName, run.collectionId};
    parts.removeAll(QString());
    parts << values;
    return parts.join(u'\n');
}

} // namespace runs
