// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestParseMarkdown : public QObject {
    Q_OBJECT

private slots:
    void translates_data();
    void translates();
    void takesPictures_data();
    void takesPictures();
    void cutsIntoParts_data();
    void cutsIntoParts();
    void namesPages();
    void showsPlainTextAsItStands();
    void isLinear_data();
    void isLinear();
};
