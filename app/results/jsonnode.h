// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace results {

/// Where and why a body stops being JSON.
struct JsonFault {
    qint64 offset = 0; ///< bytes from the start
    int line = 1;      ///< 1-based
    int column = 1;    ///< 1-based, in bytes
    QString message;   ///< "expected a value", "the text ends inside a string" …

    bool operator==(const JsonFault &) const = default;
};

enum class JsonType { Null, Boolean, Number, String, Array, Object };

/// One value inside a document: where its text stands. Cheap to copy; means nothing without its document.
struct JsonNode {
    qint64 begin = -1; ///< first byte of the value
    qint64 end =
        -1; ///< one past its last byte; for a container cut off by a fault, the end of what is usable
    JsonType type = JsonType::Null;
    int container = -1; ///< index in the document's map; -1 for scalars, and short containers

    bool isValid() const { return begin >= 0; }
    bool isContainer() const { return type == JsonType::Array || type == JsonType::Object; }
    bool isMapped() const { return container >= 0; }
};

} // namespace results
