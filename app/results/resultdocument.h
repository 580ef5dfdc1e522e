// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace results {

/// Where and why a body stops being JSON.
struct JsonFault {
    qint64 offset = 0; ///< bytes from the start
    int line = 1;      ///< 1-based
    int column = 1;    ///< 1-based, in bytes
    QString message;   ///< "expected a value", "the text ends inside a string" …
};

enum class JsonType { Null, Boolean, Number, String, Array, Object };

/// One value inside a document: where its text stands. Cheap to copy; means nothing without its document.
struct JsonNode {
    qint64 begin = -1; ///< first byte of the value
    qint64 end =
        -1; ///< one past its last byte; for a container cut off by a fault, the end of what is usable
    JsonType type = JsonType::Null;
    int container = -1; ///< index in the document's map of containers; -1 for scalars

    bool isValid() const { return begin >= 0; }
    bool isContainer() const { return container >= 0; }
};

struct JsonMember {
    QString key; ///< decoded; empty in an array
    JsonNode value;
};

/// A received result: the bytes are the truth and are never re-serialised. Built by one pass that notes where
/// containers begin and end; members are read from the text when somebody asks. Immutable, so it can be
/// shared between threads.
///
/// A body that is not JSON, or only up to a point, is still a document: what stands before the fault is
/// readable, fault() says where it broke, bytes() is everything. Grammar is RFC 8259 to the letter, with two
/// allowances: a UTF-8 byte order mark at the start is skipped, and bytes inside strings that are not UTF-8
/// are kept (text() shows them as U+FFFD). Nesting is limited by memory only. A body of 4 GiB or more has no
/// map, only bytes() and a fault.
class ResultDocument {
public:
    /// Never fails; see fault().
    static std::shared_ptr<const ResultDocument> fromBytes(QByteArray bytes);

    const QByteArray &bytes() const { return m_bytes; }
    const std::optional<JsonFault> &fault() const { return m_fault; }
    /// Invalid when nothing before the fault is a value.
    JsonNode root() const { return m_root; }

    /// Members of an object, or elements of an array, in the order of the text; duplicate keys are all there.
    /// All at once: JsonCursor reads them one by one.
    std::vector<JsonMember> members(const JsonNode &container) const;
    /// Number of members without reading them.
    qint64 memberCount(const JsonNode &container) const;
    /// The first member with this key; invalid when there is none or `object` is not an object.
    JsonNode member(const JsonNode &object, QStringView key) const;

    /// The value's text exactly as received: 1.10 stays 1.10.
    QByteArray raw(const JsonNode &node) const;
    /// A string decoded (lone surrogates and bad UTF-8 become U+FFFD), any other scalar as written, a
    /// container as raw text.
    QString text(const JsonNode &node) const;
    /// The beginning of text(): all of it, or about `maxLength` characters and an ellipsis. Its cost does not
    /// depend on how long the value is.
    QString preview(const JsonNode &node, qsizetype maxLength) const;

private:
    /// In the order of their opening brackets, so the containers inside one follow it directly. Small,
    /// because a large result has millions of them.
    struct Container {
        quint32 begin;
        quint32 end;
        quint32 count;
        quint32 subtree; ///< one past the last container inside this one
    };
    friend class JsonScanner;
    friend class JsonCursor;

    ResultDocument() = default;

    QByteArray m_bytes;
    std::vector<Container> m_containers;
    JsonNode m_root;
    std::optional<JsonFault> m_fault;
};

using ResultDocumentPtr = std::shared_ptr<const ResultDocument>;

} // namespace results
