// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestResultSearch : public QObject {
    Q_OBJECT

private slots:
    void tokensAreFound_data();
    void tokensAreFound();
    void placesAreThoseOfTheText();
    void expressions_data();
    void expressions();
    void literalsOfExpressions_data();
    void literalsOfExpressions();
    void expressionsAgreeWithReference_data();
    void expressionsAgreeWithReference();
    void faultyExpressionsAreNamed();
    void slowExpressionsAreGivenUp();
    void slowExpressionsCanBeCancelled();
    void textBehindAFaultIsTold_data();
    void textBehindAFaultIsTold();
    void textBehindAFaultCountsForTheLimit();
    void base64IsLeftOut_data();
    void base64IsLeftOut();
    void windowBorders_data();
    void windowBorders();
    void escapesAtWindowBorders();
    void randomDocumentsAgreeWithReference_data();
    void randomDocumentsAgreeWithReference();
    void threadsFindTheSame();
    void mappedFilesAreSearched();
    void endsAtTheLimit();
    void canBeCancelled_data();
    void canBeCancelled();
    void garbageIsSurvived();
    void waysAreThoseOfThePlaces();
    void listsOfHits();
};
