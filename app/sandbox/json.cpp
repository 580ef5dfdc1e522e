// SPDX-License-Identifier: MIT
#include "app/sandbox/json.h"

#include <cmath>

namespace sandbox {

namespace {

QByteArray quoted(const QString &value) {
    static constexpr char Hex[] = "0123456789abcdef";
    const QByteArray utf8 = value.toUtf8();
    QByteArray text;
    text.reserve(utf8.size() + 2);
    text += '"';
    for (const char c : utf8) {
        switch (c) {
        case '"':
            text += "\\\"";
            break;
        case '\\':
            text += "\\\\";
            break;
        case '\n':
            text += "\\n";
            break;
        case '\t':
            text += "\\t";
            break;
        default:
            if (uchar(c) < 0x20)
                text.append("\\u00").append(Hex[uchar(c) >> 4]).append(Hex[uchar(c) & 15]);
            else
                text += c;
        }
    }
    return text += '"';
}

void append(QByteArray &container, const QByteArray &item) {
    const char close = container.back();
    container.chop(1);
    if (container.size() > 1)
        container += ',';
    container += item;
    container += close;
}

} // namespace

Json::Json(double value)
    : m_text(std::isfinite(value) ? QByteArray::number(value, 'g', 6) : QByteArray("null")) {}

Json::Json(const QString &value)
    : m_text(quoted(value)) {}

Json Json::number(const QString &digits) {
    Json json;
    json.m_text = digits.toLatin1();
    return json;
}

JsonObject::JsonObject(std::initializer_list<std::pair<QString, Json>> members)
    : JsonObject() {
    for (const auto &[key, value] : members)
        add(key, value);
}

JsonObject &JsonObject::add(const QString &key, const Json &value) {
    append(m_text, quoted(key) + ':' + value.text());
    return *this;
}

JsonArray::JsonArray(std::initializer_list<Json> values)
    : JsonArray() {
    for (const Json &value : values)
        add(value);
}

JsonArray &JsonArray::add(const Json &value) {
    append(m_text, value.text());
    return *this;
}

} // namespace sandbox
