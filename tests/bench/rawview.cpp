// SPDX-License-Identifier: MIT

// How long the window's thread is busy with the raw text of a large result, for each thing a person does
// there: bench_rawview [MEGABYTES]. Beside it, how long a plain text edit takes to open the first 2 MB. Exit
// code 1 when anything takes more than 16 ms.

#include "ui/rawview.h"
#include "app/results/lineindex.h"
#include "app/results/resultdocument.h"
#include "tests/bench/measure.h"
#include "tests/bench/resultdata.h"
#include "ui/theme.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTextStream>
#include <QtTest>

using namespace Qt::StringLiterals;
using bench::longest;
using bench::median;
using bench::milliseconds;

namespace {

constexpr double bar = 16;

class Steps {
public:
    explicit Steps(ui::RawView &view)
        : m_view(view)
        , m_out(stdout) {}

    /// The deed and the paint after it, again and again.
    template<typename Deed>
    void take(const char *name, int times, const Deed &deed) {
        std::vector<double> took;
        for (int i = 0; i < times; ++i) {
            took.push_back(milliseconds([&] {
                deed(i);
                m_view.viewport()->repaint();
            }));
        }
        m_out << qSetFieldWidth(46) << Qt::left << name << qSetFieldWidth(0) << " median " << median(took)
              << " ms, longest " << longest(took) << " ms\n";
        m_longest = std::max(m_longest, longest(took));
    }
    QTextStream &out() { return m_out; }
    double longestOfAll() const { return m_longest; }

private:
    ui::RawView &m_view;
    QTextStream m_out;
    double m_longest = 0;
};

} // namespace

int main(int argc, char **argv) {
    QApplication app(argc, argv);
    const int megabytes = argc > 1 ? QByteArray(argv[1]).toInt() : 200;
    ui::Theme(app).apply(ui::Theme::Choice::Light);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"result.json"_s);
    bench::makeResultFile(path, qint64(megabytes) * 1'000'000);
    const auto source = results::ByteSource::fromFile(path);
    const auto document = results::ResultDocument::fromSource(source);
    const qint64 size = source->size();

    ui::RawView view;
    view.resize(900, 900);
    view.show();
    if (!QTest::qWaitForWindowExposed(&view))
        return 2;
    Steps steps(view);
    steps.out() << "raw text of " << size << " bytes on one line\n";

    QPlainTextEdit edit;
    edit.resize(900, 900);
    edit.show();
    steps.out() << "for comparison: QPlainTextEdit, the first 2 MB   " << milliseconds([&] {
        edit.setPlainText(QString::fromUtf8(source->bytes().first(2'000'000)));
        edit.viewport()->repaint();
    }) << " ms\n";
    edit.hide();

    auto index = std::make_shared<results::LineIndex>(source);
    steps.take("open, nothing counted yet", 1, [&](int) { view.setDocument(document, index); });
    steps.out() << "count lines and strings (another thread's work)  "
                << milliseconds([&] { index->build(); }) << " ms\n";
    for (const bool wrap : {true, false}) {
        view.setWrap(wrap);
        steps.out() << (wrap ? "wrapped\n" : "not wrapped\n");
        steps.take("  the index is there", 5, [&](int) { view.indexGrew(); });
        steps.take("  drag the scroll bar", 200, [&](int i) {
            view.verticalScrollBar()->setValue(int(qint64(view.verticalScrollBar()->maximum()) * i / 200));
        });
        steps.take("  page down", 100, [&](int) { QTest::keyClick(&view, Qt::Key_PageDown); });
        steps.take("  page up", 100, [&](int) { QTest::keyClick(&view, Qt::Key_PageUp); });
        steps.take("  end and beginning", 20,
            [&](int i) { QTest::keyClick(&view, i % 2 ? Qt::Key_Home : Qt::Key_End, Qt::ControlModifier); });
        steps.take("  go to a byte", 100, [&](int i) {
            const qint64 offset = qint64(i) * 7'919'191 % size;
            view.select(offset, offset + 100);
        });
        steps.take("  select all and copy (too much)", 5, [&](int) {
            view.selectAll();
            view.copy();
        });
        steps.take("  select 40 MB and copy", 5, [&](int) {
            view.select(size / 10, size / 10 + 40'000'000);
            view.copy();
        });
        steps.take("  other width", 20, [&](int i) { view.resize(700 + i * 20, 900); });
    }
    steps.out() << "longest of all " << steps.longestOfAll() << " ms, the bar is " << bar << " ms"
                << Qt::endl;
    return steps.longestOfAll() <= bar ? 0 : 1;
}
