// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// Rows of a field as a table, and the model of it.
class TestFieldTable : public QObject {
    Q_OBJECT

private slots:
    void findsColumns_data();
    void findsColumns();
    void columnsHaveAnEnd();
    void modelShowsCells();
    void modelSorts();
    void modelShowsWhatIsWanted();
    void modelFindsPaths_data();
    void modelFindsPaths();
    void copiesAsTabSeparated();
    void notesSayEverything();
    void largeTables();
};
