// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class InspectRawTest : public QObject {
    Q_OBJECT

private slots:
    void bytesAreShownAsText_data();
    void bytesAreShownAsText();
    void longLinesAreCopiedWhole();
    void selectionIsCopiedExactly();
    void longBodiesAreCutAndSaySo();
    void cutKeepsCharactersWhole();
    void lineNumbersCountLines();
    void wrapIsAChoice();
    void nothingIsLaidOutUnseen();
};
