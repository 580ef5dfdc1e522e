// SPDX-License-Identifier: MIT
#include "app/runs/searchplan.h"

#include <QSet>

#include <algorithm>
#include <bitset>
#include <tuple>
#include <vector>

namespace runs {

namespace {

using Texts = std::bitset<SearchSample::most>; ///< of the sample

constexpr size_t rare = 6;         // in the sample: a list of a twentieth of all runs is read in no time
constexpr int mostChosen = 4;      // pieces
constexpr int mostLetters = 64;    // of all words, that pieces are made of
constexpr int longestPiece = 6;    // letters
constexpr qsizetype phrase = 24;   // letters
constexpr qsizetype mostWhole = 6; // words

struct Piece {
    QString text;
    int letters;
    Texts in;
};

class Plan {
public:
    Plan(const SearchWords &words, const SearchSample &sample, qint64 from, bool newestFirst)
        : m_words(words)
        , m_sample(sample) {
        const int size = int(std::min<qsizetype>(sample.entries.size(), SearchSample::most));
        // Up to the first one that has the words, in the order of reading: what is looked at in vain.
        Texts hits;
        hits.set();
        for (const QString &word : words.words())
            hits &= textsWith(word);
        for (int step = 0; step < size; ++step) {
            const int i = newestFirst ? size - 1 - step : step;
            const qint64 id = sample.entries.at(i).id;
            if (from > 0 && (newestFirst ? id >= from : id <= from))
                continue;
            if (hits[size_t(i)])
                break;
            m_vain.set(size_t(i));
        }
    }

    QStringList choose() {
        addPieces(3);
        if (!chooseAmong()) {
            // Pieces that are everywhere, in an order that is rare: longer ones cost the list of each of
            // their parts, and still less than the whole word.
            for (int letters = 4; letters <= longestPiece; ++letters)
                addPieces(letters);
            if (!chooseAmong())
                return wholePieces(m_words);
        }
        return m_chosen;
    }

private:
    Texts textsWith(const QString &piece) const {
        Texts in;
        const QString folded = piece.toCaseFolded();
        for (qsizetype i = 0; i < m_sample.entries.size() && i < SearchSample::most; ++i)
            in[size_t(i)] = m_sample.entries.at(i).text.contains(folded);
        return in;
    }

    void addPieces(int letters) {
        int left = mostLetters;
        QSet<QString> known;
        for (const QString &word : m_words.longWords()) {
            for (const QString &piece : piecesOf(word, letters)) {
                if (left-- <= 0)
                    return;
                if (known.contains(piece))
                    continue;
                known.insert(piece);
                m_pieces.push_back({piece, letters, textsWith(piece)});
            }
        }
    }

    /// Whether hardly any text of the sample has the chosen ones and not the words.
    bool chooseAmong() {
        m_chosen.clear();
        std::vector<Piece> pieces = m_pieces;
        Texts alive;
        alive.set();
        while (m_chosen.size() < mostChosen) {
            const auto cost = [&](const Piece &piece) {
                return std::tuple((alive & m_vain & piece.in).count(), piece.in.count(), piece.letters);
            };
            const auto best = std::min_element(pieces.cbegin(), pieces.cend(),
                [&](const Piece &left, const Piece &right) { return cost(left) < cost(right); });
            if (best == pieces.cend())
                break;
            // A second rare one costs little, and leaves less to be looked at.
            const size_t before = (alive & m_vain).count();
            const bool helps = (before > 0 && (alive & m_vain & best->in).count() < before) ||
                               (m_chosen.size() < 3 && best->in.count() <= rare);
            if (!m_chosen.isEmpty() && !helps)
                break;
            m_chosen << best->text;
            alive &= best->in;
            pieces.erase(best);
        }
        return (alive & m_vain).none();
    }

    const SearchWords &m_words;
    const SearchSample &m_sample;
    Texts m_vain;
    std::vector<Piece> m_pieces;
    QStringList m_chosen;
};

} // namespace

QStringList searchPieces(
    const SearchWords &words, const SearchSample &sample, qint64 from, bool newestFirst) {
    return Plan(words, sample, from, newestFirst).choose();
}

QStringList wholePieces(const SearchWords &words) {
    QStringList pieces;
    for (const QString &word : words.longWords().mid(0, mostWhole))
        pieces << piecesOf(word, int(std::min(phrase, word.toUcs4().size()))).constFirst();
    return pieces;
}

} // namespace runs
