// SPDX-License-Identifier: MIT
// How long it takes to search every key and value of a result in its file, and to map all hits to their rows,
// against one read of the same file from the page cache in the same run. Beside it what the filter asks for,
// the tree of the first 10,000 hits, and what nobody asks for, the whole way from the root of every hit.
// bench_search [MEGABYTES [ROUNDS]]

#include "app/results/hitwalker.h"
#include "app/results/matchtree.h"
#include "app/results/resultsearch.h"
#include "tests/bench/gaps.h"
#include "tests/bench/measure.h"
#include "tests/bench/resultdata.h"
#include "ui/resultfind.h"
#include "ui/searchbar.h"
#include "ui/theme.h"
#include "ui/treepage.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using results::Hit;
using results::Hits;
using results::SearchQuery;

namespace {

constexpr double bar = 1.2;
constexpr double stallBar = 50; // ms

struct Case {
    const char *name;
    SearchQuery query;
    bool hasBar; ///< many hits cost what they cost
};

void readOnce(const QString &path) {
    static char buffer[262'144];
    const int file = open(qPrintable(path), O_RDONLY);
    qint64 got = 0;
    if (file < 0)
        qFatal("cannot read the file");
    do
        got = read(file, buffer, sizeof buffer);
    while (got > 0);
    close(file);
}

void spin(qint64 ms) {
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < ms)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
}

/// The longest the window does not answer while somebody types, goes from hit to hit and filters.
double stall(const results::ResultDocumentPtr &document, QTextStream &out) {
    QWidget page;
    auto *tree = new ui::TreePage(&page);
    auto *search = new ui::SearchBar(&page);
    auto *layout = new QVBoxLayout(&page);
    layout->addWidget(tree);
    layout->addWidget(search);
    ui::ResultFind find(*search, *tree, &page);
    page.resize(1280, 800);
    page.show();
    tree->setDocument(document);
    find.setDocument(document);
    find.open();
    spin(500);
    auto *text = search->findChild<QLineEdit *>(u"searchText"_s);
    auto *filter = search->findChild<QCheckBox *>(u"searchFilter"_s);
    bench::Gaps gaps;
    spin(300);
    out << "at rest                longest gap " << gaps.takeMilliseconds() << " ms\n";
    double longest = 0;
    const auto tell = [&](const char *what) {
        const double gap = gaps.takeMilliseconds();
        longest = std::max(longest, gap);
        out << qSetFieldWidth(22) << Qt::left << what << qSetFieldWidth(0) << " longest gap " << gap << " ms"
            << Qt::endl;
    };
    for (const QString &word : {u"münchen"_s, u"invoice"_s, u"e"_s}) {
        text->clear();
        for (const QChar letter : word) {
            text->insert(letter);
            spin(40);
        }
        spin(400);
        tell("typing");
        for (int i = 0; i < 20; ++i) {
            find.goToNext();
            spin(10);
        }
        tell("next");
        find.goToPrevious();
        tell("previous");
    }
    filter->setChecked(true);
    spin(1500);
    tell("filter");
    for (int i = 0; i < 20; ++i) {
        find.goToNext();
        spin(10);
    }
    tell("next in the filter");
    filter->setChecked(false);
    spin(200);
    tell("filter off");
    return longest;
}

} // namespace

int main(int argc, char **argv) {
    QApplication app(argc, argv);
    ui::Theme(app).apply(ui::Theme::Choice::Light);
    const int megabytes = argc > 1 ? QByteArray(argv[1]).toInt() : 200;
    const int rounds = argc > 2 ? QByteArray(argv[2]).toInt() : 7;
    QTextStream out(stdout);
    if (megabytes <= 0 || rounds <= 0) {
        out << "usage: bench_search [MEGABYTES [ROUNDS]]\n";
        return 2;
    }
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"result.json"_s);
    bench::makeResultFile(path, qint64(megabytes) * 1'000'000);
    const results::ResultDocumentPtr document =
        results::ResultDocument::fromSource(results::ByteSource::fromFile(path));

    const std::vector<Case> cases{
        {"a text that is not there", {u"Xylophon"_s}, true},
        {"one row, case as written", {.text = u"INV-1"_s, .caseSensitive = true}, true},
        {"an umlaut, escapes decoded", {u"Häuser"_s}, true},
        {"a line break and a word", {u"\nAnd yet"_s}, true},
        {"whole word, 2 in 1000 rows", {.text = u"bolt"_s, .wholeWord = true}, true},
        {"one row in each block", {u"münchen"_s}, true},
        {"the same, behind a line break", {u"\nAnd another"_s}, true},
        {"keys only", {.text = u"bbox"_s, .scope = SearchQuery::Scope::Keys}, false},
        {"one letter", {u"e"_s}, false},
        {"expression", {.text = u"^p[0-9]+_b[0-9]*77$"_s, .regularExpression = true}, false},
        {"one without a literal", {.text = u"^[a-z][0-9]+_[a-z]"_s, .regularExpression = true}, false},
    };
    const std::atomic_bool never = false;
    std::vector<double> reads;
    std::vector<std::vector<double>> found(cases.size());
    std::vector<std::vector<double>> filtered(cases.size());
    std::vector<std::vector<double>> ways(cases.size());
    std::vector<double> first(cases.size());
    std::vector<qint64> counts(cases.size());
    for (int round = 0; round < rounds; ++round) {
        reads.push_back(bench::milliseconds([&] { readOnce(path); }));
        for (size_t i = 0; i < cases.size(); ++i) {
            if (cases[i].query.regularExpression && round > 2)
                continue;
            results::HitList list; // keeps them, as the window does
            QElapsedTimer timer;
            timer.start();
            const auto sink = [&](Hits hits) {
                if (list.isEmpty())
                    first[i] = double(timer.nsecsElapsed()) / 1e6;
                list.append(std::move(hits));
            };
            results::searchResult(*document, cases[i].query, sink, never);
            found[i].push_back(double(timer.nsecsElapsed()) / 1e6);
            counts[i] = list.count();
            Hits all;
            for (qint64 number = 0; number < list.count(); ++number) {
                all.push_back(list.at(number));
                if (all.back().row() == results::HitRow())
                    qFatal("a hit without a row");
            }
            const Hits shown(
                all.begin(), all.begin() + std::min(qint64(all.size()), results::MatchTree::mostHits));
            filtered[i].push_back(
                bench::milliseconds([&] { results::MatchTree::make(*document, shown, false, never); }));
            ways[i].push_back(bench::milliseconds([&] { waysOf(*document, all, never); }));
        }
    }
    const double read = bench::median(reads);
    out << "result of " << document->bytes().size() << " bytes, medians of " << rounds
        << "\none read of the file " << read << " ms\n";
    bool held = true;
    for (size_t i = 0; i < cases.size(); ++i) {
        const double ratio = bench::median(found[i]) / read;
        held = held && (!cases[i].hasBar || ratio <= bar);
        out << qSetFieldWidth(30) << Qt::left << cases[i].name << qSetFieldWidth(0) << counts[i]
            << " hits, first " << first[i] << " ms; all with their rows " << bench::median(found[i])
            << " ms, ratio " << ratio << (cases[i].hasBar ? " (bar 1.2)" : "") << "; then the filter "
            << bench::median(filtered[i]) << " ms, ratio " << bench::median(filtered[i]) / read
            << "; the ways of all " << bench::median(ways[i]) << " ms, ratio "
            << bench::median(ways[i]) / read << '\n';
    }
    const double longest = stall(document, out);
    held = held && longest <= stallBar;
    out << "longest of all " << longest << " ms (bar 50)\n";
    return held ? 0 : 1;
}
