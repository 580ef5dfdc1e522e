// SPDX-License-Identifier: MIT
#include "app/results/bracketscan.h"

#include "app/results/bracketpart.h"
#include "app/results/jsonbytes.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <thread>

namespace results {

namespace {

constexpr qint64 largestText = Bracket::commasAround; // has no more commas than can be told apart
constexpr qint64 worthTwoThreads = 8'000'000;

bool beginsAfter(const char *text, qint64 quote, qint64 from) {
    while (quote > from && isSpace(text[quote - 1]))
        --quote;
    return quote > from && std::strchr("{[,:", text[quote - 1]);
}

/// Whether the text from `begin` on is likely to stand inside a string: by which quotes look like those that
/// begin one.
bool looksInString(const char *text, qint64 begin, qint64 end) {
    int scores[2] = {0, 0};
    int quotes = 0;
    for (qint64 at = begin; at < end && quotes < 64; ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '"' && beginsAfter(text, at, begin))
            ++scores[quotes++ % 2];
        else if (text[at] == '"')
            ++quotes;
    }
    return scores[1] > scores[0];
}

/// Where the second part begins; `size` when there is no good place for one.
qint64 middleOf(const char *text, qint64 begin, qint64 size) {
    qint64 middle = begin + (size - begin + 1) / 2; // behind the first byte
    while (middle < size && text[middle - 1] == '\\')
        ++middle;
    return middle;
}

std::optional<ContainerMap> whole(BracketPart &part) {
    if (!part.isWhole())
        return {};
    ContainerMap map = part.takeMap();
    if (map.size() == 0 || map.subtree(0) != map.size()) // none, or more than one value
        return {};
    return map;
}

} // namespace

std::optional<ContainerMap> mapBrackets(const ByteSource &source, Processor kind, Threads threads) {
    const char *const text = source.bytes().data();
    const qint64 size = source.size();
    qint64 begin = source.bytes().startsWith("\xEF\xBB\xBF") ? 3 : 0;
    while (begin < size && isSpace(text[begin]))
        ++begin;
    if (begin == size || size > largestText || (text[begin] != '{' && text[begin] != '['))
        return {};

    const bool two = threads == Threads::Two || (threads == Threads::AsUseful && size >= worthTwoThreads &&
                                                    std::thread::hardware_concurrency() > 1);
    const qint64 middle = two ? middleOf(text, begin, size) : size;
    BracketPart first(source, begin, middle, kind, true);
    if (middle == size) {
        if (!first.read(false) || first.endsInString())
            return {};
        return whole(first);
    }
    auto second = std::make_unique<BracketPart>(source, middle, size, kind, false);
    const bool guess = looksInString(text, middle, std::min(middle + 1'000'000, size));
    bool secondRead = false;
    std::thread other([&] { secondRead = second->read(guess); });
    const bool firstRead = first.read(false);
    other.join();
    if (!firstRead)
        return {};
    if (first.endsInString() != guess) {
        second = std::make_unique<BracketPart>(source, middle, size, kind, false);
        secondRead = second->read(!guess);
    }
    if (!secondRead || second->endsInString() || !first.join(*second))
        return {};
    return whole(first);
}

} // namespace results
