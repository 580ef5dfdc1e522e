// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// What is JSON and what is not, and where a text stops being it.
class TestJsonGrammar : public QObject {
    Q_OBJECT

private slots:
    void accepts_data();
    void accepts();
    void rejects_data();
    void rejects();
    void place_data();
    void place();
    void shortTextsAgreeWithTheReference_data();
    void shortTextsAgreeWithTheReference();
    void mutationsAgreeWithTheReference();
};
