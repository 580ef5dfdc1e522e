// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// A real window (offscreen) and commands on the same data folder.
class TestCommandWindow : public QObject {
    Q_OBJECT

private slots:
    void commandsGoThroughTheWindow();
    void theWindowIsClosedMeanwhile();
    void aSecondStartHandsItsFilesOver();
    void aCommandIsAtWork();
};
