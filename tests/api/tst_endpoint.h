// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestEndpoint : public QObject {
    Q_OBJECT

private slots:
    void refusesWhatAKeyMayNotGoTo_data();
    void refusesWhatAKeyMayNotGoTo();
    void buildsUrls_data();
    void buildsUrls();
    void redacts_data();
    void redacts();
    void logsNoKey();
    void readsRetryAfter_data();
    void readsRetryAfter();
    void knowsMediaTypes();
    void writesFormFileNames_data();
    void writesFormFileNames();
};
