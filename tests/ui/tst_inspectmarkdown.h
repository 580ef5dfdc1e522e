// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class InspectMarkdownTest : public QObject {
    Q_OBJECT

private slots:
    void rendersTheParse();
    void fallsBack_data();
    void fallsBack();
    void loadsNothing();
    void showsItsOwnPictures();
    void asksBeforeALinkIsOpened();
    void opensNothingButTheWeb_data();
    void opensNothingButTheWeb();
    void goesFromPartToPart();
    void survivesHostileText_data();
    void survivesHostileText();
    void anotherDocumentTakesItsPlace();
};
