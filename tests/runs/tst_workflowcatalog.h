// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestWorkflowCatalog : public QObject {
    Q_OBJECT

private slots:
    void readsAllPages();
    void sortsByName();
    void takesEachOnce();
    void countThatLies_data();
    void countThatLies();
    void endlessServiceIsLeft();
    void empty();
    void errorKeepsTheRows_data();
    void errorKeepsTheRows();
    void errorInTheMiddleKeepsTheRows();
    void reloadWhileLoading();
    void newServiceDropsOldAnswers();
    void newServiceForgetsTheRows();
    void withoutAService();
    void destroyedWhileLoading();
    void namesAndRows();
    void toolTipsAreNotTakenForMarkup();
};
