// SPDX-License-Identifier: MIT
#include "tests/api/tst_apiclient.h"
#include "tests/api/tst_apiresponses.h"
#include "tests/api/tst_endpoint.h"
#include "tests/api/tst_largeanswers.h"
#include "tests/api/tst_upload.h"
#include "tests/support/qtestmain.h"

int main(int argc, char **argv) {
    const QCoreApplication app(argc, argv);
    return support::runTests<TestEndpoint, TestApiResponses, TestApiClient, TestLargeAnswers, TestUpload>(
        argc, argv);
}
