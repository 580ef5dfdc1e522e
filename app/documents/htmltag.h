// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

namespace documents {

struct HtmlTag {
    QString name; ///< lower case; empty when the "<" begins no tag
    bool closing = false;
    bool selfClosing = false;
    bool hidden = false; ///< by the attribute `hidden` or `display: none`
    int columnSpan = 1;
    int rowSpan = 1;
    qsizetype end = 0; ///< behind the ">"; the end of the text when that is missing
};

/// The tag that begins with the "<" at `open`.
HtmlTag htmlTagAt(QStringView html, qsizetype open);

} // namespace documents
