// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>
#include <QUrl>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QScrollArea;

namespace settings {
class ApiKeys;
class Settings;
} // namespace settings

namespace ui {

class KeyPanel;
class WatchPanel;

/// Service (profile, address, API key and its state in words) and appearance. Changes apply at once; Close
/// closes. The key field is write-only: a stored key is never shown again.
class SettingsDialog : public QDialog {
    Q_OBJECT

public:
    /// Neither is owned; both must outlive the dialog.
    SettingsDialog(settings::Settings *settings, settings::ApiKeys *keys, QWidget *parent = nullptr);

    /// The watched folder; what it shows and does is the caller's.
    WatchPanel *watchPanel() { return m_watch; }

    /// Empty when the key may go to that address, else why not, in words. Without one, api::refuseBaseUrl.
    void setAddressCheck(std::function<QString(const QUrl &)> refuse);

    /// The answer to testRequested(): shown in words beside the button.
    void showTestResult(bool ok, const QString &words);

signals:
    /// Ask the service `GET /v2/workflows/?page_size=1` with the key in use.
    void testRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *createService();
    QWidget *createAppearance();
    int fullHeight(int width) const;
    void keepFocusInSight();
    void updateService();
    void updateAppearance();
    void applyAddress();
    void resetAddress();
    void showAddressRefusal(const QString &words);

    settings::Settings *m_settings;
    std::function<QString(const QUrl &)> m_refuse;
    QScrollArea *m_scroll;
    QRadioButton *m_sandbox = nullptr;
    QRadioButton *m_service = nullptr;
    QLineEdit *m_address = nullptr;
    QPushButton *m_reset = nullptr;
    QLabel *m_addressNote = nullptr;
    KeyPanel *m_key = nullptr;
    WatchPanel *m_watch = nullptr;
    QRadioButton *m_system = nullptr;
    QRadioButton *m_light = nullptr;
    QRadioButton *m_dark = nullptr;
};

} // namespace ui
