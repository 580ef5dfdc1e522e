// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestHitRows : public QObject {
    Q_OBJECT

private slots:
    void rowsAreThoseOfTheWalk_data();
    void rowsAreThoseOfTheWalk();
    void containersOfAboutTheShortestMapped();
    void shortContainersAtThePartsOfThreads();
    void longArraysOfShortRows();
    void textThatLiesFarBefore();
    void cutAtEachByte();
    void cancelledInTheMiddle();
};
