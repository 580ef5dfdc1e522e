// SPDX-License-Identifier: MIT
#include "app/sandbox/extraction/rules.h"

#include "app/sandbox/extraction/contactpatterns.h"
#include "app/sandbox/extraction/dates.h"
#include "app/sandbox/extraction/finding.h"
#include "app/sandbox/extraction/labels.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

constexpr int UnmistakablePattern = 93;
constexpr int ByForm = 75;  // a street, a company's suffix
constexpr int ByPlace = 72; // the name under a greeting, what stands under the name

QRegularExpression words(const QString &pattern) {
    return QRegularExpression(
        pattern, QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
}

std::optional<Finding> labelled(
    const Source &source, const QStringList &labels, const Matcher &matcher, bool freeText) {
    return bestOf(findLabelled(source, {labels, {}, matcher, freeText}));
}

template<typename Finder>
std::optional<Finding> firstAnywhere(const Source &source, const Finder &finder) {
    for (const SourceLine &line : source.lines) {
        if (const QList<FoundText> found = finder(line.text); !found.isEmpty())
            return Finding{found.first().text, UnmistakablePattern, {{found.first().text, line.page}}};
    }
    return {};
}

bool looksLikeName(const QString &text) {
    static const QRegularExpression name(
        u"^(?:(?:dr|mr|mrs|ms|prof)\\.?\\s+)?(?-i:\\p{Lu})[\\p{L}'’.-]*(?:\\s+(?:van|von|de|der|den|la|(?-i:\\p{Lu})[\\p{L}'’.-]*)){1,4}$"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return name.match(text).hasMatch();
}

/// The line of the name under "Kind regards,"; -1 when there is none.
qsizetype signatureLine(const Source &source) {
    static const QRegularExpression greeting = words(u"^(yours (sincerely|faithfully|truly)|sincerely( "
                                                     u"yours)?|(kind|best|warm) regards|regards|best wishes|"
                                                     u"mit freundlichen grüßen|cordially)\\b"_s);
    for (qsizetype i = source.lines.size() - 2; i >= 0; --i) {
        if (!greeting.match(source.lines[i].text).hasMatch())
            continue;
        for (qsizetype next = i + 1; next < std::min(source.lines.size(), i + 4); ++next) {
            if (!source.lines[next].cells.isEmpty() && looksLikeName(source.lines[next].cells.first().text))
                return next;
        }
    }
    return -1;
}

Finding whole(const SourceLine &line, int confidence) {
    const QString text = line.cells.first().text;
    return {text, confidence, {{text, line.page}}};
}

std::optional<Finding> person(const Source &source, qsizetype signature) {
    if (const auto found = labelled(
            source,
            {u"contact person"_s, u"contact name"_s, u"full name"_s, u"name"_s, u"contact"_s, u"attention"_s,
                u"attn"_s, u"ansprechpartner"_s},
            [](const QString &text) {
                return looksLikeName(text.trimmed()) ? matchText(text) : std::nullopt;
            },
            true)) {
        return found;
    }
    return signature < 0 ? std::nullopt : std::optional(whole(source.lines[signature], ByPlace));
}

std::optional<Finding> jobTitle(const Source &source, qsizetype signature) {
    if (const auto found = labelled(
            source, {u"job title"_s, u"title"_s, u"position"_s, u"role"_s, u"funktion"_s}, matchText, true))
        return found;
    if (signature < 0 || signature + 1 >= source.lines.size())
        return {};
    const SourceLine &below = source.lines[signature + 1];
    const bool plain = !below.cells.isEmpty() && findEmails(below.text).isEmpty() &&
                       findPhones(below.text).isEmpty() && findUrls(below.text).isEmpty() &&
                       !below.text.contains(u':') && below.text.size() < 60;
    return plain ? std::optional(whole(below, ByPlace)) : std::nullopt;
}

std::optional<Finding> organisation(const Source &source) {
    if (const auto found = labelled(source,
            {u"organisation"_s, u"organization"_s, u"company"_s, u"firm"_s, u"employer"_s, u"firma"_s},
            matchText, true))
        return found;
    static const QRegularExpression suffix =
        words(u"\\b(inc|ltd|llc|llp|gmbh|ag|kg|plc|limited|corp|corporation|co|company|s\\.?a|b\\.?v|e\\.v|"
              u"foundation|university|institute|society|association)\\b\\.?$"_s);
    for (const SourceLine &line : source.lines) {
        for (const Cell &cell : line.cells) {
            if (cell.text.size() < 60 && cell.text[0].isUpper() && suffix.match(cell.text).hasMatch())
                return Finding{cell.text, ByForm, {{cell.text, line.page}}};
        }
    }
    return {};
}

/// A street and, on the next line, a town; each its own quote.
std::optional<Finding> address(const Source &source) {
    if (const auto found =
            labelled(source, {u"postal address"_s, u"address"_s, u"anschrift"_s}, matchText, true))
        return found;
    static const QRegularExpression street = words(
        u"^(?:\\d{1,5}[a-z]?\\s+(?:[\\p{L}'’.-]+\\s+){1,4}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|"
        u"way|court|"
        u"square|row|quay|place|boulevard|blvd)\\b.*|[\\p{L}. -]+(?:straße|strasse|str\\.|weg|platz|gasse|allee)\\s+\\d+\\s?[a-z]?.*)$"_s);
    static const QRegularExpression town(u"\\d{4,5}|[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}"_s);
    for (qsizetype i = 0; i < source.lines.size(); ++i) {
        const SourceLine &line = source.lines[i];
        for (const Cell &cell : line.cells) {
            if (!street.match(cell.text).hasMatch())
                continue;
            Finding finding{cell.text, ByForm, {{cell.text, line.page}}};
            if (i + 1 < source.lines.size() && source.lines[i + 1].page == line.page) {
                for (const Cell &below : source.lines[i + 1].cells) {
                    const bool under =
                        below.box.left() < cell.box.right() && cell.box.left() < below.box.right();
                    if (under && below.text.size() < 60 && town.match(below.text).hasMatch()) {
                        finding.value = cell.text + u", "_s + below.text;
                        finding.quotes.append({below.text, line.page});
                        break;
                    }
                }
            }
            return finding;
        }
    }
    return {};
}

std::optional<Finding> letterDate(const Source &source) {
    if (const auto found = labelled(source, {u"date"_s, u"datum"_s}, matchDate, false))
        return found;
    for (const SourceLine &line : source.lines) {
        if (const QList<FoundDate> dates = findDates(line.text); !dates.isEmpty()) {
            return Finding{dates.first().date.toString(Qt::ISODate),
                dates.first().ambiguous ? ByPlace : UnmistakablePattern,
                {{line.text.sliced(dates.first().begin, dates.first().length), line.page}}};
        }
    }
    return {};
}

std::optional<Finding> either(std::optional<Finding> first, const std::optional<Finding> &second) {
    return first ? first : second;
}

} // namespace

JsonObject contactFields(const Source &source) {
    const qsizetype signature = signatureLine(source);
    return {{u"name"_s, fieldJson(person(source, signature))},
        {u"job_title"_s, fieldJson(jobTitle(source, signature))},
        {u"organisation"_s, fieldJson(organisation(source))},
        {u"email"_s, fieldJson(either(
                         labelled(source,
                             {u"e-mail address"_s, u"email address"_s, u"e-mail"_s, u"email"_s, u"mail"_s},
                             matchEmail, false),
                         firstAnywhere(source, findEmails)))},
        {u"phone"_s, fieldJson(either(labelled(source,
                                          {u"telephone"_s, u"phone number"_s, u"phone"_s, u"tel"_s,
                                              u"mobile"_s, u"direct line"_s, u"direct"_s, u"telefon"_s},
                                          matchPhone, false),
                         firstAnywhere(source, findPhones)))},
        {u"website"_s, fieldJson(either(labelled(source, {u"website"_s, u"web"_s, u"homepage"_s, u"url"_s},
                                            matchUrl, false),
                           firstAnywhere(source, findUrls)))},
        {u"address"_s, fieldJson(address(source))}, {u"date"_s, fieldJson(letterDate(source))}};
}

} // namespace sandbox
