// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/command.h"
#include "app/results/bytesource.h"
#include "app/runs/run.h"

#include <QByteArray>

#include <optional>

namespace commands {

/// A result as --json, --fields or --out want it, piece by piece: a large one is never in memory as a whole.
class ResultText {
public:
    static constexpr qint64 piece = 262'144; ///< bytes, at most

    ResultText() = default;
    /// `body` is not null; `several` when more than one document was asked for. Costs time for a large one:
    /// for another thread.
    ResultText(const runs::Run &run, results::ByteSourcePtr body, Output output, bool several);

    bool atEnd() const { return m_before.isEmpty() && m_at >= m_end && m_after.isEmpty(); }
    /// Nothing when the result cannot be read (any more); then that is all.
    std::optional<QByteArray> next();

private:
    QByteArray m_before;
    results::ByteSourcePtr m_body;
    qint64 m_at = 0;
    qint64 m_end = 0; ///< of what is told of the body
    bool m_isLine = false;
    QByteArray m_after;
};

} // namespace commands
