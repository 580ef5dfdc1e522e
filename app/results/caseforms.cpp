// SPDX-License-Identifier: MIT
#include "app/results/caseforms.h"

#include <QChar>

#include <unordered_map>

namespace results {

namespace {

/// No letter with two cases comes behind it.
constexpr char32_t lastCased = 0x1ffff;

/// From folded characters to those that fold to them.
using Forms = std::unordered_multimap<char32_t, char32_t>;

Forms allForms() {
    Forms forms;
    for (char32_t character = 0; character <= lastCased; ++character) {
        const char32_t folded = QChar::toCaseFolded(character);
        if (folded != character)
            forms.emplace(folded, character);
    }
    return forms;
}

} // namespace

std::vector<char32_t> caseForms(char32_t character) {
    static const Forms forms = allForms();
    std::vector<char32_t> all{character};
    const char32_t folded = QChar::toCaseFolded(character);
    if (folded != character)
        all.push_back(folded);
    const auto [begin, end] = forms.equal_range(folded);
    for (auto form = begin; form != end; ++form) {
        if (form->second != character)
            all.push_back(form->second);
    }
    return all;
}

} // namespace results
