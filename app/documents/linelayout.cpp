// SPDX-License-Identifier: MIT
#include "app/documents/linelayout.h"

#include <algorithm>
#include <cmath>

namespace documents {

namespace {

/// What has no known place is beside nothing.
bool besideEachOther(const QRectF &a, const QRectF &b) {
    if (a.isEmpty() || b.isEmpty())
        return false;
    const double overlap = std::min(a.bottom(), b.bottom()) - std::max(a.top(), b.top());
    const double apart = std::abs(a.center().y() - b.center().y());
    return overlap >= 0.5 * std::min(a.height(), b.height()) &&
           apart <= 0.35 * std::max(a.height(), b.height());
}

} // namespace

QList<Line> splitByHeight(const QList<Word> &words) {
    QList<Line> lines;
    QRectF last;
    for (const Word &word : words) {
        const bool known = !word.box.isEmpty() && !last.isEmpty();
        const double apart = std::abs(word.box.center().y() - last.center().y());
        if (lines.isEmpty() || (known && apart > 0.6 * std::max(word.box.height(), last.height())))
            lines.append(Line());
        lines.last().words.append(word);
        if (!word.box.isEmpty())
            last = word.box;
    }
    return lines;
}

QList<Line> linesByPlace(const QList<Line> &segments) {
    struct Row {
        Line line;
        QRectF box;
        double y; ///< a line without a place stays behind the one drawn before it
    };
    QList<Row> rows;
    double y = 0;
    for (const Line &segment : segments) {
        const QRectF box = segment.box();
        if (!box.isEmpty())
            y = box.center().y();
        const auto row = std::find_if(
            rows.rbegin(), rows.rend(), [&box](const Row &r) { return besideEachOther(r.box, box); });
        if (row == rows.rend()) {
            rows.append({segment, box, y});
        } else {
            row->line.words += segment.words;
            row->box |= box;
            row->y = row->box.center().y();
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) { return a.y < b.y; });
    QList<Line> lines;
    for (Row &row : rows) {
        QList<Word> &words = row.line.words;
        if (std::none_of(words.cbegin(), words.cend(), [](const Word &word) { return word.box.isEmpty(); })) {
            std::stable_sort(words.begin(), words.end(),
                [](const Word &a, const Word &b) { return a.box.left() < b.box.left(); });
        }
        lines.append(row.line);
    }
    return lines;
}

} // namespace documents
