// SPDX-License-Identifier: MIT
#include "app/results/comparisontext.h"

#include "app/results/fieldsummary.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace results {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("Comparison", text);
}

QString number(int n) {
    return QLocale().toString(n);
}

} // namespace

QString verdictWord(Verdict verdict) {
    switch (verdict) {
    case Verdict::Equal:
        return tr("equal");
    case Verdict::Equivalent:
        return tr("equal after normalising");
    case Verdict::Changed:
        return tr("changed");
    case Verdict::OnlyLeft:
        return tr("only left");
    case Verdict::OnlyRight:
        return tr("only right");
    }
    return {};
}

QString verdictSign(Verdict verdict) {
    static constexpr std::array<char16_t, verdictCount> signs{u'=', u'≈', u'≠', u'←', u'→'};
    return QChar(signs[size_t(verdict)]);
}

QString summaryText(const ComparisonSummary &summary) {
    QStringList parts;
    for (size_t i = 0; i < verdictCount; ++i) {
        if (summary.counts[i] > 0)
            parts << u"%1 %2"_s.arg(number(summary.counts[i]), verdictWord(Verdict(i)));
    }
    if (parts.isEmpty())
        return tr("No values");
    QStringList confidence;
    if (summary.lessConfident > 0)
        confidence << tr("%1 lower").arg(number(summary.lessConfident));
    if (summary.moreConfident > 0)
        confidence << tr("%1 higher").arg(number(summary.moreConfident));
    const QString text = parts.join(", "_L1);
    return confidence.isEmpty() ? text : tr("%1; confidence: %2").arg(text, confidence.join(", "_L1));
}

QString confidenceText(const ComparedItem &item) {
    if (item.kind != ComparedItem::Value)
        return {};
    const auto of = [](const Field *field) {
        return field && field->confidence ? confidenceText(field->confidence) : QString();
    };
    const QString left = of(item.left);
    const QString right = of(item.right);
    if (left.isEmpty() && right.isEmpty())
        return {};
    if (left == right)
        return left;
    const QString none = u"–"_s;
    return u"%1 → %2"_s.arg(left.isEmpty() ? none : left, right.isEmpty() ? none : right);
}

QString rowText(const ComparedItem &row) {
    const auto place = [](int of) {
        return of < 0 ? u"–"_s : number(of + 1);
    };
    return row.leftRow == row.rightRow ? place(row.leftRow)
                                       : u"%1 → %2"_s.arg(place(row.leftRow), place(row.rightRow));
}

} // namespace results
