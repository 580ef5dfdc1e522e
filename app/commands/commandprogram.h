// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/command.h"

class QProcessEnvironment;

namespace settings {
class CredentialStore;
}

namespace commands {

/// The folder to use: what was named, else the system's place for this program's data.
QString dataFolderFor(const QString &named);

/// Carries out one command in this process, from reading standard input to the exit code: alone, when the
/// data folder is free (then it owns it, and serves others meanwhile), else through the process that owns it.
/// A QCoreApplication exists; for --sandbox without an owner a QGuiApplication, because the sandbox reads
/// rich text. `keychain` and `environment` as for the window.
int runCommand(Command command, settings::CredentialStore *keychain, const QProcessEnvironment &environment);

} // namespace commands
