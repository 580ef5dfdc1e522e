// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QIODevice;

namespace documents {

/// What a file is by its bytes, whatever its name says.
struct ContentType {
    /// The usual suffix of it, lower case, no dot: "pdf", "png", "docx", "zip", "ole" (an Office file of
    /// before 2007 whose kind could not be told), "html", "eml", "txt"; empty when nothing is known.
    QString suffix;
    bool sure = false;   ///< it bears the mark of its format; text only looks like it
    bool text = false;   ///< letters, whatever they mean
    bool locked = false; ///< an Office file that is encrypted as a whole
};

/// Reads a few kilobytes here and there. `file` is open and can seek; a read error ends in an empty answer.
ContentType contentTypeOf(QIODevice &file);

} // namespace documents
