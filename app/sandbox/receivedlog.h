// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/collections.h"
#include "app/sandbox/json.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <mutex>

namespace sandbox {

/// Every submission that a collection was made of, in the order in which they were taken. Nothing is ever
/// taken out of it. Used by several threads.
class ReceivedLog {
public:
    struct Item {
        QString collectionId;
        QString workflowId;
        QString fileName; ///< null for a text
        qint64 size = 0;
        QByteArray sha256; ///< of the file or text, in hex
        QDateTime receivedAt;
        bool answered = false; ///< the whole reply was handed to the socket
    };

    /// All but the collection's id, of a submission that has just come.
    static Item describe(const QString &workflowId, const Submission &submission);

    /// Returns its place.
    qsizetype add(Item item);
    void setAnswered(qsizetype place);
    /// `{count, results: [{collection_id, workflow_id, file_name, size, sha256, received_at, answered}]}`
    Json json() const;

private:
    mutable std::mutex m_mutex;
    QList<Item> m_items;
};

} // namespace sandbox
