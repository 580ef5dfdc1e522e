// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTemporaryDir>

class TestRunStore : public QObject {
    Q_OBJECT

private slots:
    void init();
    void keepsEveryColumn();
    void keepsOddTexts_data();
    void keepsOddTexts();
    void isReadByItsOwnerOnly();
    void keepsResults_data();
    void keepsResults();
    void replacesAResult();
    void newestFirst();
    void neverForgetsWhatIsUnderWay();
    void idsAreNotUsedAgain();
    void removeTakesAll();
    void insertIsAllOrNothing();
    void updateOfNothingIsAnError();
    void resultAndStateAreOne();
    void refusesANewerLedger();
    void putsAsideWhatIsNoLedger_data();
    void putsAsideWhatIsNoLedger();
    void refusesABadPlace_data();
    void refusesABadPlace();
    void survivesAFullDisk();
    void saysWhenItIsLocked();
    void diskIsToldAtOnce();

private:
    QString file() const { return m_folder->filePath(QStringLiteral("ledger.sqlite")); }
    std::unique_ptr<QTemporaryDir> m_folder;
};
