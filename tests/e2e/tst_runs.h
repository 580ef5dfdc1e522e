// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTemporaryDir>

/// What a person does with runs, in the whole window over a real ledger.
class TestRuns : public QObject {
    Q_OBJECT

private slots:
    void aLongHistoryOpensWithAPage();
    void totalsFollowTheRuns();
    void searchGoesOnWhileRunsChange();
    void aLongSearchIsTold();
    void downGoesToWhatIsFound();
    void typingOnStaysWithTheWords_data();
    void typingOnStaysWithTheWords();
    void hiddenRunsAreStillShown();
    void removesSeveral();
    void removalIsOfTheSelectedOnly();
    void submitsSeveralAgain();
    void stopsSeveral();
    void stopsAndCancelsTogether();
    void asksAgainForSeveral();
    void manyStopsLeaveTheWindowAlive();
    void manyDeedsLeaveTheWindowAlive();
    void exportsSeveral();
    void exportsWhatIsReady();
    void outcomeStandsWhereItWasAskedFor();
    void exportNeverOverwrites();
    void exportTellsWhatWentWrong();
    void exportNames_data();
    void exportNames();
    void pausesAndResumes();
    void movesToTheFront();
    void givesMoreTime();
    void deletesAtTheService();
    void choosesACandidate();
    void timelineIsOneShortcutAway();
    void goesToTheLinkedRun();
};
