// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTemporaryDir>

#include <memory>

/// What the ledger tells of many runs, and of what happened to one.
class TestRunHistory : public QObject {
    Q_OBJECT

private slots:
    void init();
    void pages();
    void finds_data();
    void finds();
    void findsNewValuesOnly();
    void findsWhatALargeResultHolds();
    void filtersTogether();
    void findsARunByItsNumber();
    void hostileWords_data();
    void hostileWords();
    void forgetsWhatIsRemoved();
    void countsStates();
    void durations();
    void sameContent();
    void ofACollection();
    void timelineOfARun();
    void sameAgainIsOneLine();
    void nothingNewIsNotWritten();
    void wordsOfAListAreNotWritten();
    void watchedFilesAreTakenOnce();
    void pauseSurvives();
    void deadlinesStandStillOffline();
    void olderLedgerIsMigrated();

private:
    QString file() const { return m_folder->filePath(QStringLiteral("ledger.sqlite")); }
    std::unique_ptr<QTemporaryDir> m_folder;
};
