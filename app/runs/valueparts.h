// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

#include <functional>

namespace runs {

/// Cuts a text that comes in pieces into parts that overlap: what is no longer than `lap` stands whole in one
/// of them. No letter is cut in two.
class PartCutter {
public:
    static constexpr qsizetype size = 8'192; ///< UTF-16 units of a part, at most
    static constexpr qsizetype lap = 256;    ///< units of the part before that a part begins with, at least

    /// `shared` is how many units at its beginning are those of the part before. False: no more is wanted.
    using Take = std::function<bool(const QString &part, qsizetype shared)>;
    explicit PartCutter(Take take)
        : m_take(std::move(take)) {}

    bool add(QStringView text);
    bool end(); ///< hands over what is left

private:
    bool cut();

    Take m_take;
    QString m_part;
    qsizetype m_shared = 0;
};

} // namespace runs
