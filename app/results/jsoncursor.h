// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/jsonstring.h"
#include "app/results/resultdocument.h"

namespace results {

/// Where a member stands: its value, and its key's opening quote (-1 in an array).
struct JsonEntry {
    JsonNode value;
    qint64 key = -1;
};

/// Reads the members of a container one after another, in the order of the text. Steps over the containers
/// inside by the map, so the cost of all steps is that of the container's own text. The document must outlive
/// it; a default one is at its end.
class JsonCursor {
public:
    JsonCursor() = default;
    JsonCursor(const ResultDocument &document, const JsonNode &container);

    bool atEnd() const { return m_left == 0; }
    qint64 left() const { return m_left; } ///< members not yet read
    JsonEntry next();                      ///< not to be called at the end

    /// The key of an entry, decoded and cut after `maxLength` characters; empty in an array.
    static QString key(
        const ResultDocument &document, const JsonEntry &entry, qsizetype maxLength = unlimitedLength);

private:
    void skipSpaceAnd(char separator);

    const ResultDocument *m_document = nullptr;
    qint64 m_at = 0;
    qint64 m_left = 0;
    int m_nextContainer = -1; ///< the next one inside, in the map
    bool m_object = false;
};

} // namespace results
