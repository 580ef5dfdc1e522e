// SPDX-License-Identifier: MIT
#include "tests/sandbox/tst_samples.h"

#include "app/documents/documentreader.h"
#include "tests/sandbox/extraction.h"

#include <QFile>
#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace support;

namespace {

QByteArray sample(const QString &name) {
    QFile file(QStringLiteral(SAMPLES_DIR "/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void collectEvidence(const QJsonValue &value, QList<QJsonObject> &evidence) {
    if (value.isArray()) {
        for (const QJsonValue item : value.toArray())
            collectEvidence(item, evidence);
        return;
    }
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member.key() == "evidence"_L1) {
            for (const QJsonValue item : member->toArray())
                evidence << item.toObject();
        } else {
            collectEvidence(*member, evidence);
        }
    }
}

} // namespace

void SamplesTest::evidenceIsTrue_data() {
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<int>("ruleset");
    for (const QString &name : {u"invoice-0847.pdf"_s, u"letter.md"_s, u"receipt.txt"_s}) {
        for (const sandbox::Workflow &workflow : sandbox::workflows())
            QTest::addRow("%s, %s", qPrintable(name), qPrintable(workflow.name))
                << name << int(workflow.ruleset);
    }
}

void SamplesTest::evidenceIsTrue() {
    QFETCH(QString, fileName);
    QFETCH(int, ruleset);
    const QByteArray bytes = sample(fileName);
    const QList<documents::Page> pages = documents::read(bytes, fileName).pages;
    QList<QJsonObject> evidence;
    collectEvidence(resultOf(sandbox::Ruleset(ruleset), bytes, fileName)["extractions"_L1], evidence);
    QVERIFY(!evidence.isEmpty());
    for (const QJsonObject &quote : std::as_const(evidence)) {
        const int page = quote["page_number"_L1].toInt();
        QVERIFY(page >= 1 && page <= pages.size());
        QVERIFY2(pages[page - 1].text().contains(quote["text"_L1].toString()),
            qPrintable(quote["text"_L1].toString()));
    }
}

void SamplesTest::invoice() {
    const QJsonObject fields =
        fieldsOf(resultOf(sandbox::Ruleset::Invoices, sample(u"invoice-0847.pdf"_s), u"i.pdf"_s));
    const QList<std::pair<QString, QString>> expected{{u"invoice_number"_s, u"INV-2024-0847"_s},
        {u"issue_date"_s, u"2024-03-15"_s}, {u"due_date"_s, u"2024-04-14"_s},
        {u"vendor"_s, u"Brindle & Moss Workshop Supplies"_s}, {u"customer"_s, u"Harbour Lane Cycles"_s},
        {u"currency"_s, u"USD"_s}, {u"subtotal"_s, u"3750"_s}, {u"tax"_s, u"337.5"_s},
        {u"total_amount"_s, u"4087.5"_s}};
    for (const auto &[name, value] : expected)
        QCOMPARE(textOf(fields[name]), value);
    QCOMPARE(fields["total_amount"_L1]["evidence"_L1][0]["text"_L1].toString(), u"Total due $4,087.50"_s);
    QCOMPARE(fields["total_amount"_L1]["evidence"_L1][0]["page_number"_L1].toInt(), 2);
    const QStringList items{u"Torque wrench set, 3/8 inch drive | 6 | 89.5 | 537"_s,
        u"Bearing puller kit | 4 | 64.25 | 257"_s, u"Precision caliper, 150 mm | 8 | 42 | 336"_s,
        u"Workbench vice, 125 mm | 3 | 118 | 354"_s, u"Chain alignment gauge | 12 | 17.75 | 213"_s,
        u"Hydraulic brake bleed kit | 5 | 38.4 | 192"_s, u"Spoke tension meter | 2 | 74.9 | 149.8"_s,
        u"Truing stand, professional, with digital dial indicators | 2 | 245 | 490"_s,
        u"Assembly grease, 1 kg tub | 10 | 14.3 | 143"_s, u"Cable cutter, hardened jaws | 6 | 31.2 | 187.2"_s,
        u"Parts washer fluid, 5 litres | 9 | 22.6 | 203.4"_s,
        u"Nitrile gloves, box of 100 | 20 | 9.85 | 197"_s, u"Shop towels, roll of 200 | 24 | 4.15 | 99.6"_s,
        u"Calibration service with certificate | 2 | 120 | 240"_s,
        u"On-site training, half a day | 1 | 151 | 151"_s};
    QCOMPARE(rowsOf(fields["line_items"_L1], itemColumns()), items);
    QCOMPARE(fields["line_items"_L1][11]["amount"_L1]["evidence"_L1][0]["page_number"_L1].toInt(), 1);
    QCOMPARE(fields["line_items"_L1][12]["amount"_L1]["evidence"_L1][0]["page_number"_L1].toInt(), 2);
    double sum = 0;
    for (const QJsonValue item : fields["line_items"_L1].toArray())
        sum += item["amount"_L1]["value"_L1].toDouble();
    QCOMPARE(sum, 3750.0);
}

void SamplesTest::letter() {
    const QJsonObject fields =
        fieldsOf(resultOf(sandbox::Ruleset::Contacts, sample(u"letter.md"_s), u"l.md"_s));
    const QList<std::pair<QString, QString>> expected{{u"name"_s, u"Jonah Calloway"_s},
        {u"job_title"_s, u"Equipment Officer"_s}, {u"organisation"_s, u"Tidewater Rowing Society"_s},
        {u"email"_s, u"j.calloway@tidewater-rowing.example"_s}, {u"phone"_s, u"+1 207 555 0142"_s},
        {u"website"_s, u"https://www.tidewater-rowing.example"_s},
        {u"address"_s, u"14 Boathouse Lane, Port Ellery, ME 04099"_s}, {u"date"_s, u"2024-09-17"_s}};
    for (const auto &[name, value] : expected)
        QCOMPARE(textOf(fields[name]), value);
}

void SamplesTest::receipt() {
    const QJsonObject fields = fieldsOf(resultOf(sandbox::Ruleset::Invoices, sample(u"receipt.txt"_s)));
    QCOMPARE(textOf(fields["invoice_number"_L1]), u"R-20418"_s);
    QCOMPARE(textOf(fields["vendor"_L1]), u"THE COPPER KETTLE"_s);
    QCOMPARE(textOf(fields["currency"_L1]), u"GBP"_s);
    QCOMPARE(textOf(fields["total_amount"_L1]), u"61.02"_s);
    QCOMPARE(rowsOf(fields["line_items"_L1], itemColumns()),
        QStringList({u"Flat white | 2 | 3.8 | 7.6"_s, u"Oat porridge | 1 | 5.25 | 5.25"_s,
            u"Cheese scone | 3 | 2.9 | 8.7"_s, u"Marmalade, 340 g | 1 | 6.5 | 6.5"_s,
            u"Tea, loose, 250 g | 2 | 11.4 | 22.8"_s}));
}
