// SPDX-License-Identifier: MIT
#include "tests/sandbox/tst_collections.h"
#include "tests/sandbox/tst_control.h"
#include "tests/sandbox/tst_faults.h"
#include "tests/sandbox/tst_finders.h"
#include "tests/sandbox/tst_http.h"
#include "tests/sandbox/tst_misbehaviour.h"
#include "tests/sandbox/tst_parts.h"
#include "tests/sandbox/tst_program.h"
#include "tests/sandbox/tst_rules.h"
#include "tests/sandbox/tst_samples.h"
#include "tests/sandbox/tst_submission.h"
#include "tests/support/lsansuppressions.h"
#include "tests/support/qtestmain.h"

#include <QGuiApplication>

// Reading HTML and Markdown needs fonts; tests/sandbox is started with QT_QPA_PLATFORM=offscreen.
int main(int argc, char **argv) {
    QGuiApplication application(argc, argv);
    return support::runTests<FindersTest, RulesTest, SamplesTest, PartsTest, HttpTest, SubmissionTest,
        CollectionsTest, MisbehaviourTest, FaultsTest, ControlTest, ProgramTest>(argc, argv);
}
