// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

#include <vector>

namespace text {

/// A tag of HTML as it stands in a text, which it points into.
struct HtmlTag {
    struct Attribute {
        QStringView name;
        QStringView value; ///< without its quotes, with its entities
    };

    QString name; ///< in lower case; empty: there is no tag
    bool closing = false;
    bool selfClosing = false;
    std::vector<Attribute> attributes; ///< as they come
    qsizetype end = 0;                 ///< one past the ">"

    /// The first one of that name (which is in lower case), in whatever case it is written; or nullptr.
    const Attribute *find(QLatin1StringView wanted) const;
    /// Its value without entities; empty when there is none.
    QString value(QLatin1StringView wanted) const;
};

/// The tag that begins with the "<" at `open` of what is HTML: where no ">" comes it goes on to the end.
HtmlTag htmlTagAt(QStringView html, qsizetype open);

/// The same in a text that may mean something else by a "<": only one that is over within `limit` characters,
/// and has no other "<" but in a value.
HtmlTag wholeHtmlTagAt(QStringView text, qsizetype open, qsizetype limit);

/// Without the entities: those for characters that HTML needs, those for numbers, and a blank for &nbsp;.
QString withoutEntities(QStringView text);

} // namespace text
