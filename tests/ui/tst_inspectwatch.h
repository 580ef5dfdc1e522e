// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class InspectWatchTest : public QObject {
    Q_OBJECT

private slots:
    void offersWhatTheStateAllows_data();
    void offersWhatTheStateAllows();
    void asksAboutWhatIsThere();
    void folderThatCannotBeWatched();
    void lateCountOfAnotherFolder();
    void otherWorkflowDropsTheQuestion();
    void heldBackOnesCanBeLookedAt();
};
