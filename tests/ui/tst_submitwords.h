// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// ui/runtext and ui/fittedtext: how runs are told.
class TestSubmitWords : public QObject {
    Q_OBJECT

private slots:
    void tellsBytes_data();
    void tellsBytes();
    void tellsProgress_data();
    void tellsProgress();
    void tellsDurations_data();
    void tellsDurations();
    void tellsHowLongAgo_data();
    void tellsHowLongAgo();
    void tellsTheClock();
    void everyStateHasItsOwnWordAndShape();
    void subtitles_data();
    void subtitles();
    void timesAtTheRight_data();
    void timesAtTheRight();
    void fittedTextFits_data();
    void fittedTextFits();
};
