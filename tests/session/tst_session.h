// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

// The session between settings, keys, sandbox and runs, over real sockets.
class TestSession : public QObject {
    Q_OBJECT

private slots:
    void uploadOutlivesWhatAPersonChanges();
    void everyServiceGetsItsOwnKey();
    void aCommandUsesAService();
    void restingEndsWhatIsUnderWay();
    void aCommandForgoesTheSandbox();
    void sandboxRunsAreBroughtToAnEnd();
    void sandboxIsNotStartedForNothing();
};
