// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/searchwords.h"

#include <QList>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QStringMatcher>
#include <QVariantList>

#include <functional>
#include <vector>

namespace runs {

/// The words of one search in the runs whose values are long: see PartsFile. Where the connection has no such
/// file, or there are no such runs, it finds nothing at once.
class PartSearch {
public:
    /// A check that `isCancelled` ends with "no".
    PartSearch(
        const QSqlDatabase &database, const SearchWords &words, const std::function<bool()> &isCancelled);

    bool isEmpty() const { return m_isEmpty; }
    /// Runs in which the words may stand, in the order of age behind `from` (0: all), each once: in portions,
    /// an empty one at the end. They have to be looked at.
    std::function<QList<qint64>()> candidates(qint64 from, bool newestFirst);
    /// Which of these runs have parts.
    QList<qint64> among(const QList<qint64> &ids);
    /// Whether all words stand in the parts of a run.
    bool standIn(qint64 runId);
    const QString &error() const { return m_error; }

private:
    bool stands(qsizetype word, qint64 runId);
    bool standsFrom(qsizetype word, qint64 part, const QString &text);
    qsizetype leadingWord(bool newestFirst);
    QSqlQuery query(const QString &sql, const QVariantList &values);

    QSqlDatabase m_database;
    const SearchWords &m_words;
    const std::function<bool()> &m_isCancelled;
    std::vector<QStringMatcher> m_matchers; ///< one for each word
    bool m_isEmpty = true;
    QString m_error;
};

} // namespace runs
