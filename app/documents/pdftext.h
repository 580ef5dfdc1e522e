// SPDX-License-Identifier: MIT
#pragma once

#include "app/documents/documentreader.h"

#include <QByteArray>

namespace documents {

/// The text layer of a PDF. Words are put into lines by their place, not by the order in which they were
/// drawn. In a document of more than 30 pages a word's box may be interpolated inside its line. Blocking; any
/// thread.
Reading readPdf(const QByteArray &bytes, const std::atomic_bool *giveUp = nullptr);

} // namespace documents
