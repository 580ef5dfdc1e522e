// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// What becomes of a submission.
class CollectionsTest : public QObject {
    Q_OBJECT

private slots:
    void passesThroughItsStates();
    void neverReadyBeforeItsTime();
    void results();
    void failures_data();
    void failures();
    void textIsNeverAFormat();
    void otherWorkflow();
    void newestFirst();
    void deletion();
    void deletionWhileItIsRead();
    void stopsWhileReading();
};
