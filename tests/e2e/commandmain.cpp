// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_commandends.h"
#include "tests/e2e/tst_commandkeys.h"
#include "tests/e2e/tst_commandresults.h"
#include "tests/e2e/tst_commands.h"
#include "tests/e2e/tst_commandterminal.h"
#include "tests/e2e/tst_commandunconfirmed.h"
#include "tests/e2e/tst_commandwindow.h"
#include "tests/support/qtestmain.h"

#include <QCoreApplication>

int main(int argc, char **argv) {
    const QCoreApplication app(argc, argv);
    // Under tests/support/with-keyring there is a keychain, and only what needs one is run.
    if (qEnvironmentVariableIsSet("ANYFORMAT_TEST_KEYRING"))
        return support::runTests<TestCommandKeys>(argc, argv);
    return support::runTests<TestCommands, TestCommandEnds, TestCommandResults, TestCommandTerminal,
        TestCommandUnconfirmed, TestCommandWindow>(argc, argv);
}
