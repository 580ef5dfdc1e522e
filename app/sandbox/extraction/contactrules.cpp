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

bool isOrganisation(const QString &text) {
    static const QRegularExpression suffix =
        words(u"\\b(inc|ltd|llc|llp|gmbh|ag|kg|plc|limited|corp|corporation|co|company|s\\.?a|b\\.?v|e\\.v|"
              u"foundation|university|institute|society|association)\\b\\.?$"_s);
    return text.size() < 60 && text[0].isUpper() && suffix.match(text).hasMatch();
}

bool looksLikeJob(const QString &text) {
    static const QRegularExpression job =
        words(u"\\b((head|director|vice president|vp) of|director|manager|officer|engineer|buyer|consultant|"
              u"assistant|analyst|architect|developer|designer|president|founder|partner|owner|secretary|"
              u"accountant|c[efotio]o|sales|representative|coordinator|specialist|professor|lecturer|editor|"
              u"geschäftsführer(in)?|leiter(in)?|\\w+leiter(in)?|assistent(in)?|berater(in)?|ingenieur(in)?|"
              u"vertrieb|einkauf|prokurist(in)?|vorstand)\\b"_s);
    const bool words = std::none_of(
        text.cbegin(), text.cend(), [](QChar c) { return c.isDigit() || c == u'@' || c == u':'; });
    return words && text.size() < 60 && job.match(text).hasMatch();
}

/// Where a person's name stands.
struct Place {
    qsizetype line = 0;
    qsizetype cell = 0;
};

/// The name under "Kind regards,".
std::optional<Place> signaturePlace(const Source &source) {
    static const QRegularExpression greeting = words(
        u"^(?:(?:yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|(?:kind|best|warm) "
        u"regards|regards|"
        u"best wishes|mit (?:freundlichen|besten) grüßen|mit freundlichem gruß|(?:viele|liebe|beste|schöne|"
        u"freundliche) grüße|cordially|cordialement)\\b|"
        // These begin sentences too.
        u"(?:best|all the best|thanks|many thanks|thank you|thanks again|cheers|gruß|grüße|mfg|vg)\\s*[,.!]?$|--+$)"_s);
    for (qsizetype i = source.lines.size() - 2; i >= 0; --i) {
        if (!greeting.match(source.lines[i].text).hasMatch())
            continue;
        for (qsizetype next = i + 1; next < std::min(source.lines.size(), i + 4); ++next) {
            if (!source.lines[next].cells.isEmpty() && looksLikeName(source.lines[next].cells.first().text))
                return Place{next, 0};
        }
    }
    return {};
}

/// "Müller" → "mueller", as in an e-mail address.
QString plainLetters(const QString &text) {
    QString plain = text.toLower();
    plain.replace(u"ä"_s, u"ae"_s).replace(u"ö"_s, u"oe"_s).replace(u"ü"_s, u"ue"_s).replace(u"ß"_s, u"ss"_s);
    plain = plain.normalized(QString::NormalizationForm_D);
    return plain.removeIf([](QChar c) { return c.isMark(); });
}

bool sharesPart(const QString &name, const QStringList &mailboxes) {
    static const QRegularExpression gaps(u"[\\s.-]+"_s);
    const QStringList parts = plainLetters(name).split(gaps, Qt::SkipEmptyParts);
    return std::any_of(parts.cbegin(), parts.cend(), [&mailboxes](const QString &part) {
        return part.size() >= 3 && std::any_of(mailboxes.cbegin(), mailboxes.cend(),
                                       [&part](const QString &mailbox) { return mailbox.contains(part); });
    });
}

/// On a business card: a name that an e-mail address repeats, or that stands before a job title.
std::optional<Place> cardPlace(const Source &source) {
    QStringList mailboxes;
    for (const SourceLine &line : source.lines) {
        for (const FoundText &email : findEmails(line.text))
            mailboxes << plainLetters(email.text.section(u'@', 0, 0));
    }
    std::optional<Place> beforeJob;
    for (qsizetype i = 0; i < source.lines.size(); ++i) {
        const QList<Cell> &cells = source.lines[i].cells;
        for (qsizetype c = 0; c < cells.size(); ++c) {
            if (!looksLikeName(cells[c].text) || looksLikeJob(cells[c].text))
                continue;
            if (sharesPart(cells[c].text, mailboxes))
                return Place{i, c};
            const bool lineBelow = i + 1 < source.lines.size() && !source.lines[i + 1].cells.isEmpty();
            const bool job = c + 1 < cells.size()
                                 ? looksLikeJob(cells[c + 1].text)
                                 : lineBelow && looksLikeJob(source.lines[i + 1].cells.first().text);
            if (job && !beforeJob)
                beforeJob = Place{i, c};
        }
    }
    return beforeJob;
}

Finding whole(const SourceLine &line, const Cell &cell, int confidence) {
    return {cell.text, confidence, {{cell.text, line.page}}};
}

std::optional<Finding> person(const Source &source, const std::optional<Place> &place) {
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
    if (!place)
        return {};
    const SourceLine &line = source.lines[place->line];
    return whole(line, line.cells[place->cell], ByPlace);
}

std::optional<Finding> jobTitle(const Source &source, const std::optional<Place> &place) {
    if (const auto found = labelled(
            source, {u"job title"_s, u"title"_s, u"position"_s, u"role"_s, u"funktion"_s}, matchText, true))
        return found;
    if (!place)
        return {};
    const SourceLine &line = source.lines[place->line];
    if (place->cell + 1 < line.cells.size() && looksLikeJob(line.cells[place->cell + 1].text))
        return whole(line, line.cells[place->cell + 1], ByPlace);
    if (place->line + 1 >= source.lines.size() || source.lines[place->line + 1].cells.isEmpty())
        return {};
    const SourceLine &below = source.lines[place->line + 1];
    const Cell &cell = below.cells.first();
    const bool plain = findEmails(cell.text).isEmpty() && findPhones(cell.text).isEmpty() &&
                       findUrls(cell.text).isEmpty() && !cell.text.contains(u':') && cell.text.size() < 60 &&
                       !isOrganisation(cell.text);
    return plain ? std::optional(whole(below, cell, ByPlace)) : std::nullopt;
}

std::optional<Finding> organisation(const Source &source) {
    if (const auto found = labelled(source,
            {u"organisation"_s, u"organization"_s, u"company"_s, u"firm"_s, u"employer"_s, u"firma"_s},
            matchText, true))
        return found;
    for (const SourceLine &line : source.lines) {
        for (const Cell &cell : line.cells) {
            if (isOrganisation(cell.text))
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
    const std::optional<Place> signature = signaturePlace(source);
    const std::optional<Place> place = signature ? signature : cardPlace(source);
    return {{u"name"_s, fieldJson(person(source, place))},
        {u"job_title"_s, fieldJson(jobTitle(source, place))},
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
