// SPDX-License-Identifier: MIT
#include "app/sandbox/extraction/rules.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace sandbox {

JsonArray classificationsOf(const Source &source) {
    struct Category {
        QString name;
        QRegularExpression words;
        int confidence;
    };
    const auto words = [](const QString &pattern) {
        return QRegularExpression(pattern,
            QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    };
    // The first one that is written decides: a receipt may name an invoice, hardly the other way round.
    static const QList<Category> categories{
        {u"Receipt"_s,
            words(
                u"^(sales |payment )?receipt\\b|\\b(cashier|change due|thank you for (shopping|your purchase))\\b"_s),
            85},
        {u"Invoice"_s, words(u"\\b(invoice|rechnung)\\b"_s), 90},
        {u"Letter"_s, words(u"^(dear\\b|sehr geehrte)|^(yours|sincerely|(kind|best) regards)\\b"_s), 80},
    };
    for (const Category &category : categories) {
        for (const SourceLine &line : source.lines) {
            if (category.words.match(line.text).hasMatch()) {
                return JsonArray{JsonObject{{u"category"_s, category.name},
                    {u"confidence"_s, category.confidence}, {u"evidence"_s, line.text}}};
            }
        }
    }
    return JsonArray{
        JsonObject{{u"category"_s, u"Other"_s}, {u"confidence"_s, 50}, {u"evidence"_s, nullptr}}};
}

} // namespace sandbox
