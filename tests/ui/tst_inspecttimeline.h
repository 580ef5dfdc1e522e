// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// What happened to a run, in words, as a table and on its pages.
class InspectTimelineTest : public QObject {
    Q_OBJECT

private slots:
    void everyEventHasWords();
    void entriesInWords();
    void modelKeepsItsRows();
    void tableTellsTheCells();
    void wordsOfTheCurrentRow();
    void copies();
    void isShownForEveryRun_data();
    void isShownForEveryRun();
    void shortcutGoesThere();
    void narrowLeavesOutColumns();
    void strangeWordsStayText();
    void linkedRunIsShown();
    void deletingIsOffered_data();
    void deletingIsOffered();
};
