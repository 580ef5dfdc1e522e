// SPDX-License-Identifier: MIT
#include "app/results/numberorder.h"

#include "app/results/jsonbytes.h"

#include <QByteArray>

#include <algorithm>
#include <cstring>
#include <limits>

namespace results {

namespace {

/// Far from overflow, and far from any exponent whose digits could be counted.
constexpr qint64 exponentLimit = std::numeric_limits<qint64>::max() / 4;

/// ± 0.digits × 10^magnitude; no digits for zero.
struct Parts {
    bool negative = false;
    QByteArray digits;
    qint64 magnitude = 0;
};

Parts partsOf(QByteArrayView text) {
    Parts parts;
    const char *at = text.begin();
    const char *const end = text.end();
    if (at != end && *at == '-') {
        parts.negative = true;
        ++at;
    }
    bool fraction = false;
    for (; at != end && (isDigit(*at) || *at == '.'); ++at) {
        if (*at == '.') {
            fraction = true;
            continue;
        }
        if (*at != '0' || !parts.digits.isEmpty()) {
            parts.digits += *at;
            parts.magnitude += !fraction;
        } else {
            parts.magnitude -= fraction;
        }
    }
    while (parts.digits.endsWith('0'))
        parts.digits.chop(1);
    if (parts.digits.isEmpty())
        return {};
    if (at != end) { // the exponent
        ++at;
        const bool below = at != end && *at == '-';
        qint64 exponent = 0;
        for (; at != end; ++at) {
            if (isDigit(*at) && exponent < exponentLimit / 10)
                exponent = exponent * 10 + (*at - '0');
            else if (isDigit(*at))
                exponent = exponentLimit;
        }
        parts.magnitude += below ? -exponent : exponent;
    }
    return parts;
}

} // namespace

bool isJsonNumber(QByteArrayView text) {
    const char *at = text.begin();
    const char *const end = text.end();
    const auto digits = [&] {
        const char *const begin = at;
        while (at != end && isDigit(*at))
            ++at;
        return at != begin;
    };
    if (at != end && *at == '-')
        ++at;
    const bool zero = at != end && *at == '0';
    if (zero)
        ++at;
    else if (!digits())
        return false;
    if (at != end && *at == '.') {
        ++at;
        if (!digits())
            return false;
    }
    if (at != end && (*at == 'e' || *at == 'E')) {
        ++at;
        if (at != end && (*at == '+' || *at == '-'))
            ++at;
        if (!digits())
            return false;
    }
    return at == end;
}

int compareJsonNumbers(QByteArrayView left, QByteArrayView right) {
    const Parts a = partsOf(left);
    const Parts b = partsOf(right);
    const auto sign = [](const Parts &parts) {
        return parts.digits.isEmpty() ? 0 : parts.negative ? -1 : 1;
    };
    if (sign(a) != sign(b))
        return sign(a) < sign(b) ? -1 : 1;
    const int larger = sign(a);
    if (a.magnitude != b.magnitude)
        return a.magnitude < b.magnitude ? -larger : larger;
    const int order = std::memcmp(
        a.digits.constData(), b.digits.constData(), size_t(std::min(a.digits.size(), b.digits.size())));
    if (order != 0)
        return order < 0 ? -larger : larger;
    if (a.digits.size() != b.digits.size())
        return a.digits.size() < b.digits.size() ? -larger : larger;
    return 0;
}

} // namespace results
