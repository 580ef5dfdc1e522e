// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class InspectSearchTest : public QObject {
    Q_OBJECT

private slots:
    void hitsAreCountedAsOneTypes();
    void optionsSearchAnew();
    void keysGoFromHitToHit();
    void theFirstHitIsTheNextOne();
    void faultsAreNamed();
    void hitsAreMarked_data();
    void hitsAreMarked();
    void filterShowsMatchesAndParents();
    void filterWithSiblings();
    void filterFollowsTheQuery();
    void filterOfManyHitsIsBounded();
    void modelHolds();
    void pathsAreThoseOfTheWholeTree();
    void escapeCloses();
    void anotherResultIsSearchedToo();
    void hitsAreToldForOtherViews();
    void textBehindAFaultIsInRaw();
    void typingNeverStopsTheWindow();
    void controlsHaveNames();
};
