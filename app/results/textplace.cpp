// SPDX-License-Identifier: MIT
#include "app/results/textplace.h"

using namespace Qt::StringLiterals;

namespace results {

std::optional<std::variant<qint64, LineIndex::Place>> textPlace(const QString &text) {
    QString bare;
    for (const QChar c : text) {
        if (!c.isSpace() && c != u'.' && c != u',' && c != u'\'' && c != QChar(0x2019))
            bare += c.toLower();
    }
    // (toLongLong would take a sign, and a number in octal)
    const auto number = [](const QString &digits, int base, bool *ok) {
        *ok = !digits.isEmpty() && digits.front() != u'-' && digits.front() != u'+';
        return *ok ? digits.toLongLong(ok, base) : 0;
    };
    bool ok = false;
    const qsizetype colon = bare.indexOf(u':');
    if (colon < 0) {
        const bool hex = bare.startsWith("0x"_L1);
        const qint64 offset = number(hex ? bare.mid(2) : bare, hex ? 16 : 10, &ok);
        if (!ok)
            return {};
        return offset;
    }
    LineIndex::Place place;
    place.line = number(bare.left(colon), 10, &ok);
    if (!ok || place.line < 1)
        return {};
    if (colon + 1 < bare.size()) {
        place.column = number(bare.mid(colon + 1), 10, &ok);
        if (!ok || place.column < 1)
            return {};
    }
    return place;
}

} // namespace results
