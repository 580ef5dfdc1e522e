// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class InspectStatusTest : public QObject {
    Q_OBJECT

private slots:
    void runs_data();
    void runs();
    void rateLimitIsHiddenWhenUnknown();
    void keyAndProfile();
    void noticeGoesByItself();
    void noticeStaysText();
};
