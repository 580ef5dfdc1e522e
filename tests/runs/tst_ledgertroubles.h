// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

// The ledger refuses one kind of writing, as a full disk would.
class TestLedgerTroubles : public QObject {
    Q_OBJECT

private slots:
    void nothingIsSubmitted();
    void nothingIsSentUnrecorded();
    void acceptedIdIsKept();
    void endIsKeptAndWrittenLater_data();
    void endIsKeptAndWrittenLater();
    void cancelIsRecordedOrRefused();
    void unwrittenIdIsWrittenAtTheEnd();
    void resultIsFetchedLater();
    void resultIsFetchedLaterWhenOnlyItDoesNotFit();
    void fileOfALargeResultFails();
    void recordOfALargeResultFails();
    void removeFails();
};
