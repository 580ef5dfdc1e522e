// SPDX-License-Identifier: MIT
#include "tests/commands/tst_commandline.h"
#include "tests/commands/tst_commandserver.h"
#include "tests/commands/tst_outputs.h"
#include "tests/commands/tst_protocol.h"
#include "tests/support/qtestmain.h"

int main(int argc, char **argv) {
    const QCoreApplication app(argc, argv);
    return support::runTests<TestCommandLine, TestProtocol, TestOutputs, TestCommandServer>(argc, argv);
}
