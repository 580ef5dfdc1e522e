// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// Results of many megabytes on their way out of the ledger: whole, in little memory, and to places that take
/// them or do not.
class TestCommandResults : public QObject {
    Q_OBJECT

private slots:
    void arrivesWhole_data();
    void arrivesWhole();
    void takesLittleMemory();
    void theDiskIsFull_data();
    void theDiskIsFull();
    void nobodyReads();
};
