// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// runs::RunsModel and runs::RunTotals over a real ledger.
class TestRunsModel : public QObject {
    Q_OBJECT

private slots:
    void runsComeAPageAtATime_data();
    void runsComeAPageAtATime();
    void newRunsComeWhereTheyBelong();
    void newRunsWaitForTheirPage();
    void runsAreReplacedInPlace();
    void runsAreRemoved();
    void aRemovedPageIsNoEnd();
    void statesComeAndGo();
    void wordsAreLookedUp();
    void progressAsksNothing();
    void progressOfHiddenRunsAsksNothing();
    void changesOfUnreadRunsWait();
    void filterReadsAnew();
    void manyNewRunsAreLookedUpInTurns();
    void whatIsKnownBeyondTheLedger();
    void aBrokenLedgerIsToldOf();
    void runsSpeak_data();
    void runsSpeak();
    void stepsWithTheLedger_data();
    void stepsWithTheLedger();
    void runsMoveWithTheirState();
    void runsMoveOutOfWhatIsRead();
    void hundredThousandRuns_data();
    void hundredThousandRuns();
    void totalsAreCountedOnce();
    void totalsFollowChanges();
    void totalsCountAgainWhatWasUnknown();
};
