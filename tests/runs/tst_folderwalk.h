// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

class TestFolderWalk : public QObject {
    Q_OBJECT

private slots:
    void init();
    void takesInTheOrderOfReading();
    void leavesOutHiddenAndTemporaryNames();
    void takesWhatIsNamedItself();
    void followsLinksOnce();
    void tellsWhatCannotBeRead();
    void vanishedMidWalk();
    void namedFolderThatIsGone();
    void stopsAtTheLimit_data();
    void stopsAtTheLimit();
    void stopsWhenNobodyWantsIt();
    void strangeNames();
    void deepFolders();
    void gathersInBatches();
    void gathersOfSeveralAreKeptApart();
    void cancelledGatheringIsNotHeardOf();

private:
    QString write(const QString &name, const QByteArray &content = "x");
    QStringList walked(const QStringList &paths); ///< relative to the folder
    std::unique_ptr<QTemporaryDir> m_folder;
};
