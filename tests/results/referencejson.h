// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

/// A second reading of the JSON grammar to hold the scanner against: recursive, one function per rule of RFC
/// 8259. Returns the offset of the first byte after which no JSON text can follow (the size, where the text
/// only ends too early), or -1 when the text is JSON.
qsizetype referenceFault(const QByteArray &text);
