// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/bytesource.h"
#include "app/results/containermap.h"
#include "app/results/jsonnode.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace results {

struct JsonMember {
    QString key; ///< decoded; empty in an array
    JsonNode value;
};

class ResultDocument;
using ResultDocumentPtr = std::shared_ptr<const ResultDocument>;

/// A received result: the bytes are the truth and are never re-serialised. Built by one pass that notes where
/// containers begin and end; members are read from the text when somebody asks. Immutable, so it can be
/// shared between threads.
///
/// A body that is not JSON, or only up to a point, is still a document: what stands before the fault is
/// readable, fault() says where it broke, bytes() is everything. Grammar is RFC 8259 to the letter, with two
/// allowances: a UTF-8 byte order mark at the start is skipped, and bytes inside strings that are not UTF-8
/// are kept (text() shows them as U+FFFD, badUtf8() tells). Nesting is limited by memory only. A body of 4
/// GiB or more has no map, only bytes() and a fault.
class ResultDocument {
public:
    /// Never fails; see fault(). Checked.
    static ResultDocumentPtr fromBytes(QByteArray bytes);
    /// The same of a file. A large one is not read into memory. It is not checked yet, when its brackets
    /// match and it was not checked earlier (see ContainerMapFile): what is read of it may turn out to be
    /// none of its values.
    static ResultDocumentPtr fromSource(ByteSourcePtr source);

    bool isChecked() const { return m_checked; }
    /// The document, checked: nodes of this one are nodes of that one when it has no fault. nullptr when it
    /// was cancelled. Takes its time; for another thread. Keeps the map beside the file, so that the next
    /// time nothing needs to be read or checked.
    ResultDocumentPtr checked(const std::atomic_bool &cancelled) const;

    /// Valid as long as the document.
    QByteArrayView bytes() const { return m_source->bytes(); }
    const ByteSource &source() const { return *m_source; }
    const ByteSourcePtr &sharedSource() const { return m_source; }
    const ContainerMap &containers() const { return *m_containers; }
    const std::optional<JsonFault> &fault() const { return m_fault; }
    /// Where the first byte is that belongs to no UTF-8 character; -1 when there is none, or before the
    /// check.
    qint64 badUtf8() const { return m_badUtf8; }
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
    ResultDocument() = default;
    static std::shared_ptr<ResultDocument> scanned(ByteSourcePtr source);

    ByteSourcePtr m_source;
    std::shared_ptr<const ContainerMap> m_containers;
    JsonNode m_root;
    std::optional<JsonFault> m_fault;
    qint64 m_badUtf8 = -1;
    bool m_checked = false;
};

} // namespace results
