// SPDX-License-Identifier: MIT
#include "app/results/textneedle.h"

#include "app/results/caseforms.h"
#include "app/results/jsonbytes.h"

#include <QList>

#include <algorithm>
#include <limits>
#include <utility>

namespace results {

namespace {

/// Characters of a long needle among which the probe is chosen.
constexpr size_t probed = 256;

/// What stands in a string only so; a slash may stand there as it is.
constexpr std::pair<char, char> shortEscapes[] = {
    {'"', '"'}, {'\\', '\\'}, {'b', '\b'}, {'f', '\f'}, {'n', '\n'}, {'r', '\r'}, {'t', '\t'}};

/// About how often a byte stands in results, in thousandths and a bit.
constexpr std::array<int, 256> weights = [] {
    std::array<int, 256> all{};
    for (int c = 0; c < 256; ++c)
        all[size_t(c)] = c >= 0x80 ? 2 : c < 0x20 ? 1 : 3;
    for (int c = '0'; c <= '9'; ++c)
        all[size_t(c)] = 20;
    constexpr int letters[26] = {
        50, 12, 25, 25, 90, 15, 12, 25, 50, 3, 6, 30, 16, 50, 45, 18, 3, 45, 45, 60, 22, 9, 9, 6, 12, 4};
    for (int i = 0; i < 26; ++i) {
        all[size_t('a' + i)] = letters[i];
        all[size_t('A' + i)] = 4 + letters[i] / 12;
    }
    all[' '] = 90;
    all['"'] = 100;
    all[','] = 35;
    all[':'] = 35;
    all['.'] = 20;
    all['_'] = 20;
    all['\\'] = 20;
    return all;
}();

int weight(unsigned char value, unsigned char mask) {
    int sum = 0;
    for (int c = 0; c < 256; ++c) {
        if ((c | mask) == value)
            sum += weights[size_t(c)];
    }
    return sum;
}

} // namespace

int TextNeedle::Character::shortest() const {
    return std::min_element(forms.begin(), forms.end(), [](const Form &a, const Form &b) {
        return a.size < b.size;
    })->size;
}

int TextNeedle::Character::longest() const {
    return std::max_element(forms.begin(), forms.end(), [](const Form &a, const Form &b) {
        return a.size < b.size;
    })->size;
}

TextNeedle::TextNeedle(const SearchQuery &query)
    : m_query(query)
    , m_matcher(query.text, query.caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive) {
    const QList<uint> characters = query.text.toUcs4();
    for (const char32_t character : characters) {
        Character all;
        const std::vector<char32_t> forms =
            query.caseSensitive ? std::vector<char32_t>{character} : caseForms(character);
        for (const char32_t form : forms) {
            all.forms.push_back(written(form));
            m_scalar = m_scalar && (form >= 0x80 || continuesWord(char(form)));
        }
        m_characters.push_back(std::move(all));
        const char32_t folded = query.caseSensitive ? character : QChar::toCaseFolded(character);
        // A lone surrogate decodes to U+FFFD.
        if (folded > 0xffff || folded == QChar::ReplacementCharacter)
            m_surrogates = true;
        else
            m_units.push_back(char16_t(folded));
    }
    std::sort(m_units.begin(), m_units.end());
    m_slash = std::binary_search(m_units.begin(), m_units.end(), u'/');
    chooseProbe();
}

TextNeedle::Form TextNeedle::written(char32_t character) {
    for (const auto &[letter, meaning] : shortEscapes) {
        if (character == char32_t(meaning))
            return {{'\\', letter}, 2};
    }
    // A needle may hold half a character, which is in no text.
    const QByteArray bytes = QString::fromUcs4(&character, 1).toUtf8();
    Form form{{}, int(std::min<qsizetype>(bytes.size(), 4))};
    std::copy_n(bytes.begin(), form.size, form.bytes.begin());
    return form;
}

TextNeedle::ProbeByte TextNeedle::probeByte(const Character &character, int byte, int offset) {
    const auto first = static_cast<unsigned char>(character.forms.front().bytes[size_t(byte)]);
    unsigned char mask = 0;
    for (const Form &form : character.forms)
        mask |= first ^ static_cast<unsigned char>(form.bytes[size_t(byte)]);
    const auto value = static_cast<unsigned char>(first | mask);
    return {offset, value, mask, weight(value, mask)};
}

/// Bytes at a known distance from the beginning of a character: up to one whose forms differ in length.
std::vector<TextNeedle::ProbeByte> TextNeedle::segment(size_t first) const {
    std::vector<ProbeByte> bytes;
    int offset = 0;
    for (size_t i = first; i < std::min(m_characters.size(), probed); ++i) {
        const int shortest = m_characters[i].shortest();
        for (int byte = 0; byte < shortest; ++byte)
            bytes.push_back(probeByte(m_characters[i], byte, offset++));
        if (shortest != m_characters[i].longest())
            break;
    }
    return bytes;
}

void TextNeedle::chooseProbe() {
    qint64 best = std::numeric_limits<qint64>::max();
    for (size_t first = 0; first < std::min(m_characters.size(), probed); ++first) {
        const bool goesOn =
            first > 0 && m_characters[first - 1].shortest() == m_characters[first - 1].longest();
        if (goesOn)
            continue; // part of the segment before
        const std::vector<ProbeByte> bytes = segment(first);
        for (size_t i = 0; i < bytes.size(); ++i) {
            for (size_t j = i; j < bytes.size() && bytes[j].offset - bytes[i].offset <= farthest; ++j) {
                const qint64 common = qint64(bytes[i].weight) * (j == i ? 1000 : bytes[j].weight);
                if (common >= best)
                    continue;
                m_commonness = best = common;
                m_anchor = first;
                m_anchorOffset = bytes[i].offset;
                m_probe = {char(bytes[i].value), char(bytes[i].mask), char(bytes[j].value),
                    char(bytes[j].mask), bytes[j].offset - bytes[i].offset};
            }
        }
    }
}

TextNeedle::Place TextNeedle::placeAt(const SearchText &text, qint64 at) const {
    Place place{at - m_anchorOffset, at - m_anchorOffset};
    if (place.begin < text.begin)
        return {};
    const auto fits = [&text](const Form &form, qint64 begin) {
        for (int i = 0; i < form.size; ++i) {
            if (text[begin + i] != form.bytes[size_t(i)])
                return false;
        }
        return true;
    };
    for (size_t i = m_anchor; i < m_characters.size(); ++i) {
        const Form *found = nullptr;
        for (const Form &form : m_characters[i].forms) {
            if (place.end + form.size <= text.end && fits(form, place.end)) {
                found = &form;
                break;
            }
        }
        if (!found)
            return {};
        place.end += found->size;
    }
    for (size_t i = m_anchor; i-- > 0;) {
        const Form *found = nullptr;
        for (const Form &form : m_characters[i].forms) {
            if (place.begin - form.size >= text.begin && fits(form, place.begin - form.size)) {
                found = &form;
                break;
            }
        }
        if (!found)
            return {};
        place.begin -= found->size;
    }
    if (text.escapeAround(place.begin) >= 0)
        return {};
    return place;
}

bool TextNeedle::mayStandBetween(const SearchText &text, const Place &place) const {
    return !m_query.wholeWord || (!QChar::isLetterOrNumber(text.characterBefore(place.begin)) &&
                                     !QChar::isLetterOrNumber(text.characterAt(place.end)));
}

bool TextNeedle::escapedUnitMatters(int unit) const {
    if (unit < 0 || QChar::isSurrogate(char32_t(unit)))
        return m_surrogates;
    const char32_t folded = m_query.caseSensitive ? char32_t(unit) : QChar::toCaseFolded(char32_t(unit));
    return std::binary_search(m_units.begin(), m_units.end(), char16_t(folded));
}

bool TextNeedle::isIn(const QString &decoded) const {
    const auto letterBefore = [&decoded](qsizetype at) {
        if (at == 0)
            return false;
        const QChar unit = decoded[at - 1];
        if (unit.isLowSurrogate() && at > 1 && decoded[at - 2].isHighSurrogate())
            return QChar::isLetterOrNumber(QChar::surrogateToUcs4(decoded[at - 2], unit));
        return unit.isLetterOrNumber();
    };
    const auto letterAt = [&decoded](qsizetype at) {
        if (at >= decoded.size())
            return false;
        const QChar unit = decoded[at];
        if (unit.isHighSurrogate() && at + 1 < decoded.size() && decoded[at + 1].isLowSurrogate())
            return QChar::isLetterOrNumber(QChar::surrogateToUcs4(unit, decoded[at + 1]));
        return unit.isLetterOrNumber();
    };
    for (qsizetype at = m_matcher.indexIn(decoded); at >= 0; at = m_matcher.indexIn(decoded, at + 1)) {
        if (!m_query.wholeWord || (!letterBefore(at) && !letterAt(at + m_query.text.size())))
            return true;
    }
    return false;
}

} // namespace results
