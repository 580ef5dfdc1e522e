// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// The fast pass over large results, and what is kept of it.
class TestBracketScan : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheScanner_data();
    void agreesWithTheScanner();
    void agreesWhereverItIsDivided();
    void agreesOnRandomText();
    void refusesWhatIsNoJson_data();
    void refusesWhatIsNoJson();
    void marksLeadToEveryMember();
    void largeFilesAreCheckedLater();
    void aShorterFileIsNoEndlessOne();
    void aFaultIsFoundLater();
    void garbageIsReadSafely();
    void theMapIsKept();
    void aDamagedMapIsNotUsed();
    void badUtf8IsFound_data();
    void badUtf8IsFound();
    void loaderTellsTwice();
    void loaderForgetsWhatIsCancelled();
    void waysLeadThereAndBack();
    void textsLeadThere_data();
    void textsLeadThere();
    void saysWhyATextLeadsNowhere_data();
    void saysWhyATextLeadsNowhere();
};
