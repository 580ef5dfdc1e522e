// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

// The client is destroyed while its calls are under way, as when the program ends in the middle of an upload.
class TestClientGone : public QObject {
    Q_OBJECT

private slots:
    void whileSending();
    void whileAsking();
    void whileLoadingWorkflows();
};
