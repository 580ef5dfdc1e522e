// SPDX-License-Identifier: MIT
#include "tests/sandbox/tst_finders.h"

#include "app/sandbox/extraction/amounts.h"
#include "app/sandbox/extraction/contactpatterns.h"
#include "app/sandbox/extraction/dates.h"

#include <QtTest>

using namespace Qt::StringLiterals;

void FindersTest::dates_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found"); ///< "text as written=ISO", with "?" where it is ambiguous
    const auto row = [](const char *name, const QString &text, const QStringList &found) {
        QTest::newRow(name) << text << found;
    };
    row("iso", u"on 2024-03-15."_s, {u"2024-03-15=2024-03-15"_s});
    row("iso with time", u"2024-03-15T10:00:00Z"_s, {u"2024-03-15T10:00:00Z=2024-03-15"_s});
    row("day month", u"15 March 2024"_s, {u"15 March 2024=2024-03-15"_s});
    row("ordinal", u"the 3rd of May 2023,"_s, {u"3rd of May 2023=2023-05-03"_s});
    row("month day", u"March 15th, 2024"_s, {u"March 15th, 2024=2024-03-15"_s});
    row("short month", u"Sept. 1, 2024"_s, {u"Sept. 1, 2024=2024-09-01"_s});
    row("with hyphens", u"01-Dec-24"_s, {u"01-Dec-24=2024-12-01"_s});
    row("german", u"15.03.2024 und 3. März 2024"_s,
        {u"15.03.2024=2024-03-15"_s, u"3. März 2024=2024-03-03"_s});
    row("us", u"03/15/2024"_s, {u"03/15/2024=2024-03-15"_s});
    row("us or not", u"03/04/24"_s, {u"03/04/24=2024-03-04?"_s});
    row("british, as it must be", u"15/03/2024"_s, {u"15/03/2024=2024-03-15"_s});
    row("both same", u"05/05/2024"_s, {u"05/05/2024=2024-05-05"_s});
    row("two", u"from 2024-01-01 to 2024-01-31"_s, {u"2024-01-01=2024-01-01"_s, u"2024-01-31=2024-01-31"_s});
    row("no such day", u"31.02.2024, 2024-13-01, 0/0/2024"_s, {});
    row("part of something", u"INV-2024-03-15, 1.2.3.2024, 192.168.1.10"_s, {});
    row("a phone number", u"555-010-0199"_s, {});
    row("nothing", u"no date, May we ask?"_s, {});
}

void FindersTest::dates() {
    QFETCH(QString, text);
    QStringList found;
    for (const sandbox::FoundDate &date : sandbox::findDates(text)) {
        found << text.sliced(date.begin, date.length) + u'=' + date.date.toString(Qt::ISODate) +
                     (date.ambiguous ? u"?"_s : QString());
    }
    QTEST(found, "found");
}

void FindersTest::amounts_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found"); ///< number, currency, "!" for a code, "#" for a mere count
    const auto row = [](const QString &text, const QStringList &found) {
        QTest::newRow(qPrintable(text)) << text << found;
    };
    row(u"1,250.00"_s, {u"1250.00"_s});
    row(u"1.250,00"_s, {u"1250.00"_s});
    row(u"1'250.00 CHF"_s, {u"1250.00 CHF!"_s});
    row(u"1 250,00 €"_s, {u"1250.00 EUR"_s});
    row(u"$4,087.50"_s, {u"4087.50 USD"_s});
    row(u"€ 7,00"_s, {u"7.00 EUR"_s});
    row(u"7,00€"_s, {u"7.00 EUR"_s});
    row(u"£3"_s, {u"3 GBP"_s});
    row(u"EUR 12"_s, {u"12 EUR!"_s});
    row(u"USD 1,840.00,"_s, {u"1840.00 USD!"_s});
    row(u"-$5.00"_s, {u"-5.00 USD"_s});
    row(u"$-5.00"_s, {u"-5.00 USD"_s});
    row(u"- 5.00"_s, {u"-5.00"_s});
    row(u"(5.00)"_s, {u"5.00"_s});
    row(u"1,234,567.89"_s, {u"1234567.89"_s});
    row(u"1,250"_s, {u"1250#"_s});
    row(u"12,5"_s, {u"12.5#"_s});
    row(u"0.125"_s, {u"0.125#"_s});
    row(u"0.0045"_s, {u"0.0045#"_s});
    row(u"0050.00"_s, {u"50.00"_s});
    row(u"3 items at $2.50"_s, {u"3#"_s, u"2.50 USD"_s});
    row(u"2 € 7,00"_s, {u"2#"_s, u"7.00 EUR"_s});
    row(u"Total:$24.30"_s, {u"24.30 USD"_s});
    row(u"20 %, 8.25%"_s, {});
    row(u"INV-2024-0847, A4, 1.2.3, 10:30, 15.03.2024, 3/8"_s, {});
    row(u"2024-03-15"_s, {});
    row(u"no number"_s, {});
}

void FindersTest::amounts() {
    QFETCH(QString, text);
    QStringList found;
    for (const sandbox::FoundAmount &amount : sandbox::findAmounts(text)) {
        QString words = amount.number;
        if (!amount.currency.isEmpty())
            words += u' ' + amount.currency;
        found << words + (amount.currencyCode ? u"!"_s : QString()) + (amount.money ? QString() : u"#"_s);
        QVERIFY(amount.begin >= 0 && amount.begin + amount.length <= text.size());
    }
    QTEST(found, "found");
}

void FindersTest::contacts_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found"); ///< e-mail addresses, phones, web addresses
    QTest::newRow("e-mail") << u"to j.o-e+x@mail.example.org, please"_s
                            << QStringList{u"j.o-e+x@mail.example.org"_s};
    QTest::newRow("e-mail at the end") << u"Write to a@b.example."_s << QStringList{u"a@b.example"_s};
    QTest::newRow("no e-mail") << u"a@b, @c.example, d @ e"_s << QStringList{};
    QTest::newRow("phones") << u"+49 30 1234567 or (555) 010-0199 or 555-010-0199"_s
                            << QStringList{u"+49 30 1234567"_s, u"(555) 010-0199"_s, u"555-010-0199"_s};
    QTest::newRow("no phone") << u"1234567, 2024-03-15, 12.50 100.00, 555-0199"_s << QStringList{};
    QTest::newRow("web") << u"see https://x.example/a?b=1, or (www.y.example)."_s
                         << QStringList{u"https://x.example/a?b=1"_s, u"www.y.example"_s};
    QTest::newRow("no web") << u"ftp://x.example wwww.x http://"_s << QStringList{};
}

void FindersTest::contacts() {
    QFETCH(QString, text);
    QStringList found;
    for (const auto &list : {sandbox::findEmails(text), sandbox::findPhones(text), sandbox::findUrls(text)}) {
        for (const sandbox::FoundText &item : list) {
            found << item.text;
            QCOMPARE(text.sliced(item.begin, item.length), item.text);
        }
    }
    QTEST(found, "found");
}
