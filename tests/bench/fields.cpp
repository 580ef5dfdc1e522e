// SPDX-License-Identifier: MIT

// How long the Fields view holds up the window: a result of 2 kB from the click until its fields are painted,
// and what filters and orders cost with 5,000 fields and with a table of 5,000 rows and 30 columns, each deed
// with the painting that follows it. The bars are held against processor time of the window's thread, which
// other work on the machine does not lengthen; the time on the clock stands beside it. Exit code 1 when one
// is beyond. Usage: bench_fields (with QT_QPA_PLATFORM=offscreen where there is no display)

#include "app/results/fieldset.h"
#include "tests/bench/measure.h"
#include "ui/fieldspage.h"
#include "ui/resultpane.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTableView>
#include <QTextStream>
#include <QThreadPool>
#include <QTreeView>

#include <ctime>

using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 15;

QByteArray field(int number, int confidence) {
    const QByteArray text = QByteArray::number(number * 7919 % 100'000);
    return R"({"value":"Item )" + text +
           R"(","value_override":null,"verification_status":"not_verified",)"
           R"("confidence":)" +
           QByteArray::number(confidence) + R"(,"evidence":[{"text":"Item )" + text +
           R"( of the page","page_number":)" + QByteArray::number(1 + number % 9) + "}]}";
}

QByteArray members(int count, const QByteArray &prefix) {
    QByteArrayList list;
    for (int i = 0; i < count; ++i)
        list += '"' + prefix + QByteArray::number(i) + "\":" + field(i, 100 - i % 97);
    return list.join(',');
}

QByteArray envelope(const QByteArray &fields) {
    return R"({"collection_id":"0f9d2c1e","classifications":[{"category":"Invoice","confidence":98}],)"
           R"("extractions":[{"split_name":null,"partition":null,"fields":{)" +
           fields + "}}]}";
}

QByteArray tableOfRows(int rows, int columns) {
    QByteArrayList list;
    for (int row = 0; row < rows; ++row)
        list += '{' + members(columns, "column_") + '}';
    return envelope("\"items\":[" + list.join(',') + "]");
}

double threadMilliseconds() {
    timespec time = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

void paint(QWidget &window) {
    QCoreApplication::sendPostedEvents();
    window.repaint();
    QCoreApplication::processEvents();
}

class Report {
public:
    /// Runs the deed over and over; `before` is not measured.
    void line(const QString &name, double bar, QWidget &window, const std::function<void(int)> &deed,
        const std::function<void(int)> &before = {}) {
        std::vector<double> times;
        std::vector<double> clock;
        for (int round = 0; round < rounds; ++round) {
            if (before)
                before(round);
            paint(window);
            const double begin = threadMilliseconds();
            clock.push_back(bench::milliseconds([&] {
                deed(round);
                paint(window);
            }));
            times.push_back(threadMilliseconds() - begin);
        }
        const double median = bench::median(times);
        m_out << name.leftJustified(52) << " median " << QString::number(median, 'f', 1) << " ms, longest "
              << QString::number(bench::longest(times), 'f', 1) << " ms (clock "
              << QString::number(bench::median(clock), 'f', 1) << "), bar " << bar << " ms"
              << (median > bar ? "  BEYOND" : "") << Qt::endl;
        m_beyond = m_beyond || median > bar;
    }
    bool beyond() const { return m_beyond; }

private:
    QTextStream m_out{stdout};
    bool m_beyond = false;
};

/// What the painting alone costs of the times below.
void nothingDone(Report &report) {
    ui::FieldsPage page;
    page.resize(1200, 900);
    page.show();
    page.setSet(results::readFieldSet(*results::ResultDocument::fromBytes(tableOfRows(100, 30))));
    report.line(u"yardstick: the window painted anew"_s, 50, page, [](int) {});
}

void smallResult(Report &report) {
    const QByteArray small[] = {envelope(members(10, "field_a")), envelope(members(10, "field_b"))};
    ui::ResultPane pane;
    pane.resize(960, 800);
    pane.show();
    runs::Run run;
    run.state = runs::RunState::Ready;
    run.id = 1;
    pane.showRun(run);
    report.line(
        u"result of %1 bytes, click to painted fields"_s.arg(small[0].size()), 16, pane, [&](int round) {
            run.id = round + 2;
            pane.showRun(run);
            pane.setDocument(results::ResultDocument::fromBytes(small[round % 2]));
        });
}

void manyFields(Report &report) {
    ui::FieldsPage page;
    page.resize(1200, 900);
    page.show();
    const auto set =
        results::readFieldSet(*results::ResultDocument::fromBytes(envelope(members(5'000, "f_"))));
    const auto none = std::make_shared<results::FieldSet>();
    report.line(
        u"5,000 fields: shown"_s, 50, page, [&](int) { page.setSet(set); }, [&](int) { page.setSet(none); });
    page.setSet(set);
    auto *filter = page.findChild<QLineEdit *>(u"fieldsFilter"_s);
    report.line(
        u"5,000 fields: filtered by a text, and all back"_s, 50, page,
        [&](int round) {
            filter->setText(u"item %1"_s.arg(round % 10));
            // What Return does: the typed text counts now.
            QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
            QCoreApplication::sendEvent(filter, &enter);
        },
        [&](int) { filter->clear(); });
    filter->clear();
    auto *below = page.findChild<QAbstractButton *>(u"fieldsBelow"_s);
    report.line(u"5,000 fields: below 80 on and off"_s, 50, page, [&](int) { below->click(); });
    if (below->isChecked())
        below->click();
    auto *header = page.findChild<QTreeView *>(u"fieldsView"_s)->header();
    report.line(u"5,000 fields: sorted by one column after another"_s, 50, page, [&](int round) {
        header->setSortIndicator(round % 3, round % 2 ? Qt::AscendingOrder : Qt::DescendingOrder);
    });
}

void largeTable(Report &report) {
    ui::FieldsPage page;
    page.resize(1200, 900);
    page.show();
    const auto document = results::ResultDocument::fromBytes(tableOfRows(5'000, 30));
    const auto none = std::make_shared<results::FieldSet>();
    results::FieldSetPtr set;
    report.line(
        u"5,000 × 30 cells: shown (read in the background)"_s, 50, page, [&](int) { page.setSet(set); },
        [&](int) {
            page.setSet(none);
            set = results::readFieldSet(*document);
        });
    report.line(
        u"5,000 × 30 cells: another result takes its place"_s, 50, page, [&](int) { page.setSet(none); },
        [&](int) {
            set = results::readFieldSet(*document);
            page.setSet(set);
            set.reset();
            QThreadPool::globalInstance()->waitForDone();
        });
    page.setSet(results::readFieldSet(*document));
    auto *grid = page.findChild<QTableView *>(u"fieldGridView"_s);
    report.line(u"5,000 × 30 cells: sorted by one column after another"_s, 50, page,
        [&](int round) { grid->horizontalHeader()->setSortIndicator(round % 30, Qt::AscendingOrder); });
    report.line(u"5,000 × 30 cells: scrolled"_s, 16, page,
        [&](int round) { grid->scrollTo(grid->model()->index(round * 331 % 5'000, round * 7 % 30)); });
    report.line(
        u"5,000 × 30 cells: all selected"_s, 50, page, [&](int) { grid->selectAll(); },
        [&](int) { grid->clearSelection(); });
    auto *below = page.findChild<QAbstractButton *>(u"fieldsBelow"_s);
    report.line(
        u"5,000 × 30 cells: below 80 clicked (found elsewhere)"_s, 50, page, [&](int) { below->click(); },
        [&](int) { QThreadPool::globalInstance()->waitForDone(); });
    QThreadPool::globalInstance()->waitForDone();
    auto *spin = page.findChild<QWidget *>(u"fieldsThreshold"_s);
    report.line(u"5,000 × 30 cells: another threshold, counted anew"_s, 50, page,
        [&](int round) { spin->setProperty("value", 50 + round); });
}

} // namespace

int main(int argc, char **argv) {
    QApplication application(argc, argv);
    ui::Theme theme(application);
    theme.apply(ui::Theme::Choice::Light);
    Report report;
    nothingDone(report);
    smallResult(report);
    manyFields(report);
    largeTable(report);
    return report.beyond() ? 1 : 0;
}
