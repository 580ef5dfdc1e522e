// SPDX-License-Identifier: MIT
#include "app/session/networkwatch.h"

#include <QNetworkInformation>

namespace session {

NetworkWatch::NetworkWatch(std::chrono::milliseconds rest, QObject *parent)
    : QObject(parent) {
    m_tryAgain.setSingleShot(true);
    m_tryAgain.setInterval(rest);
    connect(&m_tryAgain, &QTimer::timeout, this, [this] { setOffline(false); });
}

void NetworkWatch::watchSystem() {
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    const QNetworkInformation *system = QNetworkInformation::instance();
    const auto isDown = [](QNetworkInformation::Reachability reachability) {
        return reachability == QNetworkInformation::Reachability::Disconnected;
    };
    connect(system, &QNetworkInformation::reachabilityChanged, this,
        [this, isDown](
            QNetworkInformation::Reachability reachability) { setSystemDown(isDown(reachability)); });
    setSystemDown(isDown(system->reachability()));
}

void NetworkWatch::setSystemDown(bool down) {
    m_isSystemDown = down;
    if (!down)
        setOffline(false);
}

void NetworkWatch::noteCall(bool answered) {
    if (answered)
        setOffline(false);
    else if (m_isSystemDown)
        setOffline(true);
}

void NetworkWatch::setOffline(bool offline) {
    if (offline)
        m_tryAgain.start();
    else
        m_tryAgain.stop();
    if (offline == m_isOffline)
        return;
    m_isOffline = offline;
    emit offlineChanged(offline);
}

} // namespace session
