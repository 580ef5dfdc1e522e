// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTemporaryDir>

/// What was submitted before is submitted again, in the whole window: as a file, and as a text.
class TestSentBefore : public QObject {
    Q_OBJECT

private slots:
    void aTextIsLinkedToItsEarlierRun();
    void anUnconfirmedFileAsksFirst();
    void anUnconfirmedTextAsksFirst();
    void whatWasSettledAsksNothing();

private:
    QTemporaryDir m_documents;
};
