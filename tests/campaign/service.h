// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/misbehaviour.h"
#include "tests/campaign/audit.h"

#include <QProcess>
#include <QUrl>

namespace campaign {

/// anyformat-sandbox in a process of its own, that misbehaves for as long as it is told to.
class Service {
public:
    Service(const QString &misbehaviour, quint32 seed);
    ~Service();
    Q_DISABLE_COPY_MOVE(Service)

    QUrl url() const { return m_url; }
    /// How often it did each of the things it was told to do.
    QMap<QString, int> misdeeds();
    void behave();
    QList<Received> received();

private:
    QByteArray ask(const QByteArray &method, const QByteArray &path);

    QProcess m_process;
    sandbox::Misbehaviour m_told;
    QUrl m_url;
};

} // namespace campaign
