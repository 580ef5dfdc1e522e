// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

namespace results {

/// All characters that are the same but for their case, the given one first: k, K and the sign of Kelvin. By
/// simple folding, as QString compares: ß is only ß.
std::vector<char32_t> caseForms(char32_t character);

} // namespace results
