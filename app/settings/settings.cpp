// SPDX-License-Identifier: MIT
#include "app/settings/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace settings {

namespace {

constexpr int usualThreshold = 80;
constexpr std::array appearances = {"system"_L1, "light"_L1, "dark"_L1};

/// A name that may hold "/" or ":" as one level of a QSettings key.
QString keyFor(QLatin1StringView group, const QString &name) {
    return group + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(name));
}

QString watchKey(const QString &profileId, const QString &workflowId) {
    return keyFor("watch"_L1, profileId) + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(workflowId)) +
           u'/';
}

QString trimmedValue(const QProcessEnvironment &environment, const QString &name) {
    return environment.value(name).trimmed();
}

QUrl withoutSecrets(const QUrl &url) {
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

std::unique_ptr<QSettings> openStore(const QString &path) {
    auto store = std::make_unique<QSettings>(path, QSettings::IniFormat);
    store->allKeys(); // sections are parsed when they are first looked at
    // A format error would stick to the object and hide every later write error.
    if (store->status() != QSettings::FormatError)
        return store;
    store.reset();
    const QString aside = path + ".damaged"_L1;
    QFile::remove(aside);
    QFile::rename(path, aside);
    return std::make_unique<QSettings>(path, QSettings::IniFormat);
}

} // namespace

QString origin(const QUrl &url) {
    const QString scheme = url.scheme().toLower();
    const bool tls = scheme == "https"_L1;
    if ((!tls && scheme != "http"_L1) || url.host().isEmpty())
        return {};
    QUrl bare;
    bare.setScheme(scheme);
    bare.setHost(url.host().toLower());
    const int own = tls ? 443 : 80;
    if (url.port(own) != own)
        bare.setPort(url.port());
    return bare.toString(QUrl::FullyEncoded);
}

QString profileId(Profile profile, const QUrl &baseUrl) {
    return profile == Profile::Sandbox ? u"sandbox"_s : origin(baseUrl);
}

Settings::Settings(const QString &dataDir, const QProcessEnvironment &environment, QObject *parent)
    : QObject(parent)
    , m_dataDir(dataDir)
    , m_environment(environment) {
    if (!QFileInfo::exists(m_dataDir) && QDir().mkpath(m_dataDir))
        QFile::setPermissions(m_dataDir, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_store = openStore(QDir(m_dataDir).filePath(u"settings.ini"_s));
}

Settings::~Settings() = default;

Profile Settings::profile() const {
    if (m_startProfile)
        return *m_startProfile;
    const QString chosen = m_store->value("profile"_L1).toString();
    if (chosen == "sandbox"_L1)
        return Profile::Sandbox;
    if (chosen == "service"_L1 || baseUrlFromEnvironment() || !environmentKey().isEmpty())
        return Profile::Service;
    return Profile::Sandbox;
}

void Settings::setProfile(Profile profile) {
    const Profile before = this->profile();
    m_startProfile.reset();
    write(u"profile"_s, profile == Profile::Sandbox ? u"sandbox"_s : u"service"_s);
    if (profile != before)
        emit profileChanged();
}

QUrl Settings::baseUrl() const {
    if (baseUrlFromEnvironment())
        return withoutSecrets(QUrl(trimmedValue(m_environment, u"ANYFORMAT_BASE_URL"_s)));
    const QUrl chosen(m_store->value("baseUrl"_L1).toString());
    return origin(chosen).isEmpty() ? QUrl(u"https://api.anyformat.ai"_s) : withoutSecrets(chosen);
}

bool Settings::baseUrlFromEnvironment() const {
    return !trimmedValue(m_environment, u"ANYFORMAT_BASE_URL"_s).isEmpty();
}

void Settings::setBaseUrl(const QUrl &url) {
    const QUrl before = baseUrl();
    write(u"baseUrl"_s, url.isEmpty() ? QVariant() : QVariant(withoutSecrets(url).toString()));
    if (baseUrl() != before)
        emit baseUrlChanged();
}

QString Settings::environmentKey() const {
    return trimmedValue(m_environment, u"ANYFORMAT_API_KEY"_s);
}

QString Settings::workflowId(const QString &profileId) const {
    return m_store->value(keyFor("workflow"_L1, profileId)).toString();
}

void Settings::setWorkflowId(const QString &profileId, const QString &workflowId) {
    write(keyFor("workflow"_L1, profileId), workflowId);
}

QList<Watch> Settings::watches(const QString &profileId) const {
    const QString group = keyFor("watch"_L1, profileId);
    QList<Watch> all;
    m_store->beginGroup(group);
    const QStringList ids = m_store->childGroups();
    m_store->endGroup();
    for (const QString &id : ids) {
        const Watch one = watch(profileId, QUrl::fromPercentEncoding(id.toLatin1()));
        if (!one.folder.isEmpty())
            all << one;
    }
    std::sort(all.begin(), all.end(),
        [](const Watch &a, const Watch &b) { return a.workflowName.localeAwareCompare(b.workflowName) < 0; });
    return all;
}

Watch Settings::watch(const QString &profileId, const QString &workflowId) const {
    const QString place = watchKey(profileId, workflowId);
    Watch watch;
    watch.workflowId = workflowId;
    watch.workflowName = m_store->value(place + "name"_L1).toString();
    watch.folder = m_store->value(place + "folder"_L1).toString();
    watch.on = !watch.folder.isEmpty() && m_store->value(place + "on"_L1).toBool();
    watch.since = m_store->value(place + "since"_L1).toLongLong();
    watch.leaveOut = m_store->value(place + "leaveOut"_L1).toBool();
    return watch;
}

void Settings::setWatch(const QString &profileId, const Watch &watch) {
    if (watch.workflowId.isEmpty() || watch == this->watch(profileId, watch.workflowId))
        return;
    const QString place = watchKey(profileId, watch.workflowId);
    if (watch.folder.isEmpty()) {
        m_store->remove(place.chopped(1));
    } else {
        m_store->setValue(place + "name"_L1, watch.workflowName);
        m_store->setValue(place + "folder"_L1, watch.folder);
        m_store->setValue(place + "on"_L1, watch.on);
        m_store->setValue(place + "since"_L1, watch.since);
        m_store->setValue(place + "leaveOut"_L1, watch.leaveOut);
    }
    sync();
    emit watchesChanged();
}

Appearance Settings::appearance() const {
    const QString chosen = m_store->value("appearance"_L1).toString();
    for (size_t i = 0; i < appearances.size(); ++i) {
        if (chosen == appearances[i])
            return static_cast<Appearance>(i);
    }
    return Appearance::System;
}

void Settings::setAppearance(Appearance appearance) {
    const Appearance before = this->appearance();
    write(u"appearance"_s, QString(appearances[static_cast<size_t>(appearance)]));
    if (appearance != before)
        emit appearanceChanged();
}

QString Settings::runsOrder() const {
    return m_store->value("runsOrder"_L1).toString();
}

void Settings::setRunsOrder(const QString &name) {
    write(u"runsOrder"_s, name);
}

int Settings::threshold() const {
    bool isNumber = false;
    const int threshold = m_store->value("threshold"_L1).toInt(&isNumber);
    return isNumber && threshold >= 0 && threshold <= 100 ? threshold : usualThreshold;
}

void Settings::setThreshold(int threshold) {
    write(u"threshold"_s, threshold);
}

QByteArray Settings::geometry(const QString &name) const {
    return m_store->value(keyFor("geometry"_L1, name)).toByteArray();
}

void Settings::setGeometry(const QString &name, const QByteArray &state) {
    write(keyFor("geometry"_L1, name), state);
}

QString Settings::folder(const QString &purpose) const {
    return m_store->value(keyFor("folder"_L1, purpose)).toString();
}

void Settings::setFolder(const QString &purpose, const QString &path) {
    write(keyFor("folder"_L1, purpose), path);
}

void Settings::sync() {
    m_store->sync();
    if (m_store->status() == QSettings::NoError || m_writeFailed)
        return;
    m_writeFailed = true;
    emit writeFailed(m_store->fileName());
}

void Settings::write(const QString &key, const QVariant &value) {
    if (m_store->contains(key) == value.isValid() && m_store->value(key) == value)
        return;
    if (value.isValid())
        m_store->setValue(key, value);
    else
        m_store->remove(key);
    sync();
}

} // namespace settings
