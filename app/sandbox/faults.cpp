// SPDX-License-Identifier: MIT
#include "app/sandbox/faults.h"

#include <algorithm>
#include <utility>

namespace sandbox {

Faults::Faults(const Misbehaviour &misbehaviour, quint32 seed)
    : m_seed(seed) {
    set(misbehaviour);
}

void Faults::set(const Misbehaviour &misbehaviour) {
    const std::scoped_lock lock(m_mutex);
    m_lots.clear();
    for (const MisbehaviourRule &rule : misbehaviour.rules) {
        std::seed_seq seed{m_seed, quint32(rule.quirk)};
        m_lots.append({rule, std::mt19937_64(seed)});
    }
}

Misbehaviour Faults::current() const {
    const std::scoped_lock lock(m_mutex);
    Misbehaviour misbehaviour;
    for (const Lot &lot : m_lots) {
        if (lot.rule.times.value_or(1) > 0)
            misbehaviour.rules.append(lot.rule);
    }
    return misbehaviour;
}

std::optional<Faults::Draw> Faults::draw(Quirk quirk) {
    const std::scoped_lock lock(m_mutex);
    const auto lot = std::find_if(
        m_lots.begin(), m_lots.end(), [quirk](const Lot &known) { return known.rule.quirk == quirk; });
    if (lot == m_lots.end())
        return {};
    // Not std::uniform_int_distribution: each library has its own.
    const bool chosen = int(lot->generator() % 100) < lot->rule.percent;
    const quint64 random = lot->generator();
    if (!chosen || lot->rule.times.value_or(1) <= 0)
        return {};
    if (lot->rule.times)
        --*lot->rule.times;
    return Draw{lot->rule.parameter, random};
}

} // namespace sandbox
