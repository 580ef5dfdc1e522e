// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class InspectTableTest : public QObject {
    Q_OBJECT

private slots:
    void showsTheLargestTableOfTheFields();
    void picksAnotherTable();
    void pickerEndsInAnEllipsis();
    void saysWhenThereIsNone();
    void sortsByKeyboardAndByTheHeader();
    void filters();
    void choosesColumns();
    void copiesForSpreadsheets();
    void exportsWhatIsOnShow();
    void followsPaths();
    void anotherDocumentTakesItsPlace();
};
