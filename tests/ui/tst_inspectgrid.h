// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// The rows of a table of the result, below the fields.
class InspectGridTest : public QObject {
    Q_OBJECT

private slots:
    void rowsStandInAGrid();
    void keysGoInAndOut();
    void columnsSort();
    void cellsAreCopied_data();
    void cellsAreCopied();
    void theWholeTableIsCopiedFromTheList();
    void theNoteTellsOfTheCell();
    void doubtfulCellsAreMarked();
    void toolTipsTellEverything();
    void oneOfSeveralTablesIsChosen();
    void emptyTablesSaySo();
    void largeTablesDoNotPause();
};
