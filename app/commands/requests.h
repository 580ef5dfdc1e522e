// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/command.h"

#include <QByteArray>

#include <variant>

namespace commands {

constexpr qsizetype longestRequest = 64 * 1'048'576; ///< bytes; a text or very many file names

/// A command as one line of JSON with the protocol's version. What stays with the caller (folders, quiet) is
/// left out; there is no place for a key.
QByteArray encodedRequest(const Command &command);

/// The command, or why it is none.
std::variant<Command, QString> decodedRequest(const QByteArray &line);

/// Shows that the caller has the same key as the owner without sending it: a keyed hash of the owner's nonce.
QByteArray proofOf(const QString &key, const QByteArray &nonce);

} // namespace commands
