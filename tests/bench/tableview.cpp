// SPDX-License-Identifier: MIT

// For how long the window does not answer while a table of many rows is opened, sorted and filtered, and
// while the text of a parse is shown part by part: bench_tableview [ROWS]. Exit code 1 when that is more than
// 50 ms.

#include "app/results/resultdocument.h"
#include "app/results/tablemodel.h"
#include "tests/bench/measure.h"
#include "tests/bench/resultdata.h"
#include "ui/markdownpage.h"
#include "ui/tablepage.h"
#include "ui/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTextStream>
#include <QTimer>
#include <QtTest>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr double bar = 50;

/// The longest wait between two turns of the event loop.
class Gaps : public QObject {
public:
    Gaps() {
        connect(&m_timer, &QTimer::timeout, this, &Gaps::look);
        m_since.start();
        m_timer.start(0);
    }
    double take() {
        look();
        return double(std::exchange(m_longest, 0)) / 1e6;
    }
    void begin() {
        m_since.restart();
        m_longest = 0;
    }

private:
    void look() {
        m_longest = qMax(m_longest, m_since.nsecsElapsed());
        m_since.restart();
    }
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

QByteArray replyWith(int rows) {
    QByteArray json = R"({"extractions":[{"fields":{"line_items":[)";
    for (int i = 0; i < rows; ++i)
        json += (i > 0 ? "," : "") + bench::row(int(i * qint64(7919) % rows));
    json += R"(]}}],"parse":{"markdown":")";
    for (int i = 0; i < 60; ++i) {
        json += "<DOCUMENT id='d' page='" + QByteArray::number(i + 1) + "'>";
        json +=
            QByteArray("## Delivery\\n\\nThe usual paragraph of a page, with *stress*.\\n\\n").repeated(200);
        json += "<table>" + QByteArray("<tr><td>Bolt M8</td><td>12,50</td><td>0.10</td></tr>").repeated(40) +
                "</table></DOCUMENT>";
    }
    return json + "\"}}";
}

} // namespace

int main(int argc, char **argv) {
    QApplication app(argc, argv);
    const int rows = argc > 1 ? QByteArray(argv[1]).toInt() : 300'000;
    ui::Theme(app).apply(ui::Theme::Choice::Light);
    const auto document = results::ResultDocument::fromBytes(replyWith(rows));
    QTextStream out(stdout);
    double longest = 0;
    Gaps gaps;
    const auto step = [&](const char *name, const auto &deed, const auto &done) {
        QCoreApplication::processEvents();
        gaps.begin();
        QElapsedTimer timer;
        timer.start();
        deed();
        if (!QTest::qWaitFor(done, 60'000))
            qFatal("%s takes for ever", name);
        const double all = double(timer.nsecsElapsed()) / 1e6;
        QCoreApplication::processEvents();
        const double gap = gaps.take();
        longest = std::max(longest, gap);
        out << qSetFieldWidth(34) << Qt::left << name << qSetFieldWidth(0) << " done after " << all
            << " ms, longest gap " << gap << " ms" << Qt::endl;
    };

    ui::TablePage page;
    page.resize(900, 700);
    page.show();
    results::TableModel *model = page.model();
    const auto idle = [&] {
        return !model->isWorking();
    };
    step(
        "open a table", [&] { page.setDocument(document); }, [&] { return model->rowCount() == rows; });
    auto *view = page.findChild<QTableView *>(u"tableView"_s);
    auto *filter = page.findChild<QLineEdit *>(u"tableFilter"_s);
    step(
        "to its end", [&] { view->scrollToBottom(); }, [] { return true; });
    step(
        "sort text", [&] { model->sort(0); }, idle);
    step(
        "sort numbers", [&] { model->sort(1, Qt::DescendingOrder); }, idle);
    step(
        "to its end, sorted", [&] { view->scrollToBottom(); }, [] { return true; });
    step(
        "filter, many rows", [&] { filter->setText(u"7"_s); }, idle);
    step(
        "filter, a few", [&] { filter->setText(u"77777"_s); }, idle);
    step(
        "all of it again", [&] { filter->clear(); }, idle);
    page.hide();

    ui::MarkdownPage text;
    text.resize(900, 700);
    text.show();
    step(
        "open 1 MB of Markdown", [&] { text.setDocument(document); }, [&] { return text.part() == 0; });
    for (int part = 1; part < std::min(text.parts(), 6); ++part)
        step(
            "another part", [&] { text.showPart(part); }, [&] { return text.part() == part; });
    out << "longest gap " << longest << " ms, the bar is " << bar << " ms" << Qt::endl;
    return longest <= bar ? 0 : 1;
}
