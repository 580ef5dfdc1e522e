// SPDX-License-Identifier: MIT
// A comparison of two results with large tables: for how long the window's thread is busy when it comes, when
// it is filtered, when a person goes from change to change, copies it, beside the same window at rest in the
// same run. It fails above 50 ms. bench_comparison [ROWS [FIELDS]]
#include "app/results/comparison.h"
#include "app/results/comparisonmodel.h"
#include "tests/bench/gaps.h"
#include "ui/comparedialog.h"
#include "ui/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QPushButton>
#include <QTextStream>
#include <QTreeView>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

results::Field cell(const QString &name, const QString &value, double confidence) {
    results::Field field;
    field.name = name;
    field.value = value;
    field.confidence = confidence;
    return field;
}

/// Fields of their own, and a table whose every tenth row is another one on the other side.
QList<results::Field> fields(int rows, int single, bool other) {
    QList<results::Field> all;
    for (int i = 0; i < single; ++i) {
        all << cell(u"field %1"_s.arg(i), QString::number(i + (other && i % 9 == 0)), 90);
        all.last().path = u"$.extractions[0].fields['field %1']"_s.arg(i);
    }
    results::Field table;
    table.name = u"line_items"_s;
    table.path = u"$.extractions[0].fields.line_items"_s;
    table.isTable = true;
    for (int row = 0; row < rows; ++row) {
        const bool changed = other && row % 10 == 0;
        table.rows << QList<results::Field>{cell(u"article"_s, u"Article %1"_s.arg(row), 95),
            cell(u"quantity"_s, QString::number(row % 7 + changed), changed ? 60 : 90),
            cell(u"amount"_s, u"%1.50"_s.arg(row), 92)};
    }
    return all << table;
}

void pass(int ms) {
    QElapsedTimer since;
    since.start();
    (void)QTest::qWaitFor([&] { return since.elapsed() > ms; }, ms + 1'000);
}

} // namespace

int main(int argc, char **argv) {
    QApplication app(argc, argv);
    ui::Theme(app).apply(ui::Theme::Choice::Light);
    const int rows = argc > 1 ? QByteArray(argv[1]).toInt() : 100'000;
    const int single = argc > 2 ? QByteArray(argv[2]).toInt() : 100'000;
    QTextStream out(stdout);
    QElapsedTimer time;
    time.start();
    const results::ComparisonPtr comparison =
        results::compare(fields(rows, single, false), fields(rows, single, true));
    out << rows << " rows, " << single << " fields, compared in " << time.elapsed()
        << " ms (on another thread)" << Qt::endl;

    auto *dialog = new ui::CompareDialog;
    dialog->setSides({u"a.pdf"_s, {}, {}}, {u"a.pdf"_s, {}, {}});
    dialog->show();
    auto *show = dialog->findChild<QComboBox *>(u"compareShow"_s);
    auto *view = dialog->findChild<QTreeView *>(u"compareView"_s);
    bench::Gaps gaps;
    double longest = 0;
    const auto report = [&](const QString &what, int ms = 300) {
        pass(ms);
        const double gap = gaps.takeMilliseconds();
        longest = qMax(longest, gap);
        out << what.leftJustified(36) << "longest gap " << gap << " ms" << Qt::endl;
    };
    pass(300);
    (void)gaps.takeMilliseconds();
    report(u"at rest"_s);
    dialog->setComparison(comparison);
    report(u"it comes"_s);
    view->setFocus();
    for (const int choice : {1, 4, 2, 5, 3, 0}) {
        QTest::keyClick(view, Qt::Key_End); // what is selected is looked for again
        pass(100);
        (void)gaps.takeMilliseconds();
        show->setCurrentIndex(choice);
        report(show->itemText(choice));
    }
    QTest::keyClick(view, Qt::Key_End);
    report(u"to the last line"_s);
    QTest::keyClick(view, Qt::Key_F8);
    report(u"round to the first difference"_s);
    QTest::keyClick(view, Qt::Key_F8, Qt::ShiftModifier);
    report(u"round to the last difference"_s);
    view->collapseAll();
    report(u"all closed"_s);
    QTest::keyClick(view, Qt::Key_F8, Qt::ShiftModifier);
    report(u"back into the table"_s);
    dialog->findChild<QPushButton *>(u"compareCopy"_s)->click();
    report(u"all copied"_s, 3'000);
    QTest::keyClick(view, Qt::Key_A, Qt::ControlModifier);
    report(u"all selected"_s);
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    report(u"the selected ones copied"_s, 3'000);
    delete dialog;
    return longest <= 50 ? 0 : 1;
}
