// SPDX-License-Identifier: MIT
#include "tests/documents/tst_filefacts.h"
#include "tests/documents/tst_pdfreading.h"
#include "tests/documents/tst_textreading.h"
#include "tests/support/lsansuppressions.h"
#include "tests/support/qtestmain.h"

#include <QGuiApplication>

int main(int argc, char **argv) {
    QGuiApplication application(argc, argv);
    return support::runTests<FileFactsTest, TextReadingTest, PdfReadingTest>(argc, argv);
}
