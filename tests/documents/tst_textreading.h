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
    void windows1252();
    void csv_data();
    void csv();
    void csvBecomesATable();
    void htmlAsShown();
    void htmlLoadsNothing();
    void htmlCharset();
    void htmlUnclosed_data();
    void htmlUnclosed();
    void htmlHidden_data();
    void htmlHidden();
    void hostileHtmlIsQuick_data();
    void hostileHtmlIsQuick();
    void givesUp();
    void largeTablesAreRefused_data();
    void largeTablesAreRefused();
    void markdownAsShown();
    void boxesOnTheGrid();
    void longLinesAreWrapped();
    void pagesEnd();
    void refusals_data();
    void refusals();
};
