// SPDX-License-Identifier: MIT
#include "tests/session/tst_session.h"
#include "tests/support/lsansuppressions.h"
#include "tests/support/qtestmain.h"

int main(int argc, char **argv) {
    const QCoreApplication app(argc, argv);
    return support::runTests<TestSession>(argc, argv);
}
