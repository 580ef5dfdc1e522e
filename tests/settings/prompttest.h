// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// The keyring's own password prompt on a real display: a person may take longer than the watchdog allows a
/// dead service.
class PromptTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void passwordTypedLate();
    void promptDismissed();
};
