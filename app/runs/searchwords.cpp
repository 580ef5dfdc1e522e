// SPDX-License-Identifier: MIT
#include "app/runs/searchwords.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr qsizetype indexed = 3; // letters: the index knows pieces of three
constexpr char32_t lastWithCase = 0x1E943;

/// Where each letter begins, and the end.
QList<qsizetype> lettersOf(const QString &word) {
    QList<qsizetype> starts;
    for (qsizetype i = 0; i < word.size(); ++i) {
        starts << i;
        if (word.at(i).isHighSurrogate() && i + 1 < word.size() && word.at(i + 1).isLowSurrogate())
            ++i;
    }
    starts << word.size();
    return starts;
}

} // namespace

SearchWords::SearchWords(const QString &text) {
    static const QRegularExpression pattern(u"\"([^\"]+)\"|(\\S+)"_s);
    QSet<QString> known;
    for (auto found = pattern.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        QString word = match.captured(match.capturedLength(1) > 0 ? 1 : 2);
        word.remove(u'"');
        word.remove(QChar(0)); // ends a text for SQLite
        if (word.trimmed().isEmpty() || known.contains(word))
            continue;
        known.insert(word);
        m_words << word;
        m_matchers.emplace_back(word, Qt::CaseInsensitive);
        if (lettersOf(word).size() > indexed)
            m_long << word;
    }
}

bool SearchWords::standIn(const QString &text) const {
    for (const QStringMatcher &matcher : m_matchers) {
        if (matcher.indexIn(text) < 0)
            return false;
    }
    return true;
}

QStringList piecesOf(const QString &word, int length) {
    const QList<qsizetype> starts = lettersOf(word);
    QStringList pieces;
    for (qsizetype i = 0; i + length < starts.size(); ++i)
        pieces << word.mid(starts.at(i), starts.at(i + length) - starts.at(i));
    return pieces;
}

QList<QByteArray> writings(const QString &word) {
    QStringList made{QString()};
    const QList<uint> letters = word.toUcs4();
    for (uint letter : letters) {
        QStringList ways;
        const char32_t folded = QChar::toCaseFolded(letter);
        for (char32_t other = 0; other <= lastWithCase; ++other) {
            if (QChar::toCaseFolded(other) == folded)
                ways << QString::fromUcs4(&other, 1);
        }
        if (ways.isEmpty()) // behind the last that has cases
            ways << QString::fromUcs4(reinterpret_cast<const char32_t *>(&letter), 1);
        QStringList longer;
        for (const QString &begun : std::as_const(made)) {
            for (const QString &way : std::as_const(ways))
                longer << begun + way;
        }
        made = longer;
    }
    QList<QByteArray> bytes;
    for (const QString &way : std::as_const(made))
        bytes << way.toUtf8();
    return bytes;
}

} // namespace runs
