// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class RulesTest : public QObject {
    Q_OBJECT

private slots:
    void invoiceFields_data();
    void invoiceFields();
    void contactFields_data();
    void contactFields();
    void pairs_data();
    void pairs();
    void lineItems_data();
    void lineItems();
    void classifications_data();
    void classifications();
    void numbersKeepTheirDecimals();
    void anyDocumentFields();
    void blocks();
    void markdownIsInert();
    void envelope();
    void unknownPlaces();
    void givesUp();
};
