// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestValuePages : public QObject {
    Q_OBJECT

private slots:
    void shortValues_data();
    void shortValues();
    void pagesAreTheWholeText_data();
    void pagesAreTheWholeText();
    void readsNoFurtherThanAsked();
    void anyPageInAnyOrder();
    void whatIsNotThere();
    void isCancelled();
    void fileThatBecameShorter();
    void linesAreShown_data();
    void linesAreShown();
};
