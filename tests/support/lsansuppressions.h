// SPDX-License-Identifier: MIT
#pragma once

#if defined(__SANITIZE_ADDRESS__)
/// Qt PDF 6.4 leaks a few bytes for a document that it cannot open and for a page without text.
extern "C" const char *__lsan_default_suppressions() { // NOLINT(bugprone-reserved-identifier)
    return "leak:libQt6Pdf.so\n";
}
#endif
