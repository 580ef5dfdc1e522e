// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/byterange.h"
#include "app/results/lineindex.h"

#include <QByteArrayView>

#include <vector>

namespace results {

enum class JsonToken { Key, String, Escape, Number, Word, Punctuation };

struct JsonTokenRange {
    ByteRange range;
    JsonToken token = JsonToken::String;

    bool operator==(const JsonTokenRange &) const = default;
};

/// What the bytes from `begin` to `end` are in JSON text, in order; white space, and what is no JSON, is none
/// of these. `state` is that of the first byte. A little beyond the end is read to tell keys from other
/// strings.
std::vector<JsonTokenRange> jsonTokens(QByteArrayView bytes, qint64 begin, qint64 end, StringState state);

} // namespace results
