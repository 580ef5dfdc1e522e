// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class PdfReadingTest : public QObject {
    Q_OBJECT

private slots:
    void wordsOfTheSample_data();
    void wordsOfTheSample();
    void rowsAreLines();
    void ligaturesAreLetters();
    void boxesOfAWholeRun();
    void drawingOrderDoesNotMatter();
    void longDocumentsKeepBoxesInsideTheirLine();
    void turnedAndCroppedPages_data();
    void turnedAndCroppedPages();
    void wordsOffThePageAreNotRead();
    void wordsWithoutAPlaceKeepTheirLine();
    void worksOnAnotherThread();
    void givesUpBetweenPages();
    void refusals_data();
    void refusals();
};
