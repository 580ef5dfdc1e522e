// SPDX-License-Identifier: MIT
#include "tests/support/qtestmain.h"
#include "tests/ui/tst_runcompare.h"
#include "tests/ui/tst_runselection.h"
#include "tests/ui/tst_submitintake.h"
#include "tests/ui/tst_submitlook.h"
#include "tests/ui/tst_submitpane.h"
#include "tests/ui/tst_submitpicker.h"
#include "tests/ui/tst_submitruns.h"
#include "tests/ui/tst_submitwords.h"
#include "ui/theme.h"

#include <QApplication>

int main(int argc, char **argv) {
    QApplication app(argc, argv);
    ui::Theme theme(app);
    theme.apply(ui::Theme::Choice::Light);
    return support::runTests<TestSubmitWords, TestSubmitLook, TestSubmitPane, TestSubmitPicker,
        TestSubmitRuns, TestRunSelection, TestRunCompare, TestSubmitIntake>(argc, argv);
}
