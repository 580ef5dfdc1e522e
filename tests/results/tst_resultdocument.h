// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestResultDocument : public QObject {
    Q_OBJECT

private slots:
    void keepsOrderAndDuplicates();
    void keepsNumbersAsWritten_data();
    void keepsNumbersAsWritten();
    void decodes_data();
    void decodes();
    void decodesKeys();
    void previews_data();
    void previews();
    void previewOfALongStringReadsItsBeginningOnly();
    void givesRawTextOfContainers();
    void survivesDeepNesting();
    void readsEverythingBeforeACut();
    void refusesWhatTheMapCannotHold();
    void toleratesInvalidNodes();
};
