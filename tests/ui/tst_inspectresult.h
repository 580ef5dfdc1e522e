// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class InspectResultTest : public QObject {
    Q_OBJECT

private slots:
    void fieldsAreShown();
    void modelsHoldWhileTheyAreUsed();
    void noFieldsPointToTheTree();
    void nothingIsClaimedBeforeTheResultIsHere();
    void largeResultsAreReadInTheBackground();
    void valuesAndPathsAreCopiedByKeyboard_data();
    void valuesAndPathsAreCopiedByKeyboard();
    void typingFindsAField();
    void pathBarFollowsTheSelection();
    void sameRunKeepsItsPlace();
    void anotherRunStartsAfresh();
    void treeOpensDownToTheFields();
    void expandAllIsBounded();
    void asteriskIsBounded();
    void smallTreesOpenWhole();
    void longArraysScrollToTheirEnd();
    void pathsLeadToTheirRows();
    void keysOpenAndClose();
    void faultIsNamed_data();
    void faultIsNamed();
    void unreadableBodyIsShownRaw();
    void tooltipsArePlain();
    void confidenceIsDrawn_data();
    void confidenceIsDrawn();
    void controlsHaveNames();
};
