// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/jsonblock.h"
#include "app/results/shortcontainer.h"

#include <array>

namespace results {

/// Counts the commas of a container from one of its places on, apart from those of short containers inside,
/// whose commas it counts too. The text begins outside of strings.
class CommaCount {
public:
    struct Open {
        qint64 begin;
        quint32 commas;
        quint32 outer; ///< those of the container itself before it
    };

    CommaCount(quint32 commas, Processor kind)
        : m_kind(kind)
        , m_commas(commas) {}

    /// `size` is a multiple of a block, or the text ends there; up to a block more may be read of it.
    void read(const char *text, qint64 offset, qint64 size);

    quint32 commas() const { return m_commas; }              ///< of the container itself
    bool isInside() const { return m_depth > 0; }            ///< of a short container
    const Open &outermost() const { return m_open.front(); } ///< of those
    const Open &innermost() const { return m_open[size_t(m_depth) - 1]; }

private:
    friend class CommaBlocks;

    void add(quint64 commas) {
        (m_depth > 0 ? m_open[size_t(m_depth) - 1].commas : m_commas) += quint32(std::popcount(commas));
    }

    Processor m_kind;
    StringMask m_strings{false};
    quint32 m_commas;
    int m_depth = 0;
    std::array<Open, shortestMapped / 2> m_open; ///< more do not fit into a short one
};

} // namespace results
