// SPDX-License-Identifier: MIT
#include "app/sandbox/extraction/result.h"

#include "app/sandbox/extraction/blocks.h"
#include "app/sandbox/extraction/contactpatterns.h"
#include "app/sandbox/extraction/rules.h"

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

// Rules of thumb: a text layer is what was written; how lines form blocks is a guess.
constexpr int ParseConfidence = 99;
constexpr int LayoutConfidence = 90;

QString typeName(Block::Type type) {
    switch (type) {
    case Block::Title:
        return u"title"_s;
    case Block::SectionHeader:
        return u"section-header"_s;
    case Block::Table:
        return u"table"_s;
    case Block::Text:
        break;
    }
    return u"text"_s;
}

JsonArray linksIn(const QString &content) {
    JsonArray links;
    const QList<FoundText> urls = findUrls(content);
    for (const FoundText &url : urls) {
        const QString uri =
            url.text.startsWith("www."_L1, Qt::CaseInsensitive) ? u"https://"_s + url.text : url.text;
        links.add(JsonObject{{u"text"_s, url.text}, {u"uri"_s, uri}});
    }
    return links;
}

Json rowsJson(const Block &block) {
    if (block.type != Block::Table)
        return {};
    JsonArray rows;
    for (qsizetype r = 0; r < block.rows.size(); ++r) {
        JsonArray cells;
        for (qsizetype c = 0; c < block.rows[r].size(); ++c)
            cells.add(JsonObject{{u"cell_id"_s, u"r%1c%2"_s.arg(r).arg(c)}, {u"text"_s, block.rows[r][c]}});
        rows.add(cells);
    }
    return rows;
}

Json boxJson(const QRectF &box) {
    if (box.isEmpty())
        return {}; // its place is not known
    return JsonObject{
        {u"x0"_s, box.left()}, {u"y0"_s, box.top()}, {u"x1"_s, box.right()}, {u"y1"_s, box.bottom()}};
}

Json blockJson(const Block &block) {
    return JsonObject{{u"id"_s, block.id}, {u"type"_s, typeName(block.type)}, {u"page"_s, block.page},
        {u"bbox"_s, boxJson(block.box)}, {u"content"_s, block.content},
        {u"layout_confidence"_s, LayoutConfidence}, {u"parse_confidence"_s, ParseConfidence},
        {u"hyperlinks"_s, linksIn(block.content)}, {u"image_base64"_s, nullptr},
        {u"rows"_s, rowsJson(block)}};
}

Json parseJson(const QList<Block> &blocks, const ReadDocument &document) {
    JsonArray blockList;
    for (const Block &block : blocks)
        blockList.add(blockJson(block));
    QStringList texts;
    for (const documents::Page &page : document.pages)
        texts << page.text();
    return JsonObject{{u"markdown"_s, markdownOf(blocks, document.collectionId)},
        {u"text"_s, texts.join(u"\n\n"_s)}, {u"layout_confidence"_s, LayoutConfidence},
        {u"parse_confidence"_s, ParseConfidence}, {u"blocks"_s, blockList}};
}

JsonObject fieldsOf(const Workflow &workflow, const Source &source, const QList<Table> &tables) {
    switch (workflow.ruleset) {
    case Ruleset::Invoices:
        return invoiceFields(source, tables);
    case Ruleset::Contacts:
        return contactFields(source);
    case Ruleset::AnyDocument:
        break;
    }
    return anyFields(source, tables);
}

} // namespace

QByteArray resultJson(
    const Workflow &workflow, const ReadDocument &document, const std::atomic_bool *giveUp) {
    const auto givenUp = [giveUp] {
        return giveUp && *giveUp;
    };
    const Source source = givenUp() ? Source() : sourceOf(document.pages);
    const QList<Table> tables = givenUp() ? QList<Table>() : findTables(source);
    const JsonObject fields = givenUp() ? JsonObject() : fieldsOf(workflow, source, tables);
    const Json parse = givenUp() ? Json() : parseJson(blocksOf(source, tables), document);
    if (givenUp())
        return {};
    return JsonObject{{u"collection_id"_s, document.collectionId}, {u"verification_url"_s, nullptr},
        {u"parse"_s, parse}, {u"classifications"_s, classificationsOf(source)}, {u"splits"_s, JsonArray()},
        {u"extractions"_s, JsonArray{JsonObject{{u"split_name"_s, nullptr}, {u"partition"_s, nullptr},
                               {u"fields"_s, fields}}}},
        {u"extraction"_s, fields}}
        .text();
}

} // namespace sandbox
