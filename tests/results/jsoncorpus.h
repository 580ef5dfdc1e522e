// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

/// One text of the corpus: the shapes that the well-known suites for JSON parsers try, written for this
/// project. Names begin as theirs do: y for what every parser must take, n for what it must refuse, i for
/// what the grammar leaves open.
struct CorpusRow {
    const char *name;
    QByteArray text;
    QStringList shown; ///< lines "key|value" of the tree, indented; of a text with a fault those before it
    qint64 fault = -1; ///< offset; -1 where it is accepted
    /// It means something else inside of another text: byte order marks, what stands behind the end.
    bool alone = false;
    bool badUtf8 = false;
    /// Of i rows: what is done here, and why.
    const char *why = nullptr;
    /// Of i rows: simdjson decides otherwise.
    bool simdjsonDiffers = false;
};

/// All of them; names are unique.
QList<CorpusRow> jsonCorpus();

// Its parts.
void addValidJson(QList<CorpusRow> &rows);
void addInvalidJson(QList<CorpusRow> &rows);
void addOpenJson(QList<CorpusRow> &rows);
