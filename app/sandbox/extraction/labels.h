// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/extraction/finding.h"
#include "app/sandbox/extraction/source.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace sandbox {

/// A typed value inside a piece of text.
struct Match {
    Json value;
    qsizetype begin = 0;
    qsizetype length = 0;
    int doubt = 0;      ///< taken from the confidence
    bool count = false; ///< a bare number where money was looked for
};

/// Finds the value at (or near) the start of a text; nothing when there is none of its type.
using Matcher = std::function<std::optional<Match>(const QString &text)>;

std::optional<Match> matchDate(const QString &text);
std::optional<Match> matchAmount(const QString &text);
/// A token with a digit in it: INV-2024-0847.
std::optional<Match> matchNumber(const QString &text);
std::optional<Match> matchEmail(const QString &text);
std::optional<Match> matchPhone(const QString &text);
std::optional<Match> matchUrl(const QString &text);
/// All of it.
std::optional<Match> matchText(const QString &text);

struct LabelRule {
    QStringList labels; ///< lower case, the longer ones first where one begins another
    QStringList butNot; ///< what may not follow the label: "tax" behind "total"
    Matcher matcher;
    bool freeText = false; ///< any text is a value: a label without a colon must then stand alone
};

struct LabelledFinding {
    Finding finding;
    qsizetype line = 0; ///< of the value, in the source
};

/// A text that is the label of something: "Bill to", or anything that ends with a colon.
bool isUsualLabel(const QString &text);

/// Every place where one of the labels has a value behind it, in the next cell, or below it; in the order of
/// the text.
QList<LabelledFinding> findLabelled(const Source &source, const LabelRule &rule);

/// The most confident one; of equals the first.
std::optional<Finding> bestOf(const QList<LabelledFinding> &findings);

struct Pair {
    QString label; ///< as written
    Finding finding;
};

/// "label: value", whatever the label; the value behind the colon, in the next cell, or below.
QList<Pair> findPairs(const Source &source);

} // namespace sandbox
