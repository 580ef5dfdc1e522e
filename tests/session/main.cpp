// SPDX-License-Identifier: MIT
#include "tests/session/tst_networkwatch.h"
#include "tests/session/tst_session.h"
#include "tests/session/tst_watches.h"
#include "tests/support/lsansuppressions.h"
#include "tests/support/qtestmain.h"

int main(int argc, char **argv) {
    const QCoreApplication app(argc, argv);
    return support::runTests<TestNetworkWatch, TestSession, TestWatches>(argc, argv);
}
