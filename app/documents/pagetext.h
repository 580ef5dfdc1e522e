// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QRectF>
#include <QSizeF>
#include <QString>
#include <QStringList>

namespace documents {

/// The text of a document with its place. Boxes are normalised: 0..1 of the page, origin top left.

struct Word {
    QString text; ///< never empty, no white space inside
    QRectF box;   ///< null when the place is not known
};

/// Words that stand beside each other, left to right, whatever lies between them: a row of a table is one
/// line.
struct Line {
    QList<Word> words;
    int heading = 0; ///< 1–6 where markup says so; 0: unknown
    int table = 0;   ///< numbers from 1 where markup says that this is a row of a table; 0: unknown

    QRectF box() const {
        QRectF united;
        for (const Word &word : words)
            united |= word.box;
        return united;
    }

    /// Words `first` to before `end`, with one space between them.
    QString text(qsizetype first, qsizetype end) const {
        QString joined;
        for (qsizetype i = first; i < end; ++i) {
            if (i > first)
                joined += QLatin1Char(' ');
            joined += words[i].text;
        }
        return joined;
    }
    QString text() const { return text(0, words.size()); }
};

struct Page {
    QSizeF size; ///< points
    QList<Line> lines;

    /// Lines, each ended by a line feed but the last.
    QString text() const {
        QStringList texts;
        for (const Line &line : lines)
            texts << line.text();
        return texts.join(QLatin1Char('\n'));
    }
};

} // namespace documents
