// SPDX-License-Identifier: MIT
#include "app/sandbox/receivedlog.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace sandbox {

ReceivedLog::Item ReceivedLog::describe(const QString &workflowId, const Submission &submission) {
    return {{}, workflowId, submission.isFile ? submission.fileName : QString(), submission.bytes.size(),
        QCryptographicHash::hash(submission.bytes, QCryptographicHash::Sha256).toHex(),
        QDateTime::currentDateTimeUtc(), false};
}

qsizetype ReceivedLog::add(Item item) {
    const std::scoped_lock lock(m_mutex);
    m_items.append(std::move(item));
    return m_items.size() - 1;
}

void ReceivedLog::setAnswered(qsizetype place) {
    const std::scoped_lock lock(m_mutex);
    m_items[place].answered = true;
}

Json ReceivedLog::json() const {
    QList<Item> items;
    {
        const std::scoped_lock lock(m_mutex);
        items = m_items;
    }
    JsonArray results;
    for (const Item &item : std::as_const(items)) {
        results.add(JsonObject{{u"collection_id"_s, item.collectionId}, {u"workflow_id"_s, item.workflowId},
            {u"file_name"_s, Json::orNull(item.fileName)}, {u"size"_s, item.size},
            {u"sha256"_s, QString::fromLatin1(item.sha256)},
            {u"received_at"_s, item.receivedAt.toString(Qt::ISODateWithMs)}, {u"answered"_s, item.answered}});
    }
    return JsonObject{{u"count"_s, items.size()}, {u"results"_s, results}};
}

} // namespace sandbox
