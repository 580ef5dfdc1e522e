// SPDX-License-Identifier: MIT
#include "app/sandbox/formparameters.h"

namespace sandbox {

namespace {

/// The text behind an opening quote, up to the closing one; `at` moves behind that.
QByteArray quoted(const QByteArray &header, qsizetype &at) {
    QByteArray text;
    for (; at < header.size() && header[at] != '"'; ++at) {
        const bool escape =
            header[at] == '\\' && at + 1 < header.size() && (header[at + 1] == '"' || header[at + 1] == '\\');
        text += header[escape ? ++at : at];
    }
    ++at;
    return text;
}

} // namespace

QHash<QByteArray, QByteArray> formParameters(const QByteArray &header) {
    QHash<QByteArray, QByteArray> parameters;
    qsizetype at = header.indexOf(';');
    while (at >= 0 && at < header.size()) {
        const qsizetype begin = at + 1;
        at = begin;
        while (at < header.size() && header[at] != '=' && header[at] != ';')
            ++at;
        const QByteArray name = header.sliced(begin, at - begin).trimmed().toLower();
        QByteArray value;
        if (at < header.size() && header[at] == '=') {
            ++at;
            while (at < header.size() && (header[at] == ' ' || header[at] == '\t'))
                ++at;
            if (at < header.size() && header[at] == '"')
                value = quoted(header, ++at);
            const qsizetype rest = at;
            at = header.indexOf(';', rest);
            if (value.isEmpty() && rest <= header.size())
                value = header.mid(rest, at < 0 ? -1 : at - rest).trimmed();
        }
        if (!name.isEmpty() && !parameters.contains(name))
            parameters.insert(name, value);
    }
    return parameters;
}

} // namespace sandbox
