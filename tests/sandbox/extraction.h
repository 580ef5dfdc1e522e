// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/workflows.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace support {

/// What the rules make of a document, without a server.
QByteArray resultBytes(
    sandbox::Ruleset ruleset, const QByteArray &bytes, const QString &fileName = QStringLiteral("x.txt"));
QJsonObject resultOf(
    sandbox::Ruleset ruleset, const QByteArray &bytes, const QString &fileName = QStringLiteral("x.txt"));
QJsonObject fieldsOf(const QJsonObject &result);

/// A field's value; numbers as short as they can be written.
QString textOf(const QJsonValue &field);
/// "a | b | c" per row
QStringList rowsOf(const QJsonValue &table, const QStringList &columns);
const QStringList &itemColumns();

} // namespace support
