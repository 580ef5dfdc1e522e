// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>
#include <QStringMatcher>

#include <vector>

namespace runs {

/// What a person looks for: words that must all be there, in any order and case; what stands in "quotes" is
/// one word.
class SearchWords {
public:
    explicit SearchWords(const QString &text);

    bool isEmpty() const { return m_words.isEmpty(); }
    /// None has three letters: they are looked for in the names of runs only.
    bool areInNamesOnly() const { return m_long.isEmpty(); }
    const QStringList &words() const { return m_words; }
    const QStringList &longWords() const { return m_long; }

    /// Whether all of them stand in the text (or the name).
    bool standIn(const QString &text) const;

private:
    QStringList m_words;
    QStringList m_long; ///< of three letters and more
    std::vector<QStringMatcher> m_matchers;
};

/// Pieces of `length` letters, from each letter on. A letter is a code point.
QStringList piecesOf(const QString &word, int length);

/// A word of one or two letters in every case that its letters have, as UTF-8: where the bytes of one of them
/// stand, the word does.
QList<QByteArray> writings(const QString &word);

} // namespace runs
