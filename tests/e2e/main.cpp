// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_closing.h"
#include "tests/e2e/tst_compare.h"
#include "tests/e2e/tst_keyboard.h"
#include "tests/e2e/tst_runs.h"
#include "tests/e2e/tst_secrets.h"
#include "tests/e2e/tst_sentbefore.h"
#include "tests/e2e/tst_starts.h"
#include "tests/e2e/tst_window.h"
#include "tests/e2e/tst_windowintake.h"
#include "tests/e2e/tst_windowservice.h"
#include "tests/support/qtestmain.h"

#include "ui/theme.h"

#include <QApplication>

int main(int argc, char **argv) {
    QApplication app(argc, argv);
    ui::Theme theme(app);
    theme.apply(ui::Theme::Choice::Light);
    return support::runTests<TestWindow, TestWindowIntake, TestWindowService, TestRuns, TestSecrets,
        TestCompare, TestKeyboard, TestClosing, TestSentBefore, TestStarts>(argc, argv);
}
