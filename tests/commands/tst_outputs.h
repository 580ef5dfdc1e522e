// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestOutputs : public QObject {
    Q_OBJECT

private slots:
    void candidatesAreLines();
    void unconfirmedSaysHowToGoOn();
    void jsonIsNotTouched();
    void aLargeResultComesInPieces();
    void linesAreLines();
    void fieldsAreColumns();
    void exitCodes_data();
    void exitCodes();
    void fileNamesAreSafe_data();
    void fileNamesAreSafe();
    void filesAreNeverOverwritten();
    void foldersThatCannotBeUsed();
};
