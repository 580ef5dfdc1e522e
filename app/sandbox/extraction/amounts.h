// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

namespace sandbox {

struct FoundAmount {
    qsizetype begin = 0; ///< with its sign and currency
    qsizetype length = 0;
    QString number;            ///< as JSON writes numbers, with the decimals of the text: 4087.50
    QString currency;          ///< ISO 4217; empty when none stands beside it
    bool currencyCode = false; ///< the currency stands there as its code; a sign may stand for several
    bool money = false;        ///< a currency or two decimals: no mere count
};

/// Numbers in a text, in order, that may be amounts: 1,250.00 · 1.250,00 · 1'250.00 · 1 250,00 € · -$5.00 ·
/// EUR 12 · 3. Percentages, dates and numbers inside words or codes are none.
QList<FoundAmount> findAmounts(const QString &text);

} // namespace sandbox
