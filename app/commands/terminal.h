// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace commands {

// What a command wants of the terminal it was typed at, on every system.

/// The arguments without the program's name.
QStringList argumentsOf(int argc, char **argv);
/// Before the application object: Qt says at length on stderr what it thinks of a locale that is not UTF-8.
void useUtf8();
/// A reader that has gone is an error of write(), not the end of the program.
void ignoreBrokenPipes();

bool inputIsTerminal();
bool errorsAreTerminal();

/// All of standard input, or nothing when it is longer than `most` bytes.
std::optional<QByteArray> readInput(qsizetype most);
/// The first line of standard input, without its end; at most 64 kB of it.
QByteArray readInputLine();
/// A line typed after `prompt` (on stderr) that is not shown. Nothing when it was broken off with Ctrl-C.
std::optional<QString> readHidden(const QString &prompt);

/// Straight to stderr, also while the output is stuck.
void sayNow(const QString &line);

} // namespace commands
