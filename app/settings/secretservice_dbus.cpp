// SPDX-License-Identifier: MIT
#include "app/settings/secretservice.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace settings {

namespace {

using Done = std::function<void(SecretServiceState)>;

QDBusPendingCallWatcher *call(const QString &path, const QString &interface, const QString &method,
    const QVariantList &arguments, std::chrono::milliseconds timeout, QObject *context) {
    QDBusMessage message =
        QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, path, interface, method);
    message.setArguments(arguments);
    message.setAutoStartService(false);
    return new QDBusPendingCallWatcher(
        QDBusConnection::sessionBus().asyncCall(message, static_cast<int>(timeout.count())), context);
}

SecretServiceState afterError(const QDBusError &error) {
    const bool silent = error.type() == QDBusError::NoReply || error.type() == QDBusError::Timeout ||
                        error.type() == QDBusError::TimedOut;
    return silent ? SecretServiceState::Silent : SecretServiceState::Absent;
}

void askLocked(const QString &collection, std::chrono::milliseconds timeout, QObject *context, Done done) {
    auto *watcher = call(collection, u"org.freedesktop.DBus.Properties"_s, u"Get"_s,
        {u"org.freedesktop.Secret.Collection"_s, u"Locked"_s}, timeout, context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, [watcher, done] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isError())
            return done(afterError(reply.error()));
        done(reply.value().variant().toBool() ? SecretServiceState::Locked : SecretServiceState::Unlocked);
    });
}

} // namespace

void askSecretService(std::chrono::milliseconds timeout, QObject *context, Done done) {
    if (!QDBusConnection::sessionBus().isConnected()) {
        QTimer::singleShot(0, context, [done] { done(SecretServiceState::Absent); });
        return;
    }
    auto *watcher = call(u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s,
        {u"default"_s}, timeout, context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, [watcher, timeout, context, done] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
        if (reply.isError())
            return done(afterError(reply.error()));
        const QString collection = reply.value().path();
        if (collection == "/"_L1)
            return done(SecretServiceState::NoCollection);
        askLocked(collection, timeout, context, done);
    });
}

} // namespace settings
