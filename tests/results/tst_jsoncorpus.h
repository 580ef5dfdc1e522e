// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// The texts of jsoncorpus.h on the two ways that results are opened: small ones are read into memory and
/// checked at once; large ones are mapped, shown by their brackets, and checked by another thread. There
/// each stands inside of a short container, which is read from its text, and of a long one, which is mapped.
class TestJsonCorpus : public QObject {
    Q_OBJECT

private slots:
    void isLarge();
    void small_data();
    void small();
    void mapped_data();
    void mapped();
    void aloneInALargeFile_data();
    void aloneInALargeFile();
    void atTheSeamOfTwoThreads_data();
    void atTheSeamOfTwoThreads();
    void allTogetherInAFileForTwoThreads();
    void hundredThousandLevelsInAMappedFile_data();
    void hundredThousandLevelsInAMappedFile();
};
