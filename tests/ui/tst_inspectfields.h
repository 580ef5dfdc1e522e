// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// The list of fields: columns, filter, order, groups, paths.
class InspectFieldsTest : public QObject {
    Q_OBJECT

private slots:
    void columnsShowWhatThereIs();
    void sectionsStandOnTop();
    void sectionsWithoutFieldsAreShown();
    void fractionsAreSaid();
    void textFilters();
    void doubtsFilter();
    void thresholdIsEdited();
    void nothingMatches();
    void headersSort();
    void selectionSurvivesFiltersAndOrders();
    void groupsCanBeSwitchedOff();
    void pathsAreTaken_data();
    void pathsAreTaken();
    void whatIsFilteredOutIsNotShown();
    void settingAPathIsQuiet();
    void largeSetsAreFilteredInTheBackground();
    void modelHoldsWhileItIsFiltered();
    void garbageIsShown_data();
    void garbageIsShown();
    void everythingHasAName();
    void keysGoThroughAll();
};
