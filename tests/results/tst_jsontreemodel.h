// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestJsonTreeModel : public QObject {
    Q_OBJECT

private slots:
    void showsRows_data();
    void showsRows();
    void readsChildrenWhenOpened();
    void readsLongArraysInPages();
    void pagesBeginAfterAThousand();
    void longTextsComeInParts();
    void countsWithoutReading();
    void cutsLongValues();
    void givesPaths_data();
    void givesPaths();
    void findsEveryRowByItsPath();
    void findsNothingByWrongPaths_data();
    void findsNothingByWrongPaths();
    void givesRawAndWholeText();
    void speaksKeyAndValue();
    void opensDeepNesting();
    void showsWhatPrecedesAFault();
    void changesDocuments();
};
