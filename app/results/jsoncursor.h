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

/// Reads the members of a container one after another, in the order of the text. Steps over the long
/// containers inside by the map, so the cost of all steps is that of the container's own text and of short
/// ones. The document must outlive it; a default one is at its end.
///
/// In a document that nobody has checked yet it reads what looks like members, and never outside the
/// container; where there is nothing of the kind, a value is null and has no text.
class JsonCursor {
public:
    JsonCursor() = default;
    /// Begins with the member `first` (at most the number of them), found from the marks of the map.
    JsonCursor(const ResultDocument &document, const JsonNode &container, qint64 first = 0);

    bool atEnd() const { return m_left == 0; }
    qint64 left() const { return m_left; } ///< members not yet read
    JsonEntry next();                      ///< not to be called at the end
    /// Steps over members that end at or before this byte, as far as they are containers with no room for
    /// another member between them, and so without a look at the text. Returns how many.
    qint64 skipContainers(qint64 offset);

    /// The key of an entry, decoded and cut after `maxLength` characters; empty in an array.
    static QString key(
        const ResultDocument &document, const JsonEntry &entry, qsizetype maxLength = unlimitedLength);

private:
    void skipSpaceAnd(char separator);
    void readContainer(JsonNode &value);

    const ResultDocument *m_document = nullptr;
    qint64 m_at = 0;
    qint64 m_end = 0;   ///< of the container, without its bracket
    qint64 m_limit = 0; ///< with it, or what looks like it in one that is cut off
    qint64 m_left = 0;
    quint32 m_nextContainer = 0; ///< the next one inside, in the map
    quint32 m_lastContainer = 0; ///< one past the last one inside
    bool m_object = false;
    bool m_afterMember = false; ///< m_at is the end of one
};

} // namespace results
