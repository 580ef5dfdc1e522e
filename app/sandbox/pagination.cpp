// SPDX-License-Identifier: MIT
#include "app/sandbox/pagination.h"

#include "app/sandbox/replies.h"

#include <QUrlQuery>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

constexpr qint64 DefaultPageSize = 20;
constexpr qint64 MostPageSize = 100;

struct Number {
    qint64 value = 0;
    std::optional<Fault> fault;
};

/// A whole number of at least 1, as the service's framework reads it from a query.
Number numberOf(const QUrlQuery &query, const QString &name, qint64 fallback) {
    if (!query.hasQueryItem(name))
        return {fallback, {}};
    QString text = query.queryItemValue(name, QUrl::FullyDecoded);
    const JsonArray location{u"query"_s, name};
    bool ok = false;
    const qint64 value = text.trimmed().toLongLong(&ok);
    if (!ok) {
        return {0, Fault{location, u"Input should be a valid integer, unable to parse string as an integer"_s,
                       u"int_parsing"_s, text, {}}};
    }
    if (value < 1) {
        return {0, Fault{location, u"Input should be greater than or equal to 1"_s, u"greater_than_equal"_s,
                       text, JsonObject{{u"ge"_s, 1}}}};
    }
    return {value, {}};
}

} // namespace

Reply pageReply(const QByteArray &query, qsizetype count, const std::function<Json(qsizetype)> &jsonOf) {
    const QUrlQuery items(QString::fromUtf8(query));
    const Number page = numberOf(items, u"page"_s, 1);
    if (page.fault)
        return validationReply(*page.fault);
    const Number size = numberOf(items, u"page_size"_s, DefaultPageSize);
    if (size.fault)
        return validationReply(*size.fault);
    const qint64 pageSize = std::min(size.value, MostPageSize);
    JsonArray results;
    // A page number near the end of the integers must not overflow.
    const qint64 first = page.value - 1 > count / pageSize ? count : (page.value - 1) * pageSize;
    for (qint64 i = first; i < std::min<qint64>(count, first + pageSize); ++i)
        results.add(jsonOf(i));
    return jsonReply(200, JsonObject{{u"count"_s, count}, {u"page"_s, page.value}, {u"page_size"_s, pageSize},
                              {u"results"_s, results}});
}

} // namespace sandbox
