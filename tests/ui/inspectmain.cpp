// SPDX-License-Identifier: MIT
#include "tests/support/qtestmain.h"
#include "tests/ui/tst_inspectcompare.h"
#include "tests/ui/tst_inspectfields.h"
#include "tests/ui/tst_inspectgrid.h"
#include "tests/ui/tst_inspectmarkdown.h"
#include "tests/ui/tst_inspectprogress.h"
#include "tests/ui/tst_inspectraw.h"
#include "tests/ui/tst_inspectresult.h"
#include "tests/ui/tst_inspectsearch.h"
#include "tests/ui/tst_inspectselection.h"
#include "tests/ui/tst_inspectsettings.h"
#include "tests/ui/tst_inspectsight.h"
#include "tests/ui/tst_inspectstatus.h"
#include "tests/ui/tst_inspecttable.h"
#include "tests/ui/tst_inspecttimeline.h"
#include "tests/ui/tst_inspectunconfirmed.h"
#include "tests/ui/tst_inspectvalue.h"
#include "tests/ui/tst_inspectwatch.h"
#include "ui/theme.h"

#include <QApplication>

int main(int argc, char **argv) {
    QApplication application(argc, argv);
    ui::Theme theme(application);
    theme.apply(ui::Theme::Choice::Light);
    return support::runTests<InspectCompareTest, InspectFieldsTest, InspectGridTest, InspectProgressTest,
        InspectResultTest, InspectRawTest, InspectTableTest, InspectMarkdownTest, InspectSearchTest,
        InspectSelectionTest, InspectSettingsTest, InspectSightTest, InspectStatusTest, InspectTimelineTest,
        InspectUnconfirmedTest, InspectValueTest, InspectWatchTest>(argc, argv);
}
