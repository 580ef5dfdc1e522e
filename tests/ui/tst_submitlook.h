// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// The theme, the symbols, the style sheet and the drop overlay.
class TestSubmitLook : public QObject {
    Q_OBJECT

private slots:
    void textsCanBeRead_data();
    void textsCanBeRead();
    void styleSheetIsComplete();
    void stylePicturesHaveTheThemesColours_data();
    void stylePicturesHaveTheThemesColours();
    void symbolsAreDrawn_data();
    void symbolsAreDrawn();
    void symbolsFollowTheTheme();
    void placeholdersAreNotPaled();
    void overlayCoversTheWindow();
    void overlayShowsRefusal();
};
