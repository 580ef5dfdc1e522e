// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace session {

/// Whether there is a network. What the system says is not believed alone (of a network it does not manage,
/// it knows nothing): only when a call has failed besides, and for a minute at most; then one call more
/// tries.
class NetworkWatch : public QObject {
    Q_OBJECT

public:
    /// `rest`: how long nothing is tried when nobody says that the network is back.
    explicit NetworkWatch(
        std::chrono::milliseconds rest = std::chrono::minutes(1), QObject *parent = nullptr);

    /// Listens to the system, where it can tell.
    void watchSystem();
    bool isOffline() const { return m_isOffline; }

public slots:
    void setSystemDown(bool down);
    /// A call to a service elsewhere was answered, or found no way to it.
    void noteCall(bool answered);

signals:
    void offlineChanged(bool offline);

private:
    void setOffline(bool offline);

    QTimer m_tryAgain;
    bool m_isSystemDown = false;
    bool m_isOffline = false;
};

} // namespace session
