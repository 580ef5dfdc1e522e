// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// Ends the program with the place and the words of what does not hold.
#define FUZZ_REQUIRE(what) /* NOLINT(cppcoreguidelines-macro-usage) */                                       \
    do {                                                                                                     \
        if (!(what)) {                                                                                       \
            std::fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #what);                   \
            std::abort();                                                                                    \
        }                                                                                                    \
    } while (false)

namespace fuzz {

/// The bytes of one run, taken apart: a byte of options, a body, and behind record separators (0x1E) a second
/// body to compare it with and what is searched for. The bytes of a body end where those of the input do, or
/// its memory does, so that who reads beyond them is caught.
struct Input {
    enum Option {
        Regex = 1,
        Case = 2,
        Word = 4,
        Siblings = 8,
        File = 16, ///< the body also in a mapped file, which is shown before it is checked
    };

    uint8_t options = 0;
    QByteArray body;
    QByteArray other;
    QByteArray query;

    bool has(Option option) const { return options & option; }
};

} // namespace fuzz
