// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestApiClient : public QObject {
    Q_OBJECT

private slots:
    void asksAsTheApiWants();
    void sendsNothingWithoutKey();
    void sendsNothingToARefusedAddress();
    void neverFollowsARedirect_data();
    void neverFollowsARedirect();
    void endsOnce_data();
    void endsOnce();
    void noticesAResultCutAtEveryByte();
    void tellsLimits();
    void cleansErrors();
    void cancelEndsLater();
    void deadContextHearsNothing();
    void timesOut();
};
