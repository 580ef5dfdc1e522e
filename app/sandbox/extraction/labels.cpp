// SPDX-License-Identifier: MIT
#include "app/sandbox/extraction/labels.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

// Beside "Bill to" stands "Ship to", and not who is to pay.
bool isUsualLabel(const QString &text) {
    static const QRegularExpression expression(
        u"^(bill(ed)? to|ship(ped)? to|deliver(y address|ed to)|sold "
        u"to|from|to|(invoice|order|receipt|customer) ?"
        u"(number|no\\.?|#|date|id)|(issue|due|payment) date|date|due|terms|purchase order|p\\.?o\\.? number|"
        u"(sub)?total|tax|vat|amount due|balance due)\\s*:?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return text.endsWith(u':') || expression.match(text).hasMatch();
}

namespace {

// Rules of thumb, see Finding.
constexpr int BehindColon = 97;
constexpr int NextCell = 95;
constexpr int BehindLabel = 90;
constexpr int Below = 86;
constexpr int AnyBehindColon = 92;
constexpr int AnyNextCell = 88;
constexpr int AnyBelow = 78;

constexpr qsizetype LongestLabel = 40;

/// The cell on the next line that stands under `cell`; nothing across pages or far below.
struct CellBelow {
    qsizetype line;
    const Cell *cell;
};

std::optional<CellBelow> cellBelow(const Source &source, qsizetype line, const Cell &cell) {
    const qsizetype next = line + 1;
    if (next >= source.lines.size() || source.lines[next].page != source.lines[line].page)
        return {};
    const double distance = source.lines[next].box.center().y() - source.lines[line].box.center().y();
    if (distance > 3.2 * std::max(source.lines[line].box.height(), source.lines[next].box.height()))
        return {};
    for (const Cell &candidate : source.lines[next].cells) {
        const double overlap = std::min(candidate.box.right(), cell.box.right()) -
                               std::max(candidate.box.left(), cell.box.left());
        if (overlap > 0.3 * std::min(candidate.box.width(), cell.box.width()))
            return CellBelow{next, &candidate};
    }
    return {};
}

struct LabelHit {
    qsizetype length = 0; ///< of the label and what belongs to it: "(USD)", "no.", the colon
    bool colon = false;
};

std::optional<LabelHit> labelAtStart(const QString &text, const LabelRule &rule) {
    static const QRegularExpression tail(u"^(?:\\s*\\([^)]*\\))?\\s*([:#.]?)\\s*"_s);
    for (const QString &label : rule.labels) {
        if (!text.startsWith(label, Qt::CaseInsensitive))
            continue;
        if (label.size() < text.size() && text[label.size()].isLetterOrNumber())
            continue;
        const QRegularExpressionMatch match = tail.match(text.sliced(label.size()));
        const QString rest = text.sliced(label.size() + match.capturedLength());
        const bool excluded = std::any_of(rule.butNot.cbegin(), rule.butNot.cend(),
            [&rest](const QString &word) { return rest.startsWith(word, Qt::CaseInsensitive); });
        if (!excluded)
            return LabelHit{label.size() + match.capturedLength(), !match.captured(1).isEmpty()};
    }
    return {};
}

LabelledFinding made(
    const SourceLine &line, qsizetype index, const Match &match, int confidence, const QString &quote) {
    return {{match.value, confidence - match.doubt, {{quote, line.page}}}, index};
}

/// From the start of one cell to the end of a value in the same or a later cell.
QString quoteAcross(const SourceLine &line, const Cell &from, const Cell &to, qsizetype endInCell) {
    const QString before = line.line.text(from.first, to.first);
    return (before.isEmpty() ? QString() : before + u' ') + to.text.first(endInCell);
}

struct CellMatch {
    const Cell *cell;
    Match match;

    qsizetype end() const { return match.begin + match.length; }
};

/// "Total   3 items   50.00": the count stands nearer to the label, but the amount is what is meant.
std::optional<CellMatch> moneyBeyond(const SourceLine &line, qsizetype from, const LabelRule &rule) {
    for (qsizetype c = from; c < line.cells.size() && !isUsualLabel(line.cells[c].text); ++c) {
        if (const auto match = rule.matcher(line.cells[c].text); match && !match->count)
            return CellMatch{&line.cells[c], *match};
    }
    return {};
}

std::optional<LabelledFinding> valueOf(
    const Source &source, qsizetype index, qsizetype c, const LabelRule &rule) {
    const SourceLine &line = source.lines[index];
    const Cell &cell = line.cells[c];
    const auto hit = labelAtStart(cell.text, rule);
    if (!hit)
        return {};
    const QString rest = cell.text.sliced(hit->length);
    if (!rest.isEmpty()) {
        if (rule.freeText && !hit->colon)
            return {};
        const auto match = rule.matcher(rest);
        if (match && match->count) {
            if (const auto money = moneyBeyond(line, c + 1, rule))
                return made(
                    line, index, money->match, NextCell, quoteAcross(line, cell, *money->cell, money->end()));
        }
        if (match) {
            return made(line, index, *match, hit->colon ? BehindColon : BehindLabel,
                cell.text.first(hit->length + match->begin + match->length));
        }
        if (rest.size() > LongestLabel) // a sentence
            return {};
    }
    for (qsizetype next = c + 1; next < line.cells.size() && !isUsualLabel(line.cells[next].text); ++next) {
        if (const auto match = rule.matcher(line.cells[next].text)) {
            const auto money = match->count ? moneyBeyond(line, next + 1, rule) : std::nullopt;
            const CellMatch best = money ? *money : CellMatch{&line.cells[next], *match};
            return made(line, index, best.match, NextCell, quoteAcross(line, cell, *best.cell, best.end()));
        }
        if (rule.freeText)
            break;
    }
    const auto below = cellBelow(source, index, cell);
    if (!below || !rest.isEmpty() || isUsualLabel(below->cell->text))
        return {};
    if (const auto match = rule.matcher(below->cell->text)) {
        return made(source.lines[below->line], below->line, *match, Below,
            below->cell->text.sliced(match->begin, match->length));
    }
    return {};
}

/// The label before a colon that is one: words, not a time, an address or a sentence.
std::optional<qsizetype> colonOf(const QString &text) {
    const qsizetype colon = text.indexOf(u':');
    if (colon < 1 || colon > LongestLabel || !text[0].isLetter() || text.sliced(colon).startsWith("://"_L1))
        return {};
    const QString label = text.first(colon);
    const bool sentence = label.count(u' ') > 5 || label.contains(". "_L1) || label.contains(u',');
    // In a sentence that goes on behind a colon, what stands before it begins with a small letter.
    const bool prose = label[0].isLower() && text.size() > LongestLabel;
    const bool time = colon + 1 < text.size() && text[colon - 1].isDigit() && text[colon + 1].isDigit();
    return sentence || prose || time ? std::nullopt : std::optional(colon);
}

} // namespace

QList<LabelledFinding> findLabelled(const Source &source, const LabelRule &rule) {
    QList<LabelledFinding> findings;
    for (qsizetype i = 0; i < source.lines.size(); ++i) {
        for (qsizetype c = 0; c < source.lines[i].cells.size(); ++c) {
            if (auto found = valueOf(source, i, c, rule))
                findings.append(*found);
        }
    }
    return findings;
}

std::optional<Finding> bestOf(const QList<LabelledFinding> &findings) {
    const auto best = std::max_element(findings.cbegin(), findings.cend(),
        [](const auto &a, const auto &b) { return a.finding.confidence < b.finding.confidence; });
    return best == findings.cend() ? std::nullopt : std::optional(best->finding);
}

QList<Pair> findPairs(const Source &source) {
    QList<Pair> pairs;
    for (qsizetype i = 0; i < source.lines.size(); ++i) {
        const SourceLine &line = source.lines[i];
        for (qsizetype c = 0; c < line.cells.size(); ++c) {
            const Cell &cell = line.cells[c];
            const auto colon = colonOf(cell.text);
            if (!colon)
                continue;
            const QString label = cell.text.first(*colon).trimmed();
            const QString value = cell.text.sliced(*colon + 1).trimmed();
            const auto below = cellBelow(source, i, cell);
            if (!value.isEmpty())
                pairs.append({label, {value, AnyBehindColon, {{cell.text, line.page}}}});
            else if (c + 1 < line.cells.size() && !colonOf(line.cells[c + 1].text))
                pairs.append(
                    {label, {line.cells[c + 1].text, AnyNextCell,
                                {{quoteAcross(line, cell, line.cells[c + 1], line.cells[c + 1].text.size()),
                                    line.page}}}});
            else if (below && !colonOf(below->cell->text))
                pairs.append({label, {below->cell->text, AnyBelow, {{below->cell->text, line.page}}}});
        }
    }
    return pairs;
}

} // namespace sandbox
