// SPDX-License-Identifier: MIT
#include "app/sandbox/workflows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

QString withCaveat(const QString &what) {
    return what + u" Found by plain rules, on this computer: this is not AnyFormat's extraction."_s;
}

Workflow invoices() {
    const FieldDefinition lineItems{u"line_items"_s, u"One row per position."_s, u"object"_s,
        {{u"description"_s, u"What was delivered or done."_s, u"string"_s, {}, {}},
            {u"quantity"_s, u"How many."_s, u"float"_s, {}, {}},
            {u"unit_price"_s, u"Price of one."_s, u"float"_s, {}, {}},
            {u"amount"_s, u"Price of the position."_s, u"float"_s, {}, {}}},
        {}};
    return {u"5a4db0c1-0001-4c00-8000-000000000001"_s, u"Invoices"_s,
        withCaveat(u"Invoices and receipts: numbers, dates, parties, totals and positions."_s), u"sbx1inv"_s,
        Ruleset::Invoices,
        {{u"invoice_number"_s, u"The number that the vendor gave the invoice."_s, u"string"_s, {}, {}},
            {u"issue_date"_s, u"The date of the invoice."_s, u"date"_s, {}, {}},
            {u"due_date"_s, u"The date by which it is to be paid."_s, u"date"_s, {}, {}},
            {u"vendor"_s, u"Who wants the money."_s, u"string"_s, {}, {}},
            {u"customer"_s, u"Who is to pay."_s, u"string"_s, {}, {}},
            {u"currency"_s, u"The currency of the amounts."_s, u"enum"_s, {},
                {u"USD"_s, u"EUR"_s, u"GBP"_s, u"CHF"_s, u"JPY"_s}},
            {u"subtotal"_s, u"The sum before tax."_s, u"float"_s, {}, {}},
            {u"tax"_s, u"Sales tax or VAT."_s, u"float"_s, {}, {}},
            {u"total_amount"_s, u"What is to be paid."_s, u"float"_s, {}, {}}, lineItems}};
}

Workflow contacts() {
    return {u"5a4db0c1-0002-4c00-8000-000000000002"_s, u"Contacts"_s,
        withCaveat(u"Letters and business cards: whom to write to and how to reach them."_s), u"sbx1con"_s,
        Ruleset::Contacts,
        {{u"name"_s, u"The person."_s, u"string"_s, {}, {}},
            {u"job_title"_s, u"What the person does."_s, u"string"_s, {}, {}},
            {u"organisation"_s, u"The company or body."_s, u"string"_s, {}, {}},
            {u"email"_s, u"The first e-mail address."_s, u"string"_s, {}, {}},
            {u"phone"_s, u"The first telephone number."_s, u"string"_s, {}, {}},
            {u"website"_s, u"The first web address."_s, u"string"_s, {}, {}},
            {u"address"_s, u"Street and town."_s, u"string"_s, {}, {}},
            {u"date"_s, u"The date of the letter."_s, u"date"_s, {}, {}}}};
}

Workflow anyDocument() {
    return {u"5a4db0c1-0003-4c00-8000-000000000003"_s, u"Any document"_s,
        withCaveat(
            u"Whatever is written as \"label: value\", and every date, amount and e-mail address. Labels "
            u"found become fields of their own."_s),
        u"sbx1any"_s, Ruleset::AnyDocument,
        {{u"title"_s, u"The first heading."_s, u"string"_s, {}, {}},
            {u"dates"_s, u"Every date."_s, u"object"_s, {{u"date"_s, u"As ISO 8601."_s, u"date"_s, {}, {}}},
                {}},
            {u"amounts"_s, u"Every amount of money."_s, u"object"_s,
                {{u"amount"_s, u"The number."_s, u"float"_s, {}, {}},
                    {u"currency"_s, u"Its currency where it is written."_s, u"string"_s, {}, {}}},
                {}},
            {u"emails"_s, u"Every e-mail address."_s, u"object"_s,
                {{u"email"_s, u"The address."_s, u"string"_s, {}, {}}}, {}}}};
}

Json fieldJson(const FieldDefinition &field) {
    JsonObject json{
        {u"name"_s, field.name}, {u"description"_s, field.description}, {u"data_type"_s, field.dataType}};
    if (!field.nested.isEmpty()) {
        JsonArray nested;
        for (const FieldDefinition &child : field.nested)
            nested.add(fieldJson(child));
        json.add(u"nested_fields"_s, nested);
    }
    if (!field.options.isEmpty()) {
        JsonArray options;
        for (const QString &option : field.options)
            options.add(JsonObject{{u"name"_s, option}, {u"description"_s, option}});
        json.add(u"enum_options"_s, options);
    }
    return json;
}

} // namespace

const QList<Workflow> &workflows() {
    static const QList<Workflow> all{invoices(), contacts(), anyDocument()};
    return all;
}

const Workflow *findWorkflow(const QString &id) {
    const auto found = std::find_if(workflows().cbegin(), workflows().cend(),
        [&id](const Workflow &workflow) { return workflow.id == id; });
    return found == workflows().cend() ? nullptr : &*found;
}

Json workflowJson(const Workflow &workflow) {
    JsonArray fields;
    for (const FieldDefinition &field : workflow.fields)
        fields.add(fieldJson(field));
    const QString written = u"2026-01-05T09:00:00Z"_s; // the rules are part of the program
    return JsonObject{{u"id"_s, workflow.id}, {u"name"_s, workflow.name},
        {u"description"_s, workflow.description}, {u"created_at"_s, written}, {u"updated_at"_s, written},
        {u"fields"_s, fields}};
}

} // namespace sandbox
