// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/field.h"

#include <atomic>
#include <functional>

namespace results {

/// Reads one field in whatever shape it came.
class FieldReader {
public:
    /// The document must outlive the reader, and so must `cancelled`: once it is set, tables end early.
    explicit FieldReader(const ResultDocument &document, const std::atomic_bool *cancelled = nullptr);

    Field field(const QString &name, const JsonNode &node, const QString &path) const;

    /// The values that field() would tell, and what overrides stand for, one by one: of a table of any size
    /// one cell at a time. False when `visit` said false.
    bool eachValue(const JsonNode &node, const std::function<bool(const QString &value)> &visit) const;

    /// A split or partition as the service names it: text, a number, or an object with a name.
    QString label(const JsonNode &node) const;
    /// 0–100; nothing for anything else.
    std::optional<double> confidence(const JsonNode &node) const;
    QList<Evidence> evidence(const JsonNode &node) const;
    /// 1-based; 0 for what is no page.
    int page(const JsonNode &node) const;

private:
    enum class Shape { Single, Rows, OneRow, BareValue };
    Shape shapeOf(const JsonNode &node) const;
    bool allObjects(const JsonNode &container) const;

    Field cell(const QString &name, const JsonNode &node, const QString &path) const;
    /// `above`: the row before, whose names it shares.
    QList<Field> row(const JsonNode &node, const QString &path, const QList<Field> &above) const;
    void readSingle(const JsonNode &node, Field &field) const;
    void setValue(const JsonNode &value, const JsonNode &valueOverride, Field &field) const;
    QString valueText(const JsonNode &node) const;
    Evidence quote(const JsonNode &node, qint64 element) const;

    const ResultDocument &m_document;
    const std::atomic_bool *m_cancelled;
};

} // namespace results
