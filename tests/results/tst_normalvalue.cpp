// SPDX-License-Identifier: MIT
#include "tests/results/tst_normalvalue.h"

#include "app/results/decimal.h"
#include "app/results/normalvalue.h"

#include <QElapsedTimer>
#include <QSet>
#include <QtTest>

using namespace Qt::StringLiterals;
using results::NormalValue;

namespace {

struct Pair {
    const char16_t *left;
    const char16_t *right;
};

const Pair same[] = {
    // Text.
    {u"", u" \n\t"},
    {u"Acme  GmbH\n", u"acme gmbh"},
    {u"Müller", u"Mu\u0308ller"},
    {u"MÜLLER", u"müller"},
    {u"Straße", u"STRASSE"},
    {u"ΣΊΣΥΦΟΣ", u"σίσυφος"},
    {u"2024–0847", u"2024-0847"},
    {u"A — B", u"a - b"},
    {u"“Acme’s”", u"\"Acme's\""},
    {u"«x»", u"\"x\""},
    {u"ﬁle", u"file"},
    {u"ＡＢ１２", u"ab12"},
    {u"in\u00advoice", u"invoice"},
    {u"a\u200bb", u"ab"},
    {u"a\u00a0b", u"a b"},
    {u"it´s", u"it's"},
    {u"\u202bשלום\u202c", u"שלום"},
    // Numbers.
    {u"12,50", u"12.50"},
    {u"12.50", u"12.5"},
    {u"1.10", u"1.1"},
    {u"1.234,50", u"1,234.50"},
    {u"1.234,50", u"1234.5"},
    {u"1,234.50", u"1234.5"},
    {u"1 234,50", u"1234.5"},
    {u"1\u202f234,50", u"1,234.5"},
    {u"1'234.50", u"1234.50"},
    {u"1’234.50", u"1234.50"},
    {u"1,234", u"1234"},
    {u"1,234", u"1.234"},
    {u"1,234", u"1.2340"},
    {u"1.234", u"1.234,00"},
    {u"1,234,567", u"1234567"},
    {u"1.234.567", u"1234567"},
    {u"12,34,567.50", u"1234567.5"},
    {u"0,234", u"0.234"},
    {u".5", u"0.5"},
    {u"€ 12,50", u"12.50 EUR"},
    {u"€12.50", u"12.5"},
    {u"EUR 12,50", u"€12.50"},
    {u"$1,234.50", u"1234.50 USD"},
    {u"$5", u"CAD 5"},
    {u"US$ 5", u"5 usd"},
    {u"Fr. 5.00", u"CHF 5"},
    {u"¥500", u"500 JPY"},
    {u"(12.50)", u"-12.50"},
    {u"(€ 12,50)", u"-12.5"},
    {u"12,50-", u"-12.5"},
    {u"−12.50", u"-12.50"},
    {u"-€ 12,50", u"€ -12.50"},
    {u"- 12.50", u"-12.5"},
    {u"+5", u"5"},
    {u"-0", u"0"},
    {u"0.00", u"0"},
    {u"(0.00)", u"0"},
    {u"12 %", u"12%"},
    {u"12 %", u"12"},
    {u"1e3", u"1000"},
    {u"1E+3", u"1,000.0"},
    {u"1.5e-3", u"0.0015"},
    {u"1e400", u"10e399"},
    {u"1e400", u"1E0400"},
    {u"0e999999999999999999", u"0e999999999999999999"},
    {u"١٢", u"12"},
    // Days.
    {u"2026-03-04", u"4 March 2026"},
    {u"2026-03-04", u"04.03.2026"},
    {u"2026-03-04", u"4.3.2026"},
    {u"2026-03-04", u"4. 3. 2026"},
    {u"2026-03-04", u"2026/03/04"},
    {u"2026-03-04", u"20260304"},
    {u"2026-03-04", u"March 4, 2026"},
    {u"2026-03-04", u"Mar 4 2026"},
    {u"2026-03-04", u"4-Mar-2026"},
    {u"2026-03-04", u"4th of March 2026"},
    {u"2026-03-04", u"4. März 2026"},
    {u"2026-03-04", u"4 mars 2026"},
    {u"2026-03-04", u"4 de marzo de 2026"},
    {u"2026-03-04", u"4 marca 2026"},
    {u"2026-03-04", u"Wednesday, 4 March 2026"},
    {u"2026-03-04", u"Mittwoch, den 4. März 2026"},
    {u"2026-03-04", u"2026 March 4"},
    {u"2026-09-04", u"4 Sept. 2026"},
    {u"2026-03-04", u"04.03.26"},
    {u"1985-03-04", u"04.03.85"},
    {u"03/04/2026", u"2026-03-04"},
    {u"03/04/2026", u"2026-04-03"},
    {u"03/04/2026", u"04/03/2026"},
    {u"25/04/2026", u"2026-04-25"},
    {u"2026-03-04T10:00:00Z", u"2026-03-04T11:00:00+01:00"},
    {u"2026-03-04T23:30:00-01:00", u"2026-03-05T00:30:00Z"},
    {u"2026-03-04 10:00", u"4 March 2026, 10:00:00"},
    {u"2026-03-04 10:00:00.500", u"2026-03-04T10:00:00.5"},
    {u"3/4/2026 2:05 PM", u"2026-03-04T14:05"},
    {u"2026-03-04T00:00:00Z", u"2026-03-04"},
    {u"2026-03-04T00:00:00", u"4 March 2026"},
    // Answers.
    {u"true", u"Yes"},
    {u"TRUE", u"☑"},
    {u"ja", u"sí"},
    {u"false", u"Nein"},
};

const Pair different[] = {
    {u"", u"0"},
    {u"Acme", u"Acme Inc"},
    {u"a b", u"ab"},
    {u"Muller", u"Müller"},
    {u"INV-1", u"INV-01"},
    {u"12.50", u"12.51"},
    {u"12.50", u"-12.50"},
    {u"1.234", u"1234"}, // both JSON numbers
    {u"1.234,50", u"1.23450"},
    {u"0.234", u"234"},
    {u"1,23", u"123"},
    {u"1,2345", u"12345"},
    {u"12,345,67", u"1234567"},
    {u"1,234.567,8", u"1234567.8"},
    {u"1 23", u"123"},
    {u"2026 123", u"2026123"},
    {u"555-123", u"555123"},
    {u"12+345", u"12345"},
    {u"007", u"7"},
    {u"00.5", u"0.5"},
    {u"10²", u"102"},
    {u"½", u"1/2"},
    {u"12,50¹", u"12,501"},
    {u"€ 12,50", u"$ 12.50"},
    {u"12 EUR", u"12 USD"},
    {u"US$ 5", u"CAD 5"},
    {u"12 %", u"0.12"},
    {u"12 %", u"€ 12"},
    {u"12 kg", u"12"},
    {u"(12.50", u"-12.50"},
    {u"--5", u"5"},
    {u"(-5)", u"-5"},
    {u"$5€", u"5"},
    {u"5.", u"5.0"},
    {u"1e", u"1"},
    {u"e5", u"1e5"},
    {u"12345678901234567890", u"12345678901234567891"},
    {u"9007199254740993", u"9007199254740992"},
    {u"1e400", u"1e401"},
    {u"1e-400", u"0"},
    {u"1e9999999999999999999", u"1e9999999999999999998"},
    {u"0.1", u"0.10000000000000000000000000000001"},
    {u"nan", u"0"},
    {u"2026-03-04", u"2026-04-03"},
    {u"04.03.2026", u"2026-04-03"}, // with points the day is first
    {u"03/04/2026", u"2026-03-05"},
    {u"25/04/2026", u"2025-04-26"},
    {u"2026-02-30", u"30 February 2026"},
    {u"2026-13-01", u"13.01.2026"},
    {u"0000-01-01", u"01.01.0000"},
    {u"March 2026", u"2026-03-01"},
    {u"4 March", u"2026-03-04"},
    {u"4 March 4 2026", u"2026-03-04"},
    {u"due 4 March 2026", u"2026-03-04"},
    {u"4 March 2026!", u"2026-03-04"},
    {u"2026-03-04T10:00:00Z", u"2026-03-04"},
    {u"2026-03-04T10:00:00Z", u"2026-03-04T10:00:00"}, // where is the other?
    {u"2026-03-04T00:00:00+01:00", u"2026-03-04"},
    {u"2026-03-04 25:00", u"2026-03-05 01:00"},
    {u"13:00 PM", u"13:00"},
    {u"true", u"false"},
    {u"true", u"1"},
    {u"no", u"0"},
    {u"true", u"true story"},
};

} // namespace

void TestNormalValue::matches_data() {
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<bool>("match");
    const auto row = [](const Pair &pair, bool match) {
        const QString left = QString::fromUtf16(pair.left);
        const QString right = QString::fromUtf16(pair.right);
        QTest::addRow("%s %s %s", qPrintable(left), match ? "=" : "≠", qPrintable(right))
            << left << right << match;
    };
    for (const Pair &pair : same)
        row(pair, true);
    for (const Pair &pair : different)
        row(pair, false);
}

void TestNormalValue::matches() {
    QFETCH(QString, left);
    QFETCH(QString, right);
    QFETCH(bool, match);
    const NormalValue one(left);
    const NormalValue other(right);
    QCOMPARE(one.matches(other), match);
    QCOMPARE(other.matches(one), match);
    QCOMPARE(results::sameValue(left, right), match);
    QVERIFY(one.matches(one));
    QVERIFY(other.matches(NormalValue(right)));
}

void TestNormalValue::isExactAtAnySize() {
    const QString digits = QString(u'7').repeated(100'000);
    QVERIFY(results::sameValue(digits + u",50"_s, digits + u".5"_s));
    QVERIFY(!results::sameValue(digits + u"1"_s, digits + u"2"_s));
    QCOMPARE(*results::jsonNumber(u"-120.0e2"), (results::Decimal{true, u"12"_s, 3}));
    QCOMPARE(*results::jsonNumber(u"0.00e5"), results::Decimal());
    for (const QString &no : {u""_s, u"-"_s, u"01"_s, u"1."_s, u".1"_s, u"1e"_s, u"+1"_s, u"1 "_s, u"0x1"_s})
        QVERIFY2(!results::jsonNumber(no), qPrintable(no));
}

void TestNormalValue::keysFindWhatMatches() {
    QList<NormalValue> all;
    for (const Pair &pair : same)
        all << NormalValue(QString::fromUtf16(pair.left)) << NormalValue(QString::fromUtf16(pair.right));
    for (const Pair &pair : different)
        all << NormalValue(QString::fromUtf16(pair.left)) << NormalValue(QString::fromUtf16(pair.right));
    int found = 0;
    for (const NormalValue &one : all) {
        const QStringList keys = one.keys();
        const QSet<QString> known(keys.begin(), keys.end());
        for (const NormalValue &other : all) {
            const QStringList others = other.keys();
            if (one.matches(other)) {
                ++found;
                QVERIFY2(known.intersects(QSet<QString>(others.begin(), others.end())),
                    qPrintable(one.text() + u" / "_s + other.text()));
                if (!one.isAmbiguous() && !other.isAmbiguous())
                    QCOMPARE(one.key(), other.key());
            } else {
                QVERIFY2(one.key() != other.key(), qPrintable(one.text() + u" / "_s + other.text()));
            }
        }
    }
    QVERIFY(found > all.size());
}

/// What is no number and no date is found out quickly, however it goes on.
void TestNormalValue::keepsItsTime() {
    for (const QString &piece : {u"1,"_s, u"1,234"_s, u"(("_s, u"12 "_s, u"½"_s, u"é"_s, u"1e1"_s, u"-"_s}) {
        QElapsedTimer time;
        time.start();
        const NormalValue small(piece.repeated(20'000));
        const qint64 one = qMax(qint64(1'000'000), time.nsecsElapsed());
        time.restart();
        const NormalValue large(piece.repeated(20'000 * 8));
        QVERIFY2(time.nsecsElapsed() < 8 * 8 * one, qPrintable(piece)); // far from eight times eight
        QVERIFY(!small.matches(large));
    }
}
