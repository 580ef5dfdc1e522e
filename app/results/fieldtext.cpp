// SPDX-License-Identifier: MIT
#include "app/results/fieldtext.h"

#include "app/results/displaytext.h"
#include "app/results/fieldsummary.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace results {

namespace {

constexpr size_t columnCount = 4;
/// A longer text pushes the rest of its own line aside, not the columns of all others.
constexpr qsizetype widestColumn = 40;

struct Line {
    std::array<QString, columnCount> columns; ///< name, value, confidence, page
    QString quotes;
};

Line lineOf(const Field &field, const QString &name) {
    Line line;
    line.columns = {name, fieldText(field), field.isTable ? QString() : confidenceText(field.confidence),
        field.isTable ? QString() : pagesText(field)};
    QStringList quotes;
    for (const Evidence &evidence : field.evidence)
        quotes.append(quoteText(evidence));
    line.quotes = quotes.join(u' ');
    return line;
}

void appendLines(const Field &field, const QString &indent, std::vector<Line> &lines) {
    lines.push_back(lineOf(field, indent + displayLine(field.name)));
    for (qsizetype row = 0; row < field.rows.size(); ++row) {
        for (const Field &cell : field.rows[row])
            lines.push_back(lineOf(cell, indent + u"  %1 %2"_s.arg(row + 1).arg(displayLine(cell.name))));
    }
}

QString aligned(const Line &line, const std::array<qsizetype, columnCount> &widths) {
    QString text;
    qsizetype end = 0; // of the column, where no earlier one was too wide
    for (size_t i = 0; i < columnCount; ++i) {
        text += line.columns[i] + "  "_L1;
        end += widths[i] + 2;
        text = text.leftJustified(end);
    }
    text += line.quotes;
    while (text.endsWith(u' '))
        text.chop(1);
    return text + u'\n';
}

} // namespace

QString fieldsAsText(const QList<Field> &fields) {
    const bool grouped = std::any_of(fields.begin(), fields.end(),
        [&](const Field &field) { return field.group != fields.front().group; });
    std::vector<Line> lines;
    const QString *group = nullptr;
    for (const Field &field : fields) {
        if (grouped && (!group || *group != field.group)) {
            group = &field.group;
            lines.push_back({{groupText(*group)}, {}});
        }
        appendLines(field, grouped ? u"  "_s : QString(), lines);
    }

    std::array<qsizetype, columnCount> widths{};
    for (const Line &line : lines) {
        for (size_t i = 0; i < columnCount; ++i)
            widths[i] = std::max(widths[i], std::min(line.columns[i].size(), widestColumn));
    }
    QString text;
    for (const Line &line : lines)
        text += aligned(line, widths);
    return text;
}

} // namespace results
