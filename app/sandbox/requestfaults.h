// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/collections.h"
#include "app/sandbox/faults.h"
#include "app/sandbox/httpmessages.h"
#include "app/sandbox/routes.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace sandbox {

/// What goes wrong with one request: asked at each place where something can, in the order of the members.
class RequestFaults {
public:
    RequestFaults(Faults &faults, const Route &route, const Request &request);

    /// A reply instead of the answer; nothing is to be done then.
    std::optional<Reply> refusal();
    /// Of a submission whose body is to be read next: reads some of it; the reply ends the connection.
    std::optional<Reply> cutUpload();
    /// Of the collection that is to be made.
    Fate fate();
    /// `status` of a collection as it is to be shown.
    QString status(const QString &status);
    /// A time of a collection as it is to be shown: ISO 8601.
    QString time(const QDateTime &time) const;
    /// How the finished reply is handed over.
    void spoil(Reply &reply);

private:
    std::optional<Faults::Draw> draw(Quirk quirk);

    Faults &m_faults;
    const Request &m_request;
    const Endpoint m_endpoint;
    std::chrono::seconds m_skew{0};
    QByteArrayList m_happened;
};

} // namespace sandbox
