// SPDX-License-Identifier: MIT
#include "tests/settings/apikeystest.h"
#include "tests/settings/settingstest.h"
#include "tests/support/qtestmain.h"

int main(int argc, char **argv) {
    QCoreApplication application(argc, argv);
    return support::runTests<SettingsTest, ApiKeysTest>(argc, argv);
}
