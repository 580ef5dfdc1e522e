// SPDX-License-Identifier: MIT
#include "app/results/textscan.h"

#include "app/results/base64text.h"
#include "app/results/jsonbytes.h"
#include "app/results/jsonstring.h"

#include <algorithm>
#include <cstring>
#include <memory>

namespace results {

namespace {

constexpr qint64 windowSize = 262'144; // a multiple of a block
constexpr qint64 ahead = 192;          // read with it: most needles and a probe's second byte
static_assert(ahead >= TextNeedle::farthest + blockSize);

} // namespace

/// The loop over blocks, the same for each kind of processor, which must be said around all of it.
class TextBlocks {
public:
    static void read(TextScan &scan, const char *text, qint64 offset, qint64 size) {
        const NeedleProbe probe = scan.m_needle.probe();
        for (qint64 at = 0; at < size; at += blockSize)
            take(scan, needleBlock(text + at, probe), text + at, offset + at, ~quint64(0));
    }

    /// The last bytes of a part.
    static void readRest(TextScan &scan, const char *text, qint64 offset, qint64 size) {
        const quint64 real = size == blockSize ? ~quint64(0) : (quint64(1) << size) - 1;
        take(scan, needleBlock(text, scan.m_needle.probe()), text, offset, real);
    }

#ifdef ANYFORMAT_NEWER_X86
    ANYFORMAT_AVX2 static void readAvx2(TextScan &scan, const char *text, qint64 offset, qint64 size) {
        const NeedleProbe probe = scan.m_needle.probe();
        for (qint64 at = 0; at < size; at += blockSize)
            take(scan, needleBlockAvx2(text + at, probe), text + at, offset + at, ~quint64(0));
    }

    ANYFORMAT_AVX512 static void readAvx512(TextScan &scan, const char *text, qint64 offset, qint64 size) {
        const NeedleProbe probe = scan.m_needle.probe();
        for (qint64 at = 0; at < size; at += blockSize)
            take(scan, needleBlockAvx512(text + at, probe), text + at, offset + at, ~quint64(0));
    }
#endif

private:
    static inline void take(
        TextScan &scan, const NeedleBlock &block, const char *text, qint64 offset, quint64 real) {
        const quint64 escaped = scan.m_escapes.escaped(block.backslashes);
        const quint64 quotes = block.quotes & ~escaped & real;
        quint64 events = block.fits & real;
        if ((events | escaped) != 0) {
            events = scan.eventsOf(events, escaped & real, text);
            if (events != 0)
                scan.takeEvents(offset, events, escaped, quotes);
        }
        if (quotes != 0) {
            scan.m_inString ^= std::popcount(quotes) & 1;
            scan.m_quote = offset + blockSize - 1 - std::countl_zero(quotes);
        }
    }
};

TextScan::TextScan(const SearchPart &part, const TextNeedle &needle, const ExpressionTest *test,
    SearchQuery::Scope scope, Processor kind)
    : m_part(part)
    , m_needle(needle)
    , m_test(test)
    , m_scope(scope)
    , m_kind(kind)
    , m_hits(part, kind)
    , m_quote(part.begin)
    , m_decided(part.begin) {
    m_text.all = part.document.bytes().data();
    m_text.begin = part.begin;
    m_text.end = part.end;
}

SearchTally TextScan::run() {
    const std::unique_ptr<char[]> buffer(new char[windowSize + ahead]);
    for (qint64 at = m_part.begin; at < m_part.end && !m_full && !m_part.cancelled; at += windowSize) {
        const qint64 size = std::min(windowSize, m_part.end - at);
        m_text.windowBegin = at;
        m_text.windowEnd = std::min(at + size + ahead, m_part.end);
        m_text.window = m_part.document.source().window(at, m_text.windowEnd - at, buffer.get());
        if (!m_text.window) {
            m_tally.unreadable = true;
            break;
        }
        const char *const text = m_text.window;
        // A probe may look that far behind a block.
        const qint64 readable = m_text.windowEnd - at - TextNeedle::farthest;
        const qint64 whole = std::max<qint64>(0, std::min(size, readable) / blockSize * blockSize);
        switch (m_kind) {
#ifdef ANYFORMAT_NEWER_X86
        case Processor::Avx512:
            TextBlocks::readAvx512(*this, text, at, whole);
            break;
        case Processor::Avx2:
            TextBlocks::readAvx2(*this, text, at, whole);
            break;
#endif
        default:
            TextBlocks::read(*this, text, at, whole);
            break;
        }
        for (qint64 done = whole; done < size; done += blockSize) {
            char rest[blockSize + TextNeedle::farthest + 1];
            std::memset(rest, ' ', sizeof rest);
            const qint64 left = m_text.windowEnd - at - done;
            std::memcpy(rest, text + done, size_t(std::min<qint64>(left, sizeof rest)));
            TextBlocks::readRest(*this, rest, at + done, std::min<qint64>(blockSize, size - done));
        }
        m_hits.handOn(m_text);
    }
    m_hits.flush(m_text);
    m_tally.hits = m_hits.taken();
    m_tally.limited = m_full;
    return m_tally;
}

quint64 TextScan::eventsOf(quint64 fits, quint64 escaped, const char *text) const {
    while (escaped != 0) {
        const int bit = std::countr_zero(escaped);
        if (m_needle.letterMatters(text[bit]))
            fits |= quint64(1) << bit;
        escaped &= escaped - 1;
    }
    return fits;
}

void TextScan::takeEvents(qint64 offset, quint64 events, quint64 escaped, quint64 quotes) {
    for (; events != 0; events &= events - 1) {
        const int bit = std::countr_zero(events);
        const qint64 at = offset + bit;
        if (at < m_decided)
            continue;
        if (m_full || (m_test && m_part.cancelled)) // an expression may take its time
            return;
        const quint64 below = quotes & ((quint64(1) << bit) - 1);
        const bool inString = m_inString ^ ((std::popcount(below) & 1) != 0);
        const qint64 open = below != 0 ? offset + blockSize - 1 - std::countl_zero(below) : m_quote;
        if (!((escaped >> bit) & 1) || !m_needle.letterMatters(m_text[at]))
            takePlain(at, inString, open);
        else if (inString)
            takeEscape(at, open);
    }
}

void TextScan::takePlain(qint64 at, bool inString, qint64 open) {
    if (!inString && !m_needle.isScalar() && m_part.isJson)
        return;
    const TextNeedle::Place place = m_needle.placeAt(m_text, at);
    if (place.begin < 0 || !m_needle.mayStandBetween(m_text, place))
        return;
    if (!inString) {
        takeScalar(place);
        return;
    }
    const qint64 end = m_text.endOfString(place.end);
    m_decided = end;
    const bool key = isKey(end);
    if (isWanted(m_scope, key))
        takeString(open, end, key);
}

/// One that holds the needle.
void TextScan::takeString(qint64 open, qint64 end, bool key) {
    const char *const string = m_text.at(open, end);
    const QByteArrayView inner = stringContent(string, string + (end - open));
    if (isLongBase64(inner))
        ++m_tally.leftOut;
    else if (!m_test || m_test->holds(decodeJsonString(inner).text, m_tally))
        m_full = !m_hits.add(Hit(open, end, key));
}

/// `at` is the letter of an escape in a string.
void TextScan::takeEscape(qint64 at, qint64 open) {
    if (m_text[at] == 'u' && !m_needle.escapedUnitMatters(m_text.escapedUnit(at - 1)))
        return;
    const qint64 end = m_text.endOfString(at + 1);
    m_decided = end;
    const bool key = isKey(end);
    if (!isWanted(m_scope, key))
        return;
    const char *const string = m_text.at(open, end);
    if (m_needle.isIn(decodeJsonString(stringContent(string, string + (end - open))).text))
        takeString(open, end, key);
}

void TextScan::takeScalar(const TextNeedle::Place &place) {
    qint64 begin = place.begin;
    qint64 end = place.end;
    while (begin > m_text.begin && m_needle.isScalar() && continuesWord(m_text[begin - 1]))
        --begin;
    while (end < m_text.end && m_needle.isScalar() && continuesWord(m_text[end]))
        ++end;
    m_decided = end;
    if (!isWanted(m_scope, false))
        return;
    const char *const text = m_text.at(begin, end);
    if (!m_test || m_test->holds(QString::fromUtf8(text, end - begin), m_tally))
        m_full = !m_hits.add(Hit(begin, end, false));
}

bool TextScan::isKey(qint64 end) const {
    while (end < m_text.end && isSpace(m_text[end]))
        ++end;
    return end < m_text.end && m_text[end] == ':';
}

} // namespace results
