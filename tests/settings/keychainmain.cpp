// SPDX-License-Identifier: MIT
#include "tests/settings/keychaintest.h"
#include "tests/settings/nokeychaintest.h"
#include "tests/settings/prompttest.h"
#include "tests/support/qtestmain.h"

/// Started by tests/support/with-keyring, which says what there is to be found. With a display, the keyring
/// can prompt.
int main(int argc, char **argv) {
    QCoreApplication application(argc, argv);
    const QByteArray situation = qgetenv("ANYFORMAT_TEST_KEYRING");
    if (situation == "no-service" || situation == "no-bus")
        return support::runTests<NoKeychainTest>(argc, argv);
    if (qEnvironmentVariableIsSet("DISPLAY"))
        return support::runTests<PromptTest>(argc, argv);
    return support::runTests<KeychainTest>(argc, argv);
}
