// SPDX-License-Identifier: MIT
#include "tests/results/tst_bracketscan.h"
#include "tests/results/tst_comparison.h"
#include "tests/results/tst_comparisonviews.h"
#include "tests/results/tst_fieldquery.h"
#include "tests/results/tst_fields.h"
#include "tests/results/tst_fieldtable.h"
#include "tests/results/tst_hitrows.h"
#include "tests/results/tst_jsoncorpus.h"
#include "tests/results/tst_jsongrammar.h"
#include "tests/results/tst_jsontreemodel.h"
#include "tests/results/tst_lineindex.h"
#include "tests/results/tst_matchmodel.h"
#include "tests/results/tst_normalvalue.h"
#include "tests/results/tst_parsemarkdown.h"
#include "tests/results/tst_picturetext.h"
#include "tests/results/tst_resultdocument.h"
#include "tests/results/tst_resultsearch.h"
#include "tests/results/tst_table.h"
#include "tests/results/tst_textrows.h"
#include "tests/results/tst_valuepages.h"
#include "tests/support/qtestmain.h"

#include <QCoreApplication>

int main(int argc, char **argv) {
    const QCoreApplication application(argc, argv);
    return support::runTests<TestJsonGrammar, TestJsonCorpus, TestResultDocument, TestJsonTreeModel,
        TestFields, TestNormalValue, TestComparison, TestComparisonViews, TestFieldQuery, TestFieldTable,
        TestBracketScan, TestResultSearch, TestHitRows, TestLineIndex, TestTextRows, TestTable,
        TestParseMarkdown, TestValuePages, TestPictureText, TestMatchModel>(argc, argv);
}
