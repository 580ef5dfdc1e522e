// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestProtocol : public QObject {
    Q_OBJECT

private slots:
    void framesArriveInAnyPieces();
    void garbageIsNoFrame_data();
    void garbageIsNoFrame();
    void requestsComeBackWhole();
    void garbageIsNoRequest_data();
    void garbageIsNoRequest();
    void aProofIsNotTheKey();
    void theSocketFollowsFromTheFolder();
    void anEmptyLockIsNobodys();
    void anEmptySecondLockIsNobodysEither();
};
