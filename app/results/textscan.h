// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/expressiontest.h"
#include "app/results/jsonblock.h"
#include "app/results/needleblocks.h"
#include "app/results/searchpart.h"
#include "app/results/textneedle.h"

namespace results {

/// Looks for a text in a part of a document, a window at a time, where it may stand as it is written; decodes
/// only strings with escapes that matter.
class TextScan {
public:
    /// `test`: an expression to be tried on what holds the needle, its literal; or nullptr.
    TextScan(const SearchPart &part, const TextNeedle &needle, const ExpressionTest *test,
        SearchQuery::Scope scope, Processor kind);

    SearchTally run(); ///< once

private:
    friend class TextBlocks;

    /// What must be looked at in a block. `escaped`: the bytes behind a backslash.
    quint64 eventsOf(quint64 fits, quint64 escaped, const char *text) const;
    void takeEvents(qint64 offset, quint64 events, quint64 escaped, quint64 quotes);
    void takePlain(qint64 at, bool inString, qint64 open);
    void takeEscape(qint64 at, qint64 open);
    void takeString(qint64 open, qint64 end, bool key);
    void takeScalar(const TextNeedle::Place &place);
    bool isKey(qint64 end) const;

    const SearchPart &m_part;
    const TextNeedle &m_needle;
    const ExpressionTest *m_test;
    SearchQuery::Scope m_scope;
    Processor m_kind;
    SearchText m_text;
    HitCollector m_hits;
    SearchTally m_tally;

    StringMask m_escapes{false};
    bool m_inString = false; ///< at the beginning of the next block
    qint64 m_quote;          ///< the last one before that
    qint64 m_decided;        ///< everything before is
    bool m_full = false;
};

} // namespace results
