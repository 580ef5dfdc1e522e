// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// What happens where no Secret Service runs, or no session bus.
class NoKeychainTest : public QObject {
    Q_OBJECT

private slots:
    void everyCallSaysUnavailable();
    void apiKeysSayWhatToDo();
};
