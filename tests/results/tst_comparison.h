// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// results::compare(): what is held against what, and the verdict.
class TestComparison : public QObject {
    Q_OBJECT

private slots:
    void compares_data();
    void compares();
    void rowsFollowTheKey_data();
    void rowsFollowTheKey();
    void blocksFollowTheirNames_data();
    void blocksFollowTheirNames();
    void tellsConfidence();
    void tellsPathsAndTexts();
    void tellsTheColumnsOfTables();
    void everythingEqualsItself();
    void swappingMirrors();
    void nothingIsLost();
    void takesManyRows_data();
    void takesManyRows();
};
