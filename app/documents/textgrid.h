// SPDX-License-Identifier: MIT
#pragma once

#include "app/documents/pagetext.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace documents {

/// Sets text on pages of monospaced cells, so that text without pages has boxes too. See read() for the
/// measures.
class TextGrid {
public:
    /// What follows stands on a new page, unless the present one is still untouched.
    void beginPage();

    /// One line of the source: runs of spaces and tabs keep their width, long lines are wrapped at words.
    void addText(const QString &text, int heading = 0);

    /// Rows of cells, left-aligned in columns two cells apart; never wrapped. An empty line stands before and
    /// behind. A table that is too large is left out, see error().
    void addTable(const QList<QStringList> &rows);

    /// In words, when a table was, or would be, too large; else empty. The work and the result grow with the
    /// cells: what is refused here would take minutes and gigabytes.
    QString error() const { return m_error; }
    bool hasRoomFor(qint64 rows, qint64 columns);
    static QString refusal(qint64 rows, qint64 columns, qint64 cellsBefore);

    QList<Page> pages() const;

private:
    struct PlacedWord {
        int column;
        QString text;
    };
    struct PlacedLine {
        QList<PlacedWord> words;
        int heading = 0;
        int table = 0;
    };

    void append(PlacedLine line);
    Page page(const QList<PlacedLine> &lines) const;

    QList<QList<PlacedLine>> m_pages;
    int m_tables = 0;
    qint64 m_cells = 0;
    QString m_error;
};

} // namespace documents
