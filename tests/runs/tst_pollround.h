// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestPollRound : public QObject {
    Q_OBJECT

private slots:
    void finalWords_data();
    void finalWords();
    void pages_data();
    void pages();
    void endsWhenAllAreFound();
    void hintSavesThePage();
    void listGrowsOrShrinks_data();
    void listGrowsOrShrinks();
    void oddLists_data();
    void oddLists();
    void forgotten();
};
