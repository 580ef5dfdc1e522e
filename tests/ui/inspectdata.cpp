// SPDX-License-Identifier: MIT
#include "tests/ui/inspectdata.h"

#include <QDateTime>

using namespace Qt::StringLiterals;
using runs::RunState;

namespace testdata {

namespace {

QByteArray field(const char *name, const QByteArray &value, const QByteArray &confidence,
    const QByteArray &quote = {}, const QByteArray &override = "null") {
    const QByteArray evidence =
        quote.isEmpty() ? QByteArray() : "{\"text\":\"" + quote + "\",\"page_number\":1}";
    return "\"" + QByteArray(name) + "\":{\"value\":" + value + ",\"value_override\":" + override +
           ",\"verification_status\":\"not_verified\",\"confidence\":" + confidence + ",\"evidence\":[" +
           evidence + "]}";
}

} // namespace

qint64 start() {
    return QDateTime(QDate::currentDate(), QTime(14, 2, 5)).toMSecsSinceEpoch();
}

runs::Run run(RunState state, qint64 id) {
    runs::Run run;
    run.id = id;
    run.name = u"invoice-0847.pdf"_s;
    run.workflowName = u"Invoices"_s;
    run.workflowId = u"3f2a6a1e-8a1b-4a52-9a50-0d8b9fdd1f11"_s;
    run.state = state;
    run.size = 1'900'000;
    run.createdAt = start();
    if (state != RunState::Queued)
        run.uploadStartedAt = start() + 800;
    if (state != RunState::Queued && state != RunState::Uploading && state != RunState::Unconfirmed) {
        run.acceptedAt = start() + 1200;
        run.collectionId = u"0b9cfa71-9fd5-4d0e-8f0b-4be4d04b67a1"_s;
        run.versionId = u"FGaV4I2JAA"_s;
        run.statusWord = u"in_progress"_s;
        run.attempts = 3;
        run.lastAskedAt = start() + 8000;
        run.nextAskAt = start() + 17000;
        run.deadlineAt = start() + 900'000;
    }
    if (!run.isActive())
        run.endedAt = start() + 13'300;
    return run;
}

QByteArray invoice() {
    QByteArrayList fields{
        field("invoice_number", "\"INV-2024-0847\"", "97.0", "Invoice #INV-2024-0847"),
        field("issue_date", "\"2024-03-15\"", "96", "Date: 15 March 2024"),
        field("due_date", "\"2024-04-14\"", "95", "Due: 14 April 2024"),
        field("vendor", "\"ACME Corporation\"", "99", "ACME Corporation"),
        field("total_amount", "4087.50", "61", "Total: $4,087.50"),
        field("currency", "null", "12", {}, "\"USD\""),
        field("purchase_order", "12345678901234567890", "40.5", "PO 12345678901234567890"),
        field("discount", "null", "null"),
        field("notes", R"("two\nlines <img src='http://127.0.0.1:9/x.png'>")", "74.333", "two lines"),
        field("contact", "\"billing@acme.example\"", "88", "billing@acme.example"),
    };
    QByteArrayList rows;
    for (int i = 0; i < 8; ++i) {
        const QByteArray number = QByteArray::number(i);
        rows += "{" + field("description", "\"Bolt M" + number + "\"", "91.5", "Bolt M" + number) + "," +
                field("qty", "1" + number, "90") + "," + field("amount", "\"960.00\"", "9" + number) + "}";
    }
    fields += "\"line_items\":[" + rows.join(',') + "]";
    return "{\"collection_id\":\"0b9cfa71\",\"verification_url\":null,\"parse\":{\"markdown\":\"# INVOICE\"},"
           "\"splits\":[],\"extractions\":[{\"split_name\":null,\"partition\":null,\"fields\":{" +
           fields.join(',') + "}}],\"extraction\":null}";
}

results::ResultDocumentPtr document(const QByteArray &bytes) {
    return results::ResultDocument::fromBytes(bytes);
}

} // namespace testdata
