// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestTextRows : public QObject {
    Q_OBJECT

private slots:
    void breaksIntoRows_data();
    void breaksIntoRows();
    void rowsAreTheSameFromEverywhere_data();
    void rowsAreTheSameFromEverywhere();
    void showsCharacters_data();
    void showsCharacters();
    void stepsOverCharacters_data();
    void stepsOverCharacters();
    void tellsTokens_data();
    void tellsTokens();
    void tellsTokensInTheMiddle();
};
