// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/misbehaviour.h"

#include <QList>

#include <mutex>
#include <optional>
#include <random>

namespace sandbox {

/// Decides by lot what goes wrong. Each kind has a generator of its own, so that the n-th occasion for it
/// ends alike with the same seed whatever else happens. Used by several threads.
class Faults {
public:
    /// Something goes wrong.
    struct Draw {
        int parameter = 0;
        quint64 random = 0; ///< for where and how
    };

    Faults(const Misbehaviour &misbehaviour, quint32 seed);

    /// Begins anew, generators and numbers of times included.
    void set(const Misbehaviour &misbehaviour);
    /// What may still happen: with the times that are left, without what has run out.
    Misbehaviour current() const;
    /// Here is an occasion for `quirk`. Nothing: let it go well.
    std::optional<Draw> draw(Quirk quirk);

private:
    struct Lot {
        MisbehaviourRule rule;
        std::mt19937_64 generator;
    };

    const quint32 m_seed;
    mutable std::mutex m_mutex;
    QList<Lot> m_lots;
};

} // namespace sandbox
