// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestPictureText : public QObject {
    Q_OBJECT

private slots:
    void isRecognised_data();
    void isRecognised();
    void isDecoded_data();
    void isDecoded();
    void everyCutIsDecoded();
    void isCancelled();
    void largeOneOfAFile();
    void fileThatBecameShorter();
};
