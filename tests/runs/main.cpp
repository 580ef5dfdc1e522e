// SPDX-License-Identifier: MIT
#include "tests/runs/tst_batchsubmission.h"
#include "tests/runs/tst_clientgone.h"
#include "tests/runs/tst_duplicates.h"
#include "tests/runs/tst_fileinspector.h"
#include "tests/runs/tst_folderwalk.h"
#include "tests/runs/tst_historyreader.h"
#include "tests/runs/tst_historysearch.h"
#include "tests/runs/tst_intake.h"
#include "tests/runs/tst_largeresults.h"
#include "tests/runs/tst_ledgerdamage.h"
#include "tests/runs/tst_ledgertroubles.h"
#include "tests/runs/tst_manyruns.h"
#include "tests/runs/tst_models.h"
#include "tests/runs/tst_opening.h"
#include "tests/runs/tst_pollround.h"
#include "tests/runs/tst_questions.h"
#include "tests/runs/tst_ratewindow.h"
#include "tests/runs/tst_reconciler.h"
#include "tests/runs/tst_restart.h"
#include "tests/runs/tst_runevents.h"
#include "tests/runs/tst_runhistory.h"
#include "tests/runs/tst_runscheduler.h"
#include "tests/runs/tst_runsmodel.h"
#include "tests/runs/tst_runstore.h"
#include "tests/runs/tst_schedulersimulation.h"
#include "tests/runs/tst_submissions.h"
#include "tests/runs/tst_transitions.h"
#include "tests/runs/tst_valueindex.h"
#include "tests/runs/tst_watchfolder.h"
#include "tests/runs/tst_workflowcatalog.h"
#include "tests/support/qtestmain.h"

int main(int argc, char **argv) {
    const QCoreApplication app(argc, argv);
    return support::runTests<TestTransitions, TestRateWindow, TestPollRound, TestRunScheduler,
        TestSchedulerSimulation, TestRunEvents, TestRunStore, TestRunHistory, TestHistorySearch,
        TestHistoryReader, TestValueIndex, TestReconciler, TestIntake, TestFolderWalk, TestFileInspector,
        TestDuplicates, TestWatchFolder, TestModels, TestRunsModel, TestWorkflowCatalog, TestSubmissions,
        TestOpening, TestBatchSubmission, TestManyRuns, TestQuestions, TestLargeResults, TestLedgerDamage,
        TestLedgerTroubles, TestRestart, TestClientGone>(argc, argv);
}
