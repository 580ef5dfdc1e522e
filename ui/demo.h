// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

namespace runs {
class RunService;
}

namespace ui {

class MainWindow;

/// The main job without anybody at the screen: stages a sample, submits it through the window's own button,
/// waits for its result, prints the fields and takes a picture of the window with the tree open.
class Demo : public QObject {
    Q_OBJECT

public:
    /// Neither is owned; both outlive this.
    Demo(MainWindow *window, runs::RunService *runs, QString picturePath, QObject *parent = nullptr);

    void start();

signals:
    /// 0 when the picture was written; else a message stands on stderr.
    void finished(int exitCode);

private:
    void watch();
    void report(qint64 runId);
    void fail(const QString &words);

    MainWindow *m_window;
    runs::RunService *m_runs;
    QString m_picturePath;
    QTimer m_watch;
    QTimer m_deadline;
    bool m_submitted = false;
};

} // namespace ui
