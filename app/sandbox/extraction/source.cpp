// SPDX-License-Identifier: MIT
#include "app/sandbox/extraction/source.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

// In average characters of the line: two cells of a monospaced page are a gap, the space of any font is not.
constexpr double WideGap = 1.8;

bool isLeader(const QString &word) {
    return word.size() >= 3 && std::all_of(word.cbegin(), word.cend(),
                                   [](QChar c) { return QStringView(u"._-–—·…=*|+").contains(c); });
}

/// "Senior Buyer | Contoso Ltd." is two cells.
bool isSeparator(const QString &word) {
    return word == "|"_L1 || word == u"·"_s;
}

double averageCharacter(const documents::Line &line) {
    double width = 0;
    qsizetype count = 0;
    for (const documents::Word &word : line.words) {
        width += word.box.width();
        count += word.text.size();
    }
    return count > 0 ? width / double(count) : 0;
}

QList<Cell> cellsOf(const documents::Line &line) {
    QList<Cell> cells;
    const double gap = WideGap * averageCharacter(line);
    bool apart = true;
    double right = 0;
    for (qsizetype i = 0; i < line.words.size(); ++i) {
        const documents::Word &word = line.words[i];
        if (isLeader(word.text) || isSeparator(word.text)) {
            apart = true;
            continue;
        }
        if (apart || word.box.left() - right > gap) {
            cells.append({word.text, word.box, i, i + 1});
        } else {
            Cell &cell = cells.last();
            cell.text.append(u' ').append(word.text);
            cell.box |= word.box;
            cell.end = i + 1;
        }
        apart = false;
        right = word.box.right();
    }
    return cells;
}

} // namespace

Source sourceOf(const QList<documents::Page> &pages) {
    Source source;
    source.pages = int(pages.size());
    for (qsizetype p = 0; p < pages.size(); ++p) {
        for (const documents::Line &line : pages[p].lines)
            source.lines.append({int(p) + 1, line, line.box(), cellsOf(line), line.text()});
    }
    return source;
}

} // namespace sandbox
