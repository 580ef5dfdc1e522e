// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace runs {
class RunService;
}
namespace settings {
class Settings;
}

namespace ui {

/// What a person can do with a run that needs a question or a file's name first.
class RunActions : public QObject {
    Q_OBJECT

public:
    /// None is owned; questions are asked over `window`.
    RunActions(runs::RunService *runs, settings::Settings *settings, QWidget *window);

    void sendAgain(qint64 id);
    void remove(qint64 id);
    void saveResult(qint64 id);

signals:
    void notice(const QString &words);

private:
    runs::RunService *m_runs;
    settings::Settings *m_settings;
    QWidget *m_window;
};

} // namespace ui
