// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// runs::HistoryReader, and runs::RunsModel that reads its searches with it.
class TestHistoryReader : public QObject {
    Q_OBJECT

private slots:
    void saysWhatTheLedgerSays_data();
    void saysWhatTheLedgerSays();
    void onlyTheNewestQuestionIsAnswered();
    void nobodyHearsAfterTheEnd();
    void whatItCannotRead_data();
    void whatItCannotRead();
    void itReadsWhileTheLedgerIsWritten();
    void runsGoWhileItReads();
    void aCancelledSearchEnds();

    void rowsStayUntilTheAnswer();
    void aWordlessFilterOvertakes();
    void laterPages();
    void whatHappensMeanwhile();
    void whatHappensDuringALaterPage();
};
