// SPDX-License-Identifier: MIT
#include "app/runs/ledgerrows.h"

#include <QStringList>
#include <QVariant>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

/// One column of `runs`: its name, and how it moves between a Run and a value.
struct Column {
    const char *name;
    QVariant (*read)(const Run &);
    void (*write)(Run &, const QVariant &);
};

#define COLUMN_TEXT(column, member)                                                                          \
    {                                                                                                        \
        column, [](const Run &run) { return QVariant(run.member.isNull() ? u""_s : run.member); },           \
            [](Run &run, const QVariant &value) {                                                            \
                run.member = value.toString();                                                               \
            }                                                                                                \
    }
#define COLUMN_NUMBER(column, member)                                                                        \
    {                                                                                                        \
        column, [](const Run &run) { return QVariant(qint64(run.member)); },                                 \
            [](Run &run, const QVariant &value) {                                                            \
                run.member = static_cast<decltype(run.member)>(value.toLongLong());                          \
            }                                                                                                \
    }

const Column columns[] = {
    COLUMN_TEXT("profile", profile),
    COLUMN_TEXT("workflow_id", workflowId),
    COLUMN_TEXT("workflow_name", workflowName),
    COLUMN_NUMBER("kind", kind),
    COLUMN_TEXT("name", name),
    COLUMN_TEXT("path", path),
    COLUMN_NUMBER("size", size),
    COLUMN_NUMBER("state", state),
    COLUMN_TEXT("collection_id", collectionId),
    COLUMN_TEXT("version_id", versionId),
    COLUMN_TEXT("status_word", statusWord),
    COLUMN_NUMBER("created_at", createdAt),
    COLUMN_NUMBER("upload_started_at", uploadStartedAt),
    COLUMN_NUMBER("accepted_at", acceptedAt),
    COLUMN_NUMBER("ended_at", endedAt),
    COLUMN_NUMBER("deadline_at", deadlineAt),
    COLUMN_NUMBER("last_asked_at", lastAskedAt),
    COLUMN_NUMBER("next_ask_at", nextAskAt),
    COLUMN_NUMBER("attempts", attempts),
    COLUMN_TEXT("message", message),
    COLUMN_TEXT("detail", detail),
    COLUMN_TEXT("remedy", remedy),
    COLUMN_TEXT("request_id", requestId),
    COLUMN_NUMBER("http_status", httpStatus),
    COLUMN_NUMBER("result_size", resultSize),
    COLUMN_TEXT("content_hash", contentHash),
    COLUMN_NUMBER("linked_run", linkedRun),
    COLUMN_NUMBER("bytes_sent", bytesSent),
    COLUMN_NUMBER("bytes_total", bytesTotal),
};

#undef COLUMN_TEXT
#undef COLUMN_NUMBER

constexpr std::array lasting{"profile"_L1, "workflow_id"_L1, "workflow_name"_L1, "kind"_L1, "name"_L1,
    "path"_L1, "size"_L1, "created_at"_L1, "content_hash"_L1, "linked_run"_L1};

QString columnsThat(bool last, const char *format, const QString &between) {
    QStringList names;
    for (const Column &column : columns) {
        const QLatin1StringView name(column.name);
        if ((std::find(lasting.cbegin(), lasting.cend(), name) != lasting.cend()) == last)
            names << QString::fromLatin1(format).arg(name);
    }
    return names.join(between);
}

} // namespace

QString lastingColumns(const char *format, const QString &between) {
    return columnsThat(true, format, between);
}

QString changingColumns(const char *format) {
    return columnsThat(false, format, u", "_s);
}

QString runColumns(const char *format) {
    QStringList names;
    for (const Column &column : columns)
        names << QString::fromLatin1(format).arg(QLatin1StringView(column.name));
    return names.join(u", "_s);
}

void bindRun(QSqlQuery &query, const Run &run) {
    for (const Column &column : columns)
        query.bindValue(u':' + QString::fromLatin1(column.name), column.read(run));
}

Run readRun(const QSqlQuery &query) {
    Run run;
    run.id = query.value(0).toLongLong();
    int at = 1;
    for (const Column &column : columns)
        column.write(run, query.value(at++));
    return run;
}

TimelineEntry readEntry(const QSqlQuery &query) {
    TimelineEntry entry;
    entry.at = query.value(0).toLongLong();
    entry.lastAt = query.value(1).toLongLong();
    entry.times = query.value(2).toInt();
    entry.kind = Event::Kind(query.value(3).toInt());
    entry.httpStatus = query.value(4).toInt();
    entry.requestId = query.value(5).toString();
    entry.duration = query.value(6).toLongLong();
    entry.words = query.value(7).toString();
    return entry;
}

} // namespace runs
