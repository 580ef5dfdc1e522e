// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestLargeAnswers : public QObject {
    Q_OBJECT

private slots:
    void smallOnesStayInMemory_data();
    void smallOnesStayInMemory();
    void arriveInTheSink_data();
    void arriveInTheSink();
    void aSlowSinkSlowsTheServiceDown_data();
    void aSlowSinkSlowsTheServiceDown();
    void cutOnesAreErrors_data();
    void cutOnesAreErrors();
    void whatIsNoResult_data();
    void whatIsNoResult();
    void packedErrorsAreRead_data();
    void packedErrorsAreRead();
    void silenceEndsIt_data();
    void silenceEndsIt();
    void slowBytesAreNoSilence();
    void aSinkWithoutRoomIsNoSilence();
    void aFailingSinkEndsIt();
    void aDyingSinkEndsIt();
    void cancelled_data();
    void cancelled();
    void theClientEnds();
    void unpacksInBoundedSteps();
    void unpacksAnyCut();
};
