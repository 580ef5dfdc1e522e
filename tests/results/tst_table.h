// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestTable : public QObject {
    Q_OBJECT

private slots:
    void ordersNumbers_data();
    void ordersNumbers();
    void findsTables();
    void findsWithinBounds();
    void findsTheTableOfAPath_data();
    void findsTheTableOfAPath();
    void showsCells_data();
    void showsCells();
    void columnsThatComeLate();
    void sorts_data();
    void sorts();
    void filters_data();
    void filters();
    void staysWithTheNewestQuestion();
    void survivesFaultyDocuments_data();
    void survivesFaultyDocuments();
    void writesCsv();
};
