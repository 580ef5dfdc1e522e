// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <chrono>

namespace documents {

/// What can be said of a PDF without drawing it.
struct PdfFacts {
    enum State {
        Sound,
        Locked,  ///< cannot be opened without a password (one that only forbids printing is fine)
        Damaged, ///< cannot be read as a PDF, not even after a repair, or has no page
        CutOff,  ///< readable after a repair, but its end is missing
        Unknown, ///< there was not enough time
    };
    State state = Unknown;
    int pages = 0; ///< 0 when not known
};

/// Blocking; any thread; never throws. Gives up at about `most`: a file can be made to take for ever.
PdfFacts pdfFacts(const QByteArray &bytes, std::chrono::milliseconds most = std::chrono::seconds(2));

} // namespace documents
