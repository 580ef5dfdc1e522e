// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestLineIndex : public QObject {
    Q_OBJECT

private slots:
    void knowsEveryPlace_data();
    void knowsEveryPlace();
    void knowsNothingBeyondWhatItHasSeen();
    void stopsWhenCancelled();
    void findsPlaces_data();
    void findsPlaces();
    void readsPlaces_data();
    void readsPlaces();
};
