// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/json.h"

#include <QList>
#include <QString>

#include <optional>

namespace sandbox {

/// A true piece of the text of a page.
struct Quote {
    QString text;
    int page = 1; ///< 1-based
};

/// A value that a rule found. Confidence is a rule of thumb, 0–100: how sure such a rule usually is, not a
/// probability. It starts at 97 for a label with its value behind it and falls with every guess that the rule
/// had to make.
struct Finding {
    Json value;
    int confidence = 0;
    QList<Quote> quotes;
};

/// A field of the result: `{value, value_override, verification_status, confidence, evidence}`; nulls for
/// nothing found.
Json fieldJson(const std::optional<Finding> &finding);

} // namespace sandbox
