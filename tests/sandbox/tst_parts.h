// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// The pure parts of the service.
class PartsTest : public QObject {
    Q_OBJECT

private slots:
    void json();
    void routes_data();
    void routes();
    void rateLimits();
    void forms_data();
    void forms();
    void brokenForms_data();
    void brokenForms();
};
