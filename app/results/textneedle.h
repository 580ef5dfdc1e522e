// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/searchquery.h"
#include "app/results/searchtext.h"

#include <QString>
#include <QStringMatcher>

#include <array>
#include <vector>

namespace results {

/// Two bytes that a text has at a certain distance wherever the needle is in it: a filter, so that most of a
/// text is never compared. A byte fits when it is `value` once the bits of `mask` are set in it.
struct NeedleProbe {
    char firstValue = 0;
    char firstMask = 0;
    char secondValue = 0;
    char secondMask = 0;
    int distance = 0; ///< from the first to the second
};

/// A text that is looked for in JSON as it is written, without decoding it: by the bytes of each character or
/// of its short escape, in each case when case is none. Immutable, for any thread.
class TextNeedle {
public:
    static constexpr int farthest = 60; ///< of a probe's distance

    /// Of a query that is no regular expression and not empty.
    explicit TextNeedle(const SearchQuery &query);

    /// Whether it can stand outside of strings: in a number, or in true, false or null.
    bool isScalar() const { return m_scalar; }
    const NeedleProbe &probe() const { return m_probe; }
    qint64 commonness() const { return m_commonness; } ///< of the probe in results, to be compared

    struct Place {
        qint64 begin = -1; ///< -1: it is not there
        qint64 end = -1;
    };
    /// Where the first byte of the probe fits: whether the needle is around it, not counting bytes of
    /// escapes.
    Place placeAt(const SearchText &text, qint64 at) const;
    /// With regard to whole words.
    bool mayStandBetween(const SearchText &text, const Place &place) const;
    /// Whether the escape whose letter (behind the backslash) is this one can stand for a character of it
    /// that is looked for in another form, so that only the decoded string tells; for u, whatever it stands
    /// for, escapedUnitMatters() decides.
    bool letterMatters(char letter) const { return letter == 'u' || (letter == '/' && m_slash); }
    bool escapedUnitMatters(int unit) const;
    /// In a decoded string.
    bool isIn(const QString &decoded) const;

private:
    struct Form {
        std::array<char, 4> bytes;
        int size;
    };
    struct Character {
        std::vector<Form> forms;
        int shortest() const;
        int longest() const;
    };
    struct ProbeByte {
        int offset; ///< from the first byte of the segment
        unsigned char value;
        unsigned char mask;
        int weight; ///< how common
    };

    static Form written(char32_t character);
    std::vector<ProbeByte> segment(size_t first) const;
    static ProbeByte probeByte(const Character &character, int byte, int offset);
    void chooseProbe();

    SearchQuery m_query;
    QStringMatcher m_matcher;
    std::vector<Character> m_characters;
    std::vector<char16_t> m_units; ///< folded when case is none; sorted
    bool m_slash = false;
    bool m_surrogates = false;
    bool m_scalar = true;
    NeedleProbe m_probe;
    qint64 m_commonness = 0;
    size_t m_anchor = 0;    ///< number of the character whose beginning the probe is counted from
    int m_anchorOffset = 0; ///< of the probe's first byte from there
};

} // namespace results
