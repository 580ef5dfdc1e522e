// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// The page of a run that may have arrived.
class InspectUnconfirmedTest : public QObject {
    Q_OBJECT

private slots:
    void saysHowTheSearchGoes_data();
    void saysHowTheSearchGoes();
    void listsWhatMayBeIt();
    void keyboardAloneIsEnough();
    void theChoiceStays();
    void anotherRunHasOtherCandidates();
    void onlyUnconfirmedRunsHaveIt();
    void strangeNamesStayText();
};
