// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// Which fields are shown, and in which order; what is said of the document above them.
class TestFieldQuery : public QObject {
    Q_OBJECT

private slots:
    void readsNumbersToSortBy_data();
    void readsNumbersToSortBy();
    void sortsValues();
    void orderIsStrict();
    void filters_data();
    void filters();
    void cutsTables_data();
    void cutsTables();
    void countsDoubts_data();
    void countsDoubts();
    void sorts_data();
    void sorts();
    void groupsStayTogether();
    void readsSections_data();
    void readsSections();
    void saysWhenConfidencesAreFractions_data();
    void saysWhenConfidencesAreFractions();
    void tellsOfTablesAtOneGlance();
    void writesPages();
};
