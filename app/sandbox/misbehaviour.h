// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace sandbox {

/// The ways to misbehave; quirks() says what each does.
enum class Quirk {
    LostReply,
    LostAnswer,
    CutUpload,
    CutResult,
    SlowBytes,
    Delay,
    Throttle,
    BareThrottle,
    BadGateway,
    ServerError,
    UnknownStatus,
    ClockSkew,
    Stuck,
    Failing,
};

struct QuirkInfo {
    Quirk quirk;
    const char *name;           ///< kebab-case, as it is written in a list
    const char *parameter;      ///< its unit; nullptr: it takes none
    int least;                  ///< of the parameter
    int most;                   ///< of the parameter
    std::optional<int> assumed; ///< where no parameter is written; nothing: one must be
    const char *effect;
};

/// All of them, in the order of the enumeration.
const QList<QuirkInfo> &quirks();
const QuirkInfo &infoOf(Quirk quirk);

struct MisbehaviourRule {
    Quirk quirk;
    int percent = 100;        ///< 0 to 100: the chance at each occasion
    std::optional<int> times; ///< it happens so often and no more; nothing: without end
    int parameter = 0;        ///< in the unit of QuirkInfo

    bool operator==(const MisbehaviourRule &) const = default;
};

/// What a sandbox does wrong. Written as a list of `NAME[=[AMOUNT][:PARAMETER]]` with commas between, where
/// AMOUNT is `20%` (a chance), `x3` (the next three) or `20%x3` (both); a kind that takes a parameter may
/// have it alone: "lost-reply=20%,throttle=x3:30,slow-bytes=2000". An empty list: it behaves.
struct Misbehaviour {
    QList<MisbehaviourRule> rules; ///< one of a kind

    /// As it is written; parseMisbehaviour() makes the same of it.
    QString toString() const;
    bool operator==(const Misbehaviour &) const = default;
};

struct ParsedMisbehaviour {
    Misbehaviour misbehaviour;
    QString error; ///< what is wrong with the text, in one line; empty: nothing
};

/// Strict: white space is taken at both ends of the whole text and nowhere else.
ParsedMisbehaviour parseMisbehaviour(const QString &text);

} // namespace sandbox
