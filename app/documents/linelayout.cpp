// SPDX-License-Identifier: MIT
#include "app/documents/linelayout.h"

#include <algorithm>
#include <cmath>

namespace documents {

namespace {

bool besideEachOther(const QRectF &a, const QRectF &b) {
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
        const double apart = std::abs(word.box.center().y() - last.center().y());
        if (lines.isEmpty() || apart > 0.6 * std::max(word.box.height(), last.height()))
            lines.append(Line());
        lines.last().words.append(word);
        last = word.box;
    }
    return lines;
}

QList<Line> linesByPlace(const QList<Line> &segments) {
    struct Row {
        Line line;
        QRectF box;
    };
    QList<Row> rows;
    for (const Line &segment : segments) {
        const QRectF box = segment.box();
        const auto row = std::find_if(
            rows.rbegin(), rows.rend(), [&box](const Row &r) { return besideEachOther(r.box, box); });
        if (row == rows.rend()) {
            rows.append({segment, box});
        } else {
            row->line.words += segment.words;
            row->box |= box;
        }
    }
    std::stable_sort(rows.begin(), rows.end(),
        [](const Row &a, const Row &b) { return a.box.center().y() < b.box.center().y(); });
    QList<Line> lines;
    for (Row &row : rows) {
        std::stable_sort(row.line.words.begin(), row.line.words.end(),
            [](const Word &a, const Word &b) { return a.box.left() < b.box.left(); });
        lines.append(row.line);
    }
    return lines;
}

} // namespace documents
