// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace documents {

struct VisibleHtml {
    QString html;
    QString error; ///< for people; then there is no html
};

/// A page reduced to what can be seen of it, in a form that QTextDocument reads in linear time: elements that
/// show nothing or are hidden are gone, every element is closed, and the only attributes are spans of table
/// cells, so nothing can be loaded. One pass. Refused are pages nested deeper than 500 elements (Qt needs
/// quadratic time for the depth) and with more table cells than TextGrid takes.
VisibleHtml visibleHtml(const QString &html);

} // namespace documents
