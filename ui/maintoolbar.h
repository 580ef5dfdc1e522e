// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QToolBar>

class QAction;
class QToolButton;

namespace runs {
class WorkflowCatalog;
}

namespace ui {

class WorkflowPicker;

/// The one row of commands: which workflow, what to submit, which service, settings.
class MainToolBar : public QToolBar {
    Q_OBJECT

public:
    /// `catalog` is not owned and must outlive the bar.
    explicit MainToolBar(runs::WorkflowCatalog *catalog, QWidget *parent = nullptr);

    WorkflowPicker *picker() const { return m_picker; }
    /// `name` of the service in use, and its address (or what it is) as a tool tip.
    void showProfile(bool sandbox, const QString &name, const QString &tip);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

signals:
    void addFilesRequested();
    void addFolderRequested();
    void pasteRequested();
    void settingsRequested();
    void profileChosen(bool sandbox);

private:
    QAction *addCommand(const QString &name, const QString &text, const QString &iconName, const QString &tip,
        const QKeySequence &keys);
    QToolButton *createProfileButton();
    int neededWidth(bool compact) const;
    int commandWidth(const QAction *action, bool compact) const;
    void fit();

    WorkflowPicker *m_picker;
    QToolButton *m_profile = nullptr;
    QToolButton *m_settings = nullptr;
    QList<QAction *> m_commands; ///< those with words, where there is room
    QAction *m_sandbox = nullptr;
    QAction *m_service = nullptr;
};

} // namespace ui
