// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/intake.h"

#include <functional>

namespace runs {

/// Reads all of a file that checkFile() did not refuse: its hash, and of a PDF what it is like. What it finds
/// goes into the item that is handed back, which is `inspected`. A file that was refused meanwhile comes back
/// refused; one that changed while it was read comes back `unsettled` and not inspected. Blocking; any
/// thread. Stops early, with an item that is not inspected, when `isWanted` returns false.
IntakeItem inspectFile(const IntakeItem &item, const std::function<bool()> &isWanted);

} // namespace runs
