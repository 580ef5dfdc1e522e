// SPDX-License-Identifier: MIT
#include "tests/settings/secretservicecontrol.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QDBusVariant>

#include <csignal>

using namespace Qt::StringLiterals;

/// The Secret structure of the Secret Service specification.
struct Secret {
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
};
Q_DECLARE_METATYPE(Secret)

QDBusArgument &operator<<(QDBusArgument &argument, const Secret &secret);
const QDBusArgument &operator>>(const QDBusArgument &argument, Secret &secret);

QDBusArgument &operator<<(QDBusArgument &argument, const Secret &secret) {
    argument.beginStructure();
    argument << secret.session << secret.parameters << secret.value << secret.contentType;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, Secret &secret) {
    argument.beginStructure();
    argument >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    argument.endStructure();
    return argument;
}

namespace secretservice {

namespace {

QDBusMessage call(const QString &interface, const QString &method, const QVariantList &arguments) {
    QDBusMessage message = QDBusMessage::createMethodCall(
        u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s, interface, method);
    message.setArguments(arguments);
    return QDBusConnection::sessionBus().call(message, QDBus::Block, 5000);
}

QDBusObjectPath defaultCollection() {
    const QDBusReply<QDBusObjectPath> reply =
        call(u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s, {u"default"_s});
    return reply.value();
}

} // namespace

bool lockDefaultCollection() {
    const QList<QDBusObjectPath> collections = {defaultCollection()};
    return call(u"org.freedesktop.Secret.Service"_s, u"Lock"_s, {QVariant::fromValue(collections)}).type() ==
           QDBusMessage::ReplyMessage;
}

bool unlockDefaultCollection(const QByteArray &password) {
    qDBusRegisterMetaType<Secret>();
    const QDBusMessage session = call(u"org.freedesktop.Secret.Service"_s, u"OpenSession"_s,
        {u"plain"_s, QVariant::fromValue(QDBusVariant(QString()))});
    if (session.type() != QDBusMessage::ReplyMessage)
        return false;
    const Secret secret{session.arguments().at(1).value<QDBusObjectPath>(), {}, password, u"text/plain"_s};
    return call(u"org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"_s, u"UnlockWithMasterPassword"_s,
               {QVariant::fromValue(defaultCollection()), QVariant::fromValue(secret)})
               .type() == QDBusMessage::ReplyMessage;
}

Freezer::Freezer() {
    const auto pid = QDBusConnection::sessionBus().interface()->servicePid(u"org.freedesktop.secrets"_s);
    if (pid.isValid() && ::kill(static_cast<pid_t>(pid.value()), SIGSTOP) == 0)
        m_pid = static_cast<pid_t>(pid.value());
}

Freezer::~Freezer() {
    thaw();
}

void Freezer::thaw() {
    if (m_pid > 0)
        ::kill(m_pid, SIGCONT);
    m_pid = 0;
}

} // namespace secretservice
