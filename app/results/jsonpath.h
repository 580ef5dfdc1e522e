// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>
#include <vector>

/// JSONPath of one value: $.extractions[0].fields['odd key'].value
namespace results {

/// The path of a member; a key that is not an identifier stands in brackets and quotes.
QString memberPath(QString parent, const QString &key);
QString elementPath(QString parent, qint64 index);
/// The same in place, for paths of many steps.
void appendMember(QString &path, const QString &key);
void appendElement(QString &path, qint64 index);

struct PathStep {
    QString key;
    qint64 index = -1; ///< of an element; -1 for a member
};

/// The steps of a path as the functions above write it, quotes single or double; nothing when it is not one.
std::optional<std::vector<PathStep>> pathSteps(QStringView path);

} // namespace results
