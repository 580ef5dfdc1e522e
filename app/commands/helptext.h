// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/command.h"

namespace commands {

QString helpText();         ///< of the whole program
QString helpFor(Verb verb); ///< of one command
QString versionText();

} // namespace commands
