// SPDX-License-Identifier: MIT
#include "app/results/fieldset.h"

#include "app/results/fieldsummary.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <set>
#include <utility>

using namespace Qt::StringLiterals;

namespace results {

namespace {

bool hasEvidence(const Field &value) {
    return std::any_of(value.evidence.begin(), value.evidence.end(),
        [](const Evidence &quote) { return !quote.text.isEmpty() || quote.page > 0; });
}

void countDoubts(const Field &field, FieldSet &set) {
    if (!field.isTable || field.rows.isEmpty()) {
        const int doubts = doubtsOf(field, 0);
        set.noEvidence += (doubts & NoEvidence) != 0;
        set.overridden += (doubts & Overridden) != 0;
        set.nothingFound += (doubts & NothingFound) != 0;
        if (field.confidence)
            set.confidences.push_back(*field.confidence);
    }
    for (const QList<Field> &row : field.rows) {
        for (const Field &cell : row)
            countDoubts(cell, set);
    }
}

/// Goes through the cells of a field once.
struct Tally {
    std::optional<double> lowest;
    std::set<int> pages;
    qsizetype values = 0;
    qsizetype verified = 0;
    qsizetype words = 0; ///< values with a word about their verification
    bool sameWord = true;
    QString word;

    void add(const Field &field) {
        if (field.isTable) {
            for (const QList<Field> &row : field.rows) {
                for (const Field &cell : row)
                    add(cell);
            }
            return;
        }
        if (field.confidence && (!lowest || *field.confidence < *lowest))
            lowest = field.confidence;
        for (const Evidence &quote : field.evidence) {
            if (quote.page > 0)
                pages.insert(quote.page);
        }
        sameWord = sameWord && (values == 0 || field.verification == word);
        word = field.verification;
        ++values;
        words += !field.verification.isEmpty();
        verified += field.verification == "verified"_L1;
    }

    QString verification() const {
        if (words == 0)
            return {};
        return sameWord ? verificationText(word)
                        : QCoreApplication::translate("Fields", "%1 of %2").arg(verified).arg(values);
    }
};

} // namespace

int doubtsOf(const Field &value, double threshold) {
    int doubts = NoDoubt;
    if (value.isTable)
        return value.rows.isEmpty() ? NothingFound : NoDoubt;
    if (value.confidence && *value.confidence < threshold)
        doubts |= BelowThreshold;
    if (value.overridden)
        doubts |= Overridden;
    if (value.isNull)
        doubts |= NothingFound;
    else if (!hasEvidence(value))
        doubts |= NoEvidence;
    return doubts;
}

FieldSetPtr makeFieldSet(QList<Field> fields) {
    auto set = std::make_shared<FieldSet>();
    set->fields = std::move(fields);
    set->facts.reserve(size_t(set->fields.size()));
    QHash<QString, int> groups;
    for (const Field &field : std::as_const(set->fields)) {
        countDoubts(field, *set);
        Tally tally;
        tally.add(field);
        FieldFacts facts;
        facts.confidence = tally.lowest;
        facts.pages = pagesText(tally.pages);
        facts.firstPage = tally.pages.empty() ? 0 : *tally.pages.begin();
        facts.verification = tally.verification();
        if (!groups.contains(field.group)) {
            groups.insert(field.group, int(set->groups.size()));
            set->groups.append(field.group);
        }
        facts.group = groups.value(field.group);
        if (field.isTable && !field.isObject)
            facts.table = FieldTable(field);
        set->facts.push_back(std::move(facts));
        set->values += tally.values;
        set->verified = set->verified || tally.words > 0;
    }
    std::sort(set->confidences.begin(), set->confidences.end());
    return set;
}

FieldSetPtr readFieldSet(const ResultDocument &document, const std::atomic_bool *cancelled) {
    bool fractions = false;
    bool sectionFractions = false;
    QList<Field> fields = readFields(document, fractions, cancelled);
    if (cancelled && *cancelled)
        return nullptr;
    QList<Section> sections = readSections(document, fractions, sectionFractions);
    auto set = std::const_pointer_cast<FieldSet>(makeFieldSet(std::move(fields)));
    set->sections = std::move(sections);
    set->fractions = fractions || sectionFractions;
    return set;
}

} // namespace results
