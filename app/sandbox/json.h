// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <concepts>
#include <initializer_list>
#include <utility>

namespace sandbox {

/// A JSON value that is only ever written: its text. Members keep the order in which they were added and
/// numbers the digits they were given, which Qt's JSON classes change.
class Json {
public:
    Json() = default;       ///< null
    Json(std::nullptr_t) {} // NOLINT(google-explicit-constructor)
    Json(bool value)
        : m_text(value ? "true" : "false") {} // NOLINT(google-explicit-constructor)
    Json(std::integral auto value)
        : m_text(QByteArray::number(value)) {} // NOLINT(google-explicit-constructor)
    Json(double value);                        // NOLINT(google-explicit-constructor)
    Json(const QString &value);                // NOLINT(google-explicit-constructor)
    /// A number as it is to stand in the text; the caller vouches that it is one.
    static Json number(const QString &digits);
    /// Null for a null string, else the string.
    static Json orNull(const QString &value) { return value.isNull() ? Json() : Json(value); }

    const QByteArray &text() const { return m_text; }

protected:
    QByteArray m_text = "null";
};

class JsonObject : public Json {
public:
    JsonObject() { m_text = "{}"; }
    JsonObject(std::initializer_list<std::pair<QString, Json>> members);
    JsonObject &add(const QString &key, const Json &value);
};

class JsonArray : public Json {
public:
    JsonArray() { m_text = "[]"; }
    JsonArray(std::initializer_list<Json> values);
    JsonArray &add(const Json &value);
};

} // namespace sandbox
