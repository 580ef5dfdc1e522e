// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestRunScheduler : public QObject {
    Q_OBJECT

private slots:
    void pollDelay_data();
    void pollDelay();
    void bounds();
    void uploadsOldestFirst();
    void questionsLongestOverdueFirst();
    void runOnScreenFirst();
    void onlyQueuedAndWaiting_data();
    void onlyQueuedAndWaiting();
    void notBeforeItsTime();
    void holds_data();
    void holds();
    void holdsNeverShrink();
    void closedProfileRests();
    void nothingIsTakenTwice();
    void removedIsForgotten();
    void fullIsNotAReasonToWake();
    void eachLaneHasItsSlots();
    void sixtySubmissionsAMinute();
    void someQuestionsAreKeptForOthers();
    void refusalClosesOneLimiter();
    void limitsAreFollowed();
    void pausedQueue();
    void movedToTheFront();
    void firstQuestion_data();
    void firstQuestion();
    void nearTheirEndFirst();
    void paceOnScreen_data();
    void paceOnScreen();
    void askedAtOnce();
    void offlineFreezes();
    void lastQuestionAtTheDeadline();
    void listsForMany_data();
    void listsForMany();
    void listTells();
    void listSaysProcessedAnswerDoesNot();
    void listFails_data();
    void listFails();
    void fewLeftAreAskedOneByOne();
    void clockSetBack();
    void driven_data();
    void driven();
};
