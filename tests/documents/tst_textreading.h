// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TextReadingTest : public QObject {
    Q_OBJECT

private slots:
    void kinds_data();
    void kinds();
    void encodings_data();
    void encodings();
    void csv_data();
    void csv();
    void csvBecomesATable();
    void htmlAsShown();
    void htmlLoadsNothing();
    void htmlCharset();
    void markdownAsShown();
    void boxesOnTheGrid();
    void longLinesAreWrapped();
    void pagesEnd();
    void refusals_data();
    void refusals();
};
