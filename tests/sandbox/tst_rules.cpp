// SPDX-License-Identifier: MIT
#include "tests/sandbox/tst_rules.h"

#include "app/documents/documentreader.h"
#include "app/sandbox/extraction/labels.h"
#include "app/sandbox/extraction/result.h"
#include "tests/sandbox/extraction.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace Qt::StringLiterals;

using namespace support;

void RulesTest::invoiceFields_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value"); ///< empty: nothing
    QTest::addColumn<QString>("evidence");
    const auto row = [](const char *name, const QByteArray &text, const QString &field, const QString &value,
                         const QString &evidence) {
        QTest::newRow(name) << text << field << value << evidence;
    };
    const QString number = u"invoice_number"_s;
    row("number behind a colon", "Invoice No.: INV-7/24", number, u"INV-7/24"_s, u"Invoice No.: INV-7/24"_s);
    row("number in the next column", "Invoice number      A-12", number, u"A-12"_s, u"Invoice number A-12"_s);
    row("number below", "Invoice number    Page\n4711              1", number, u"4711"_s, u"4711"_s);
    row("number behind the word alone", "INVOICE #2024-9", number, u"2024-9"_s, u"INVOICE #2024-9"_s);
    row("no number", "Invoice for services", number, {}, {});
    row("date", "Date: 15 March 2024", u"issue_date"_s, u"2024-03-15"_s, u"Date: 15 March 2024"_s);
    row("date with weekday", "Date: Friday, 15 March 2024", u"issue_date"_s, u"2024-03-15"_s,
        u"Date: Friday, 15 March 2024"_s);
    row("due date is not the date", "Due date: 2024-04-14", u"issue_date"_s, {}, {});
    row("exact label before a loose one", "Date: 2024-01-01\nInvoice date: 2024-02-02", u"issue_date"_s,
        u"2024-02-02"_s, u"Invoice date: 2024-02-02"_s);
    row("due", "Payment due by April 14, 2024", u"due_date"_s, u"2024-04-14"_s,
        u"Payment due by April 14, 2024"_s);
    row("vendor by label", "From: Acme Ltd", u"vendor"_s, u"Acme Ltd"_s, u"From: Acme Ltd"_s);
    row("vendor by place", "INVOICE\nAcme Ltd\n", u"vendor"_s, u"Acme Ltd"_s, u"Acme Ltd"_s);
    row("a sentence is no vendor label", "From the start we did well: yes.\nx", u"vendor"_s, {}, {});
    row("a heading is no vendor", "Description   Qty   Unit price   Amount\n", u"vendor"_s, {}, {});
    row("a row is no vendor", "Item          Qty   Amount\nBolt            1     5.00\n", u"vendor"_s, {},
        {});
    row("a total is no vendor", "Total CHF 1'250.50\n", u"vendor"_s, {}, {});
    row("an amount is no vendor", "Net amount £100.00\n", u"vendor"_s, {}, {});
    row("a number is no vendor", "Facture n° F-2024-9\n", u"vendor"_s, {}, {});
    row("a date is no vendor", "Berlin, 15 March 2024\n", u"vendor"_s, {}, {});
    row("vendor behind those", "Facture n° F-2024-9\nDate\nBoulangerie Petit\n", u"vendor"_s,
        u"Boulangerie Petit"_s, u"Boulangerie Petit"_s);
    row("customer in German", "Rechnung an: Globex GmbH", u"customer"_s, u"Globex GmbH"_s,
        u"Rechnung an: Globex GmbH"_s);
    row("customer in German, below", "Rechnungsempfänger\nGlobex GmbH", u"customer"_s, u"Globex GmbH"_s,
        u"Globex GmbH"_s);
    row("date of a receipt", "CAFE\n15.03.2024 14:02\nTotal 5.00", u"issue_date"_s, u"2024-03-15"_s,
        u"15.03.2024"_s);
    row("two dates without labels", "15.03.2024\n16.03.2024", u"issue_date"_s, {}, {});
    row("delivery is another date", "Delivered on 15.03.2024", u"issue_date"_s, {}, {});
    row("customer below, beside another label", "Bill to        Ship to\nGlobex         Initech",
        u"customer"_s, u"Globex"_s, u"Globex"_s);
    row("customer number is none", "Customer number: 12", u"customer"_s, {}, {});
    row("subtotal is not the total", "Subtotal 10.00", u"total_amount"_s, {}, {});
    row("total tax is not the total", "Total tax 10.00", u"total_amount"_s, {}, {});
    row("last total", "Total 10.00\nTotal 12.00", u"total_amount"_s, u"12"_s, u"Total 12.00"_s);
    row("grand total before total", "Grand total: 30.00\nTotal 12.00", u"total_amount"_s, u"30"_s,
        u"Grand total: 30.00"_s);
    row("leaders", "Total ............ 12.50", u"total_amount"_s, u"12.5"_s, u"Total ............ 12.50"_s);
    row("in brackets", "Total (USD):    99.95", u"total_amount"_s, u"99.95"_s, u"Total (USD): 99.95"_s);
    row("a count is not the money", "Total 3 items    50.00", u"total_amount"_s, u"50"_s,
        u"Total 3 items 50.00"_s);
    row("a count in a column of its own", "Total    3    50.00", u"total_amount"_s, u"50"_s,
        u"Total 3 50.00"_s);
    row("a bare number is better than none", "Total: 12", u"total_amount"_s, u"12"_s, u"Total: 12"_s);
    row("tax with its rate", "VAT 19 %      9.50", u"tax"_s, u"9.5"_s, u"VAT 19 % 9.50"_s);
    row("tax number is no tax", "VAT no. 123456", u"tax"_s, {}, {});
    row("subtotal", "Sub-total: 1.250,00 EUR", u"subtotal"_s, u"1250"_s, u"Sub-total: 1.250,00 EUR"_s);
    row("currency by code", "Total: 12.00 EUR", u"currency"_s, u"EUR"_s, u"12.00 EUR"_s);
    row("currency by label", "Currency: GBP\nTotal: $5.00", u"currency"_s, u"GBP"_s, u"Currency: GBP"_s);
    row("no currency", "Total: 12.00", u"currency"_s, {}, {});
}

void RulesTest::invoiceFields() {
    QFETCH(QByteArray, text);
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(QString, evidence);
    const QJsonValue found = fieldsOf(resultOf(sandbox::Ruleset::Invoices, text))[field];
    QVERIFY(found.isObject());
    QCOMPARE(textOf(found), value);
    QCOMPARE(found["evidence"_L1][0]["text"_L1].toString(), evidence);
    QCOMPARE(found["value"_L1].isNull(), value.isEmpty());
    QCOMPARE(found["confidence"_L1].isNull(), value.isEmpty());
    QCOMPARE(found["evidence"_L1].toArray().isEmpty(), value.isEmpty());
    QCOMPARE(found["verification_status"_L1].toString(), u"not_verified"_s);
    QVERIFY(found["value_override"_L1].isNull());
}

void RulesTest::contactFields_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const QByteArray &text, const QString &field,
                         const QString &value) {
        QTest::newRow(name) << text << field << value;
    };
    row("name by label", "Name: Ann van Lee", u"name"_s, u"Ann van Lee"_s);
    row("attention", "Attn: Dr. Ann Lee", u"name"_s, u"Dr. Ann Lee"_s);
    row("name under a greeting", "Hello\n\nKind regards,\n\nJosé Núñez\nClerk", u"name"_s, u"José Núñez"_s);
    row("job under the name", "Hello\n\nSincerely\nAnn Lee\nHead of Sales", u"job_title"_s,
        u"Head of Sales"_s);
    row("a phone number is no job", "Hello\n\nSincerely\nAnn Lee\nTel: 12345678", u"job_title"_s, {});
    row("organisation by suffix", "to\nAcme Widgets GmbH\nhello", u"organisation"_s, u"Acme Widgets GmbH"_s);
    row("organisation by label", "Company: Acme", u"organisation"_s, u"Acme"_s);
    row("e-mail", "write to a@b.example now", u"email"_s, u"a@b.example"_s);
    row("labelled e-mail first", "a@b.example\nE-mail: c@d.example", u"email"_s, u"c@d.example"_s);
    row("phone by label", "Tel. 030 123456", u"phone"_s, u"030 123456"_s);
    row("phone by form", "call +1 207 555 0142 now", u"phone"_s, u"+1 207 555 0142"_s);
    row("website", "Web: acme.example/contact", u"website"_s, u"acme.example/contact"_s);
    row("address", "14 Boathouse Lane\nPort Ellery, ME 04099", u"address"_s,
        u"14 Boathouse Lane, Port Ellery, ME 04099"_s);
    row("german address", "Lange Straße 12\n10115 Berlin", u"address"_s, u"Lange Straße 12, 10115 Berlin"_s);
    row("street alone", "14 Boathouse Lane\nDear all", u"address"_s, u"14 Boathouse Lane"_s);
    row("date", "Port Ellery, 17 September 2024", u"date"_s, u"2024-09-17"_s);
    row("nothing", "hello", u"name"_s, {});
    const QByteArray card =
        "Dr. Anna-Lena Schmidt\nHead of Research\nContoso GmbH\nal.schmidt@contoso.example\n";
    row("card, name", card, u"name"_s, u"Dr. Anna-Lena Schmidt"_s);
    row("card, job", card, u"job_title"_s, u"Head of Research"_s);
    row("card, name behind the organisation", "Wide World\nJürgen Müller\nTel. 12345678\nmueller@w.example",
        u"name"_s, u"Jürgen Müller"_s);
    row("no name in a mailbox of all", "Wide World\ninfo@w.example", u"name"_s, {});
    for (const char *greeting : {"Best,", "--", "Thanks", "Cheers,", "Viele Grüße"}) {
        row(greeting, "Hello\n\n" + QByteArray(greeting) + "\nAnn Lee\nSenior Buyer | Contoso Ltd.\n",
            u"name"_s, u"Ann Lee"_s);
    }
    row("Best as a word", "Best Western Hotel\nAnn Lee\nhello", u"name"_s, {});
    const QByteArray signature = "Hello\n\nThanks\nAnn Lee\nSenior Buyer | Contoso Ltd.\n";
    row("job before a bar", signature, u"job_title"_s, u"Senior Buyer"_s);
    row("organisation behind a bar", signature, u"organisation"_s, u"Contoso Ltd."_s);
    row("all in one line", "Ann Lee · Sales Manager · Contoso Ltd.", u"job_title"_s, u"Sales Manager"_s);
    row("all in one line, name", "Ann Lee · Sales Manager · Contoso Ltd.", u"name"_s, u"Ann Lee"_s);
}

void RulesTest::contactFields() {
    QFETCH(QByteArray, text);
    QFETCH(QString, field);
    QFETCH(QString, value);
    const QJsonObject fields = fieldsOf(resultOf(sandbox::Ruleset::Contacts, text));
    QVERIFY(fields.contains(field));
    QCOMPARE(textOf(fields[field]), value);
}

void RulesTest::pairs_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("pairs");
    QTest::newRow("colon") << QByteArray("Order ref: 12 a\nTerms:net 30")
                           << QStringList{u"Order ref=12 a"_s, u"Terms=net 30"_s};
    QTest::newRow("columns") << QByteArray("Order:   12     Terms: net")
                             << QStringList{u"Order=12"_s, u"Terms=net"_s};
    QTest::newRow("below") << QByteArray("Ship to:\nAcme") << QStringList{u"Ship to=Acme"_s};
    QTest::newRow("nothing behind") << QByteArray("Ship to:\nBill to: x") << QStringList{u"Bill to=x"_s};
    QTest::newRow("no labels") << QByteArray("at 10:30\nhttps://x.example\n: y\n12: z") << QStringList{};
    QTest::newRow("a sentence") << QByteArray("Please note, dear reader: it rains.\n"
                                              "you begin: we can decide within a day, and would rather pay")
                                << QStringList{};
}

void RulesTest::pairs() {
    QFETCH(QByteArray, text);
    QStringList pairs;
    for (const sandbox::Pair &pair :
        sandbox::findPairs(sandbox::sourceOf(documents::read(text, u"x.txt"_s).pages))) {
        const QString value = QString::fromUtf8(pair.finding.value.text());
        pairs << pair.label + u'=' + value.sliced(1, value.size() - 2);
    }
    QTEST(pairs, "pairs");
}

void RulesTest::lineItems_data() {
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("rows");
    const QString txt = u"x.txt"_s;
    const QByteArray head = "Description        Qty   Unit price   Amount\n";
    QTest::newRow("plain")
        << txt
        << head +
               "Bolt M8             10         1.25    12.50\nNut                100         0.10    10.00\n"
        << QStringList{u"Bolt M8 | 10 | 1.25 | 12.5"_s, u"Nut | 100 | 0.1 | 10"_s};
    QTest::newRow("totals end it")
        << txt
        << head + "Bolt                10         1.25    12.50\nSubtotal                               "
                  "12.50\nBolt                10         1.25    12.50\n"
        << QStringList{u"Bolt | 10 | 1.25 | 12.5"_s};
    QTest::newRow("second line of a description")
        << txt
        << head + "Bolt                10         1.25    12.50\n  stainless\nNut                 1          "
                  "1.00     1.00\n"
        << QStringList{u"Bolt stainless | 10 | 1.25 | 12.5"_s, u"Nut | 1 | 1 | 1"_s};
    QTest::newRow("empty cells") << txt << head + "Delivery                                5.00\n"
                                 << QStringList{u"Delivery |  |  | 5"_s};
    QTest::newRow("rule under the headings")
        << txt
        << head +
               "--------------------------------------------\nBolt                10         1.25    12.50\n"
        << QStringList{u"Bolt | 10 | 1.25 | 12.5"_s};
    QTest::newRow("headings close together")
        << txt << QByteArray("Item        Qty Unit price Amount\nBolt         10       1.25  12.50\n")
        << QStringList{u"Bolt | 10 | 1.25 | 12.5"_s};
    QTest::newRow("amounts close together") << txt << head + "Bolt M8             10       $ 1.25 $ 12.50\n"
                                            << QStringList{u"Bolt M8 | 10 | 1.25 | 12.5"_s};
    QTest::newRow("over pages, headings repeated")
        << txt
        << head + "Bolt                10         1.25    12.50\nContinued on page 2\n\f" + head +
               "Nut                  1         1.00     1.00\n"
        << QStringList{u"Bolt | 10 | 1.25 | 12.5"_s, u"Nut | 1 | 1 | 1"_s};
    QTest::newRow("over pages, headings not repeated")
        << txt
        << head + "Bolt                10         1.25    12.50\nPage 1 of 2\n\fInvoice INV-1\nNut           "
                  "       1         1.00     1.00\nTotal                                  13.50\n"
        << QStringList{u"Bolt | 10 | 1.25 | 12.5"_s, u"Nut | 1 | 1 | 1"_s};
    QTest::newRow("other words")
        << txt << QByteArray("Item        Hours   Rate      Total\nDesign          3   80.00    240.00\n")
        << QStringList{u"Design | 3 | 80 | 240"_s};
    QTest::newRow("html")
        << u"x.html"_s
        << QByteArray("<table><tr><th>Item<th>Qty<th>Price "
                      "(EUR)<th>Sum<tr><td>Tea<td>2<td>3,50<td>7,00<tr><td>Total<td><td><td>7,00</table>")
        << QStringList{u"Tea | 2 | 3.5 | 7"_s};
    QTest::newRow("csv")
        << u"x.csv"_s
        << QByteArray("description,quantity,unit price,amount\n\"Tea, green\",2,3.50,7.00\nMilk,1,,1.10\n")
        << QStringList{u"Tea, green | 2 | 3.5 | 7"_s, u"Milk | 1 |  | 1.1"_s};
    QTest::newRow("item and description")
        << txt
        << QByteArray("Item   Description       Qty   Amount\nA-1    Bolt                2     2.50\n"
                      "A-2    Nut                 1     1.00\n")
        << QStringList{u"Bolt | 2 |  | 2.5"_s, u"Nut | 1 |  | 1"_s};
    QTest::newRow("item numbers beside products")
        << txt
        << QByteArray("Item   Product           Qty   Net      Total\n1      Bolt                2     2.00  "
                      "   2.50\n")
        << QStringList{u"Bolt | 2 |  | 2.5"_s};
    QTest::newRow("a table of something else")
        << txt << QByteArray("Name      Town      Country\nAnn       Ellery    Utopia\n") << QStringList{};
}

void RulesTest::lineItems() {
    QFETCH(QString, fileName);
    QFETCH(QByteArray, text);
    const QJsonObject fields = fieldsOf(resultOf(sandbox::Ruleset::Invoices, text, fileName));
    QTEST(rowsOf(fields["line_items"_L1], itemColumns()), "rows");
}

void RulesTest::classifications_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("category");
    QTest::addColumn<QString>("evidence");
    QTest::newRow("invoice") << QByteArray("Hello\nTax invoice 12\n") << u"Invoice"_s << u"Tax invoice 12"_s;
    QTest::newRow("receipt") << QByteArray("RECEIPT NO. 5\nfor invoice 12\n") << u"Receipt"_s
                             << u"RECEIPT NO. 5"_s;
    QTest::newRow("letter") << QByteArray("Dear Ann,\nhow are you?\n") << u"Letter"_s << u"Dear Ann,"_s;
    QTest::newRow("other") << QByteArray("once upon a time\n") << u"Other"_s << QString();
}

void RulesTest::classifications() {
    QFETCH(QByteArray, text);
    const QJsonObject found =
        resultOf(sandbox::Ruleset::AnyDocument, text)["classifications"_L1][0].toObject();
    QTEST(found["category"_L1].toString(), "category");
    QTEST(found["evidence"_L1].toString(), "evidence");
    QVERIFY(found["confidence"_L1].toDouble() >= 50);
}

void RulesTest::numbersKeepTheirDecimals() {
    const QByteArray json = resultBytes(
        sandbox::Ruleset::Invoices, "Total: $4,087.50\nTax: 0.10\nSubtotal: 12345678901234567890.00");
    QVERIFY(json.contains("\"total_amount\":{\"value\":4087.50,"));
    QVERIFY(json.contains("\"tax\":{\"value\":0.10,"));
    QVERIFY(json.contains("\"subtotal\":{\"value\":12345678901234567890.00,"));
}

void RulesTest::anyDocumentFields() {
    const QByteArray text = "Report\n\nOrder No.: 7\nOrder no: 8\nTitle: x\nSeen on 2024-01-02 and 3 May "
                            "2024 for 5.00 EUR by a@b.example\n"
                            "Name      Town      Name\nAnn       Ellery    Lee\n";
    const QByteArray json = resultBytes(sandbox::Ruleset::AnyDocument, text);
    const QJsonObject fields = fieldsOf(QJsonDocument::fromJson(json).object());
    QCOMPARE(textOf(fields["title"_L1]), u"Report"_s);
    QCOMPARE(rowsOf(fields["dates"_L1], {u"date"_s}), QStringList({u"2024-01-02"_s, u"2024-05-03"_s}));
    QCOMPARE(rowsOf(fields["amounts"_L1], {u"amount"_s, u"currency"_s}), QStringList({u"5 | EUR"_s}));
    QCOMPARE(rowsOf(fields["emails"_L1], {u"email"_s}), QStringList({u"a@b.example"_s}));
    QCOMPARE(textOf(fields["order_no"_L1]), u"7"_s);
    QCOMPARE(textOf(fields["order_no_2"_L1]), u"8"_s);
    QCOMPARE(textOf(fields["title_2"_L1]), u"x"_s);
    QCOMPARE(rowsOf(fields["table"_L1], {u"name"_s, u"town"_s, u"name_2"_s}),
        QStringList({u"Ann | Ellery | Lee"_s}));
}

void RulesTest::blocks() {
    const QByteArray html =
        "<h1>Head</h1><p>one<br>two "
        "https://x.example</p><h2>Part</h2><table><tr><th>A&lt;<th>B<tr><td>1<td></table>";
    const QJsonObject result = resultOf(sandbox::Ruleset::AnyDocument, html, u"x.html"_s);
    const QJsonArray blocks = result["parse"_L1]["blocks"_L1].toArray();
    QStringList shape;
    for (const QJsonValue block : blocks) {
        shape << block["id"_L1].toString() + u' ' + block["type"_L1].toString() + u' ' +
                     block["content"_L1].toString();
        const QJsonObject box = block["bbox"_L1].toObject();
        QVERIFY(box["x0"_L1].toDouble() >= 0 && box["x0"_L1].toDouble() < box["x1"_L1].toDouble());
        QVERIFY(box["y0"_L1].toDouble() >= 0 && box["y0"_L1].toDouble() < box["y1"_L1].toDouble());
        QVERIFY(box["x1"_L1].toDouble() <= 1 && box["y1"_L1].toDouble() <= 1);
        QCOMPARE(block["page"_L1].toInt(), 1);
    }
    QCOMPARE(shape,
        QStringList({u"p1_b0 title Head"_s, u"p1_b1 text one\ntwo https://x.example"_s,
            u"p1_b2 section-header Part"_s,
            u"p1_b3 table <table><tr><th>A&lt;</th><th>B</th></tr><tr><td>1</td><td></td></tr></table>"_s}));
    QCOMPARE(blocks[1]["hyperlinks"_L1][0]["uri"_L1].toString(), u"https://x.example"_s);
    QCOMPARE(blocks[3]["rows"_L1][1][0]["cell_id"_L1].toString(), u"r1c0"_s);
    QCOMPARE(blocks[3]["rows"_L1][0][0]["text"_L1].toString(), u"A<"_s);
    QVERIFY(blocks[1]["rows"_L1].isNull());
}

void RulesTest::markdownIsInert() {
    const QJsonObject result =
        resultOf(sandbox::Ruleset::AnyDocument, "<img src=x onerror=y> & <a id=\"p1_b9\">\fsecond");
    const QString markdown = result["parse"_L1]["markdown"_L1].toString();
    QVERIFY(!markdown.contains(u"<img"_s));
    QVERIFY(!markdown.contains(u"<a id=\"p1_b9\">"_s));
    QVERIFY(markdown.contains(u"<a id=\"p1_b0\"></a>"_s));
    QVERIFY(markdown.contains(u"<a id=\"p2_b0\"></a>"_s));
    QCOMPARE(markdown.count(u"<DOCUMENT "_s), 2);
    QCOMPARE(markdown.count(u"</DOCUMENT>"_s), 2);
}

void RulesTest::envelope() {
    const QByteArray json = resultBytes(sandbox::Ruleset::Invoices, "Total: 5.00");
    const QByteArrayList order{"{\"collection_id\":", "\"verification_url\":null",
        "\"parse\":{\"markdown\":", "\"text\":\"Total: 5.00\"",
        "\"layout_confidence\":", "\"parse_confidence\":", "\"blocks\":[{\"id\":\"p1_b0\",\"type\":",
        "\"page\":1,\"bbox\":{\"x0\":", "\"classifications\":[{\"category\":", "\"splits\":[]",
        "\"extractions\":[{\"split_name\":null,\"partition\":null,\"fields\":{\"invoice_number\":",
        "\"extraction\":{\"invoice_number\":"};
    qsizetype last = -1;
    for (const QByteArray &piece : order) {
        const qsizetype at = json.indexOf(piece, last + 1);
        QVERIFY2(at > last, piece.constData());
        last = at;
    }
    const QJsonObject result = QJsonDocument::fromJson(json).object();
    QCOMPARE(result["extraction"_L1].toObject(), fieldsOf(result));
}

void RulesTest::givesUp() {
    const std::atomic_bool giveUp = true;
    const QList<documents::Page> pages = documents::read("Total: 5.00", u"x.txt"_s).pages;
    QVERIFY(sandbox::resultJson(sandbox::workflows().first(), {u"id"_s, {}, pages}, &giveUp).isEmpty());
}

void RulesTest::unknownPlaces() {
    documents::Line line;
    line.words = {{u"Total:"_s, {}}, {u"5.00"_s, {}}};
    const QByteArray json =
        sandbox::resultJson(sandbox::workflows().first(), {u"id"_s, {}, {{QSizeF(100, 100), {line}}}});
    QVERIFY(json.contains("\"bbox\":null"));
    QVERIFY(json.contains("\"total_amount\":{\"value\":5.00,"));
}
