// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class FileFactsTest : public QObject {
    Q_OBJECT

private slots:
    void pdfStates_data();
    void pdfStates();
    void lyingPageCountIsCounted();
    void endlessPageTreeEnds();
    void deepPageTreeIsCounted();
    void givesUpInTime();
    void anyDamageIsSurvived();
    void contents_data();
    void contents();
    void oldOfficeByItsStreams_data();
    void oldOfficeByItsStreams();
};
