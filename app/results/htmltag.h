// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QString>

namespace results {

/// A tag of HTML as it stands in a text.
struct HtmlTag {
    QString name; ///< in lower case; empty: there is none
    bool closing = false;
    QHash<QString, QString> attributes; ///< the first ones of their name; names in lower case
    qsizetype end = 0;                  ///< one past the ">"
};

/// The one that begins with the "<" at `begin`; nothing that goes on for more than `limit` characters.
HtmlTag htmlTagAt(QStringView text, qsizetype begin, qsizetype limit);

/// Without the entities: those for characters that HTML needs, those for numbers, and a blank for &nbsp;.
QString withoutEntities(QStringView text);

} // namespace results
