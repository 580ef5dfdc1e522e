// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace commands {

/// "Please stop" from a terminal or a service manager (SIGINT, SIGTERM, SIGHUP; Ctrl-C on Windows) as a Qt
/// signal. What was to be ignored from the start (nohup, a background job of a script) stays ignored. Make
/// one at a time, on the main thread.
class StopSignal : public QObject {
    Q_OBJECT

public:
    explicit StopSignal(QObject *parent = nullptr);
    ~StopSignal() override;

signals:
    /// Each time.
    void stopRequested();
};

} // namespace commands
