// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// What is seen of a result in windows of every size.
class InspectSightTest : public QObject {
    Q_OBJECT

private slots:
    void selectionStaysInSight_data();
    void selectionStaysInSight();
    void whoScrolledAwayStaysThere();
    void cursorStaysInSight();
    void lowWindowHasRoomForOne();
    void splitByHandStays();
};
