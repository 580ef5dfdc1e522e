// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QProcessEnvironment>
#include <QString>
#include <QUrl>

#include <memory>
#include <optional>

class QSettings;

namespace settings {

enum class Profile { Sandbox, Service };
enum class Appearance { System, Light, Dark };

/// "https://api.anyformat.ai": scheme, host and the port where it is not the scheme's own, in lower case.
/// Empty for what is not an http or https address. A key belongs to an origin.
QString origin(const QUrl &url);

/// What keeps the runs and choices of one service apart from another's: "sandbox", or the origin of the base
/// URL.
QString profileId(Profile profile, const QUrl &baseUrl);

/// A folder whose new files go to a workflow; at most one for each workflow of a service.
struct Watch {
    QString workflowId;
    QString workflowName;
    QString folder; ///< absolute path
    bool on = false;
    qint64 since = 0;      ///< when it was switched on, milliseconds since the epoch (UTC)
    bool leaveOut = false; ///< what was there before that is still to be noted as seen

    bool operator==(const Watch &) const = default;
};

/// What is remembered between starts, in `settings.ini` of the data folder. Never a secret: there is no way
/// to put one in. A write that fails (full disk, read-only folder) is reported by writeFailed() once; the
/// program goes on with the values. A file that cannot be read as settings is moved aside to
/// `settings.ini.damaged` and the defaults are used.
class Settings : public QObject {
    Q_OBJECT

public:
    /// `dataDir` is created when missing, for its owner only. The environment is passed in so that tests can
    /// give their own.
    Settings(const QString &dataDir, const QProcessEnvironment &environment, QObject *parent = nullptr);
    ~Settings() override;

    QString dataDir() const { return m_dataDir; }

    /// Sandbox for a newcomer; Service when a person chose it, or chose nothing and the environment names a
    /// key or an address.
    Profile profile() const;
    void setProfile(Profile profile);
    /// For this start only (`--sandbox`): not stored, and gone when a person chooses.
    void startWith(Profile profile) { m_startProfile = profile; }

    /// The service's address: ANYFORMAT_BASE_URL, else what was set, else https://api.anyformat.ai. What the
    /// environment says is handed out as it is, even when it is no address: the key must not go elsewhere
    /// than the person meant.
    QUrl baseUrl() const;
    bool baseUrlFromEnvironment() const;
    /// User name, password, query and fragment are dropped; an empty URL brings the default back.
    void setBaseUrl(const QUrl &url);

    /// ANYFORMAT_API_KEY, trimmed; empty when unset. Held here, never stored.
    QString environmentKey() const;

    QString workflowId(const QString &profileId) const;
    void setWorkflowId(const QString &profileId, const QString &workflowId);

    QList<Watch> watches(const QString &profileId) const; ///< by name of the workflow
    Watch watch(const QString &profileId, const QString &workflowId) const;
    /// Replaces the one of its workflow; one without a folder takes it away.
    void setWatch(const QString &profileId, const Watch &watch);

    Appearance appearance() const;
    void setAppearance(Appearance appearance);

    QString runsOrder() const; ///< what the list of runs is sorted by, as the window names it
    void setRunsOrder(const QString &name);
    int threshold() const; ///< confidence below which a value is doubtful, 0–100; 80 when none was chosen
    void setThreshold(int threshold);

    QByteArray geometry(const QString &name) const;
    void setGeometry(const QString &name, const QByteArray &state);
    QString folder(const QString &purpose) const; ///< last folder of a file dialog
    void setFolder(const QString &purpose, const QString &path);

    void sync();

signals:
    void profileChanged();
    void baseUrlChanged();
    void appearanceChanged();
    void watchesChanged();
    void writeFailed(const QString &path);

private:
    void write(const QString &key, const QVariant &value);

    QString m_dataDir;
    QProcessEnvironment m_environment;
    std::unique_ptr<QSettings> m_store;
    std::optional<Profile> m_startProfile;
    bool m_writeFailed = false;
};

} // namespace settings
