// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// ui::CompareDialog: values in, signals out.
class InspectCompareTest : public QObject {
    Q_OBJECT

private slots:
    void saysThatItReads();
    void showsTheComparison();
    void showsTheSelectedValuesInFull();
    void filters();
    void staysAtItsLineWhenFiltered();
    void goesFromDifferenceToDifference();
    void saysThatNothingIsLeft();
    void choosesTheKeyOfATable();
    void copiesWhatIsShown();
    void copiesTheSelectedLines();
    void writesWhatIsShown();
    void worksWithTheKeyboard();
    void marksChangesInBothThemes();
    void holdsManyRows();
    void namesItsControls();
};
