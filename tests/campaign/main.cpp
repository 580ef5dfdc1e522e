// SPDX-License-Identifier: MIT
#include "tests/campaign/tst_audit.h"
#include "tests/campaign/tst_campaign.h"
#include "tests/support/qtestmain.h"

int main(int argc, char **argv) {
    const QCoreApplication app(argc, argv);
    return support::runTests<TestAudit, TestCampaign>(argc, argv);
}
