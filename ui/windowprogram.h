// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

class QApplication;
class QProcessEnvironment;

namespace commands {
class CommandServer;
}

namespace settings {
class CredentialStore;
}

namespace ui {

class MainWindow;

/// What a start with a window is given.
struct WindowStart {
    QString dataDir;     ///< it exists, or can be made
    QString demoPicture; ///< not empty: --demo
    QStringList files;   ///< absolute paths
    bool sandbox = false;
    bool stageSample = false;
    bool exitWhenShown = false;
};

/// Builds the services and the window on the data folder, and runs until the window is closed. Where the
/// folder is in use, a window that is open gets the files and comes to the front instead; while a command has
/// it, a box says so, and the window opens at its end.
int runWindow(QApplication &app, const WindowStart &start, settings::CredentialStore *keychain,
    const QProcessEnvironment &environment);

/// What later starts hand over goes to the window. Neither is owned.
void takeWhatIsHandedOver(commands::CommandServer &server, MainWindow &window);

} // namespace ui
