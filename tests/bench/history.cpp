// SPDX-License-Identifier: MIT
// A ledger of 100,000 runs with results of 20 kB: our window with it beside our window with an empty one, to
// the first paint and in turn in one run; the newest 50 that a filter finds; and all pages, one after the
// other. bench_history [FOLDER [RUNS]]: the ledger is made in FOLDER when it is not there, and kept (2.3 GB;
// otherwise it is made anew, which takes minutes). Some searches are known to miss the 5 ms aimed at; each
// says so, and why. Exit code 1 when a bar is missed, of those their own: when it is worse than known.
#include "app/runs/historyreader.h"
#include "app/runs/ledgerrows.h"
#include "app/runs/runhistory.h"
#include "app/runs/runsmodel.h"
#include "app/runs/runstore.h"
#include "app/runs/searchtext.h"
#include "app/runs/valueindex.h"
#include "tests/bench/measure.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr int newest = 50;
constexpr double aim = 5; // ms

const QStringList vendors{u"Acme Ltd"_s, u"Müller GmbH"_s, u"Nordwind AG"_s, u"Contoso"_s, u"Initech"_s,
    u"Globex Corporation"_s, u"Umbrella SA"_s, u"Stark und Söhne"_s, u"Wayne Enterprises"_s, u"Tyrell"_s};

/// About 20 kB in the service's shape: text of the pages, and the fields of an invoice with its positions.
QByteArray resultOf(int number) {
    const QByteArray n = QByteArray::number(number);
    const auto field = [](const QByteArray &value) {
        return R"({"value":")" + value +
               R"(","value_override":null,"verification_status":"not_verified","confidence":97.0,)"
               R"("evidence":[{"text":")" +
               value + R"(","page_number":1}]})";
    };
    QByteArray json = R"({"collection_id":"col-)" + n +
                      R"(","extractions":[{"split_name":null,"fields":{)"
                      R"("invoice_number":)" +
                      field("INV-2026-" + n.rightJustified(6, '0')) + R"(,"vendor":)" +
                      field(vendors.at(number % vendors.size()).toUtf8()) + R"(,"total_amount":)" +
                      field(QByteArray::number(number * 7919 % 1'000'003) + ".50") + R"(,"line_items":[)";
    for (int i = 0; i < 12; ++i)
        json += R"({"description":)" +
                field("Bolt M" + QByteArray::number((number + i) % 40) + ", zinc plated") + R"(,"amount":)" +
                field(QByteArray::number((number + i) * 31 % 10'007) + ".00") + "},";
    json.chop(1);
    json += R"(]}}],"parse":{"text":")";
    while (json.size() < 20'000)
        json += "Line of the page with the usual amount of text in it, number " + n + ". ";
    return json + R"("}})";
}

runs::Run runOf(int number) {
    runs::Run run;
    run.profile = u"https://api.anyformat.ai"_s;
    run.workflowId = u"w%1"_s.arg(number % 5);
    run.workflowName = u"Invoices %1"_s.arg(number % 5);
    run.name = u"invoice-%1.pdf"_s.arg(number, 6, 10, QChar(u'0'));
    run.path = u"/home/someone/documents/"_s + run.name;
    run.size = 212'000;
    run.contentHash = QString::number(number, 16).rightJustified(64, u'a');
    run.collectionId = u"5a4db0c1-0001-4c00-8000-%1"_s.arg(number, 12, 10, QChar(u'0'));
    // One in a thousand failed, all of them long ago.
    run.state = number < 50'000 && number % 1000 == 0 ? runs::RunState::Failed : runs::RunState::Ready;
    run.statusWord = u"processed"_s;
    run.createdAt = 1'750'000'000'000 + qint64(number) * 60'000;
    run.uploadStartedAt = run.createdAt + 10;
    run.acceptedAt = run.createdAt + 400;
    run.endedAt = run.acceptedAt + 12'000 + number % 3'000;
    run.requestId = u"0123456789abcdef0123456789abcdef"_s;
    run.httpStatus = 200;
    run.resultSize = 20'000;
    return run;
}

void insist(bool worked, const QSqlError &error) {
    if (!worked)
        qFatal("%s", qPrintable(error.text()));
}

/// The tables are the store's own; filled directly, because its one commit a run would take an hour.
void fill(const QString &file, int count) {
    {
        runs::RunStore store(file);
        if (const QString error = store.open(); !error.isEmpty())
            qFatal("%s", qPrintable(error));
    }
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"fill"_s);
    database.setDatabaseName(file);
    insist(database.open(), database.lastError());
    QSqlQuery run(database);
    QSqlQuery result(database);
    QSqlQuery search(database);
    QSqlQuery event(database);
    insist(run.exec(u"PRAGMA synchronous = OFF"_s), run.lastError());
    run.prepare(u"INSERT INTO runs (%1) VALUES (%2)"_s.arg(runs::runColumns(), runs::runColumns(":%1")));
    result.prepare(u"INSERT INTO results (run_id, body) VALUES (?, ?)"_s);
    search.prepare(u"INSERT INTO search_texts (run_id, text) VALUES (?, ?)"_s);
    event.prepare(u"INSERT INTO events (run_id, at, last_at, times, kind, http_status, request_id, duration, "
                  "words) VALUES (?, 0, 0, 1, ?, 200, '', 12, '')"_s);
    for (int number = 1; number <= count; ++number) {
        if (number % 5'000 == 1)
            insist(database.transaction(), database.lastError());
        runs::Run one = runOf(number);
        const QByteArray body = resultOf(number);
        runs::bindRun(run, one);
        insist(run.exec(), run.lastError());
        result.bindValue(0, number);
        result.bindValue(1, body);
        insist(result.exec(), result.lastError());
        search.bindValue(0, number);
        search.bindValue(1, runs::searchText(one, runs::extractedValues(body)));
        insist(search.exec(), search.lastError());
        for (int kind = 0; kind < 3; ++kind) {
            event.bindValue(0, number);
            event.bindValue(1, kind);
            insist(event.exec(), event.lastError());
        }
        if (number % 5'000 == 0 || number == count)
            insist(database.commit(), database.lastError());
    }
}

struct Search {
    QString name;
    runs::HistoryFilter filter;
    int most = newest;
    int behind = 0; ///< the number of a run
    double bar = aim;
    QString reason = {}; ///< of another bar
};

Search miss(Search search, double bar, const QString &reason) {
    search.bar = bar;
    search.reason = reason;
    return search;
}

QList<Search> searches(int count) {
    const auto words = [](const QString &text, bool oldestFirst = false) {
        return runs::HistoryFilter{text, {}, {}, {}, {runs::SortKey::Age, oldestFirst}};
    };
    const auto of = [&](const QString &text, const QList<runs::RunState> &states, const QString &workflow) {
        runs::HistoryFilter filter = words(text);
        filter.states = states;
        if (!workflow.isEmpty())
            filter.profile = u"https://api.anyformat.ai"_s;
        filter.workflowId = workflow;
        return filter;
    };
    const QString old = u"%1"_s.arg(count / 100, 6, 10, QChar(u'0'));
    const QString other = u"%1"_s.arg(count / 7, 6, 10, QChar(u'0'));
    const QString last = u"%1"_s.arg(count - 10, 6, 10, QChar(u'0'));
    using enum runs::RunState;
    const QString common = u"the index's lists of pieces that all runs have must be read"_s;
    QList<Search> all{
        {u"nothing (the newest 50)"_s, {}},
        {u"a part of every name"_s, words(u"voice-"_s)},
        {u"the name of one old run"_s, words(u"invoice-"_s + old)},
        {u"a value of one old run"_s, words(u"INV-2026-"_s + old)},
        {u"the same in a phrase"_s,
            words(u"\"Invoices 0\n5a4db0c1-0001-4c00-8000-%1\""_s.arg(count / 100, 12, 10, QChar(u'0')))},
        {u"two values of one old run"_s, words(u"INV-2026-%1 invoice-%1.pdf"_s.arg(old))},
        {u"two values of two runs"_s, words(u"INV-2026-%1 INV-2026-%2"_s.arg(old, other))},
        {u"the same, oldest first"_s, words(u"INV-2026-%1 INV-2026-%2"_s.arg(old, other), true)},
        {u"a value of every tenth run"_s, words(u"nordwind"_s)},
        {u"two values"_s, words(u"nordwind \"zinc plated\""_s)},
        {u"two values that never meet"_s, words(u"nordwind contoso"_s)},
        {u"three letters of every run"_s, words(u"inv"_s)},
        {u"the same, oldest first"_s, words(u"inv"_s, true)},
        {u"the newest, oldest first"_s, words(u"invoice-"_s + last, true)},
        {u"what is nowhere"_s, words(u"xylophone"_s)},
        {u"nowhere, of common pieces"_s, words(u"INV-2026-999999"_s)},
        {u"the same, oldest first"_s, words(u"INV-2026-999999"_s, true)},
        {u"two letters of every name"_s, words(u"oi"_s)},
        {u"two letters of no name"_s, words(u"qx"_s)},
        {u"two letters of values, no name"_s, words(u"zi"_s)},
        {u"two letters with dots, no name"_s, words(u"\u00FCl"_s)},
        {u"two times two letters"_s, words(u"oi qx"_s)},
        miss({u"two letters and a value"_s, words(u"qx nordwind"_s)}, 160,
            u"two letters are in no index: every tenth run is looked at"_s),
        {u"a common word, of a rare state"_s, of(u"invoice"_s, {Failed}, {})},
        {u"two letters, of a rare state"_s, of(u"oi"_s, {Failed}, {})},
        {u"a common word, nobody's workflow"_s, of(u"invoice"_s, {}, u"w9"_s)},
        {u"a common word, of no state"_s, of(u"invoice"_s, {Unconfirmed, Stopped}, {})},
        miss({u"a value, of a workflow"_s, of(u"nordwind"_s, {}, u"w3"_s)}, 30,
            u"the two never meet: every tenth run's workflow is looked at"_s),
        {u"a rare state"_s, of({}, {Failed}, {})},
        {u"a workflow"_s, of({}, {}, u"w3"_s)},
        // Pieces that all runs have, in an order that few or none have: the lists of some must be read.
        miss({u"the beginning of old names"_s, words(u"invoice-001"_s)}, 100, common),
        miss({u"the beginning of old values"_s, words(u"INV-2026-001"_s)}, 100, common),
        miss({u"nowhere, of everybody's pieces"_s, words(u"INV-2026-000000"_s)}, 100, common),
    };
    // In another order: a page of 100, and one in the middle.
    const QList<std::pair<QString, runs::SortKey>> keys{{u"name"_s, runs::SortKey::Name},
        {u"state"_s, runs::SortKey::State}, {u"workflow"_s, runs::SortKey::Workflow},
        {u"size"_s, runs::SortKey::Size}};
    for (const auto &[name, key] : keys) {
        for (bool backwards : {false, true}) {
            const QString by = u"by "_s + name + (backwards ? u", backwards"_s : QString());
            runs::HistoryFilter filter;
            filter.order = {key, backwards};
            all.append({by, filter, 100});
            all.append({by + u", the middle"_s, filter, 100, count / 2});
            filter.text = u"invoice"_s;
            all.append(miss({by + u", a common word"_s, filter, 100}, 8,
                u"the newest 1,000 that are found are sorted"_s));
            filter = of({}, {Failed, Cancelled}, {});
            filter.order = {key, backwards};
            all.append({by + u", a rare state"_s, filter, 100});
        }
    }
    return all;
}

/// A result of 250 kB, the largest that is a row of the ledger, all of it values; unlike each other, which
/// costs an index most.
QByteArray longResult(quint32 seed) {
    QRandomGenerator random(seed);
    QByteArray json = R"({"extractions":[{"fields":{"rows":[)";
    while (json.size() < 250'000)
        json += R"({"cell":{"value":")" + QByteArray::number(random.generate64(), 36) + R"("}},)";
    json.chop(1);
    return json + "]}}]}";
}

/// For how long results with long values keep the window's thread, while another thread enters them whole.
double longestWrite(QTextStream &out) {
    constexpr int results = 40;
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"ledger.sqlite"_s);
    runs::RunStore store(file);
    if (const QString error = store.open(); !error.isEmpty())
        qFatal("%s", qPrintable(error));
    runs::ValueIndex index(file, store.files());
    runs::HistoryReader reader(file);
    std::vector<double> writes;
    std::vector<double> turns; // of the event loop
    std::vector<double> searches;
    const auto turn = [&] {
        turns.push_back(bench::milliseconds([] { QCoreApplication::processEvents(); }));
    };
    for (int i = 1; i <= results; ++i) {
        const QByteArray body = longResult(quint32(i));
        QList<runs::Run> list{runOf(i)};
        if (!store.insert(list, {}).isEmpty())
            qFatal("no run");
        writes.push_back(bench::milliseconds([&] {
            if (!store.updateWithResult(list.first(), body).isEmpty())
                qFatal("no result");
        }));
        index.update();
        bool heard = false;
        searches.push_back(bench::milliseconds([&] {
            reader.ask(
                {u"zz7"_s, {}, {}, {}}, 0, newest, [&heard](const runs::HistoryPage &) { heard = true; });
            while (!heard)
                turn();
        }));
    }
    QElapsedTimer rest;
    rest.start();
    bool entered = false;
    QObject::connect(
        &index, &runs::ValueIndex::leftChanged, &index, [&entered](int left) { entered = left == 0; });
    while (!entered && rest.elapsed() < 60'000)
        turn();
    out << results << " results of 250 kB, all of it values: each keeps the window's thread for "
        << bench::median(writes) << " ms, longest " << bench::longest(writes)
        << " ms; a turn of its event loop while they are entered, longest " << bench::longest(turns)
        << " ms; a search meanwhile " << bench::median(searches) << " ms" << Qt::endl;
    return std::max(bench::longest(writes), bench::longest(turns));
}

} // namespace

int main(int argc, char **argv) {
    QCoreApplication app(argc, argv);
    const QTemporaryDir own;
    const QString folder = argc > 1 ? QDir(QString::fromLocal8Bit(argv[1])).absolutePath() : own.path();
    const int count = argc > 2 ? std::max(1000, QByteArray(argv[2]).toInt()) : 100'000;
    QTextStream out(stdout);
    const QString file = folder + u"/ledger.sqlite"_s;
    if (!QFile::exists(file)) {
        QDir().mkpath(folder);
        const double ms = bench::milliseconds([&] { fill(file, count); });
        out << "made a ledger of " << count << " runs in " << ms / 1000 << " s, "
            << double(QFileInfo(file).size()) / 1e9 << " GB" << Qt::endl;
    }

    constexpr int rounds = 15;
    const QTemporaryDir none;
    std::vector<double> empty;
    std::vector<double> full;
    std::vector<double> ratios;
    for (int i = -1; i < rounds; ++i) {
        const double a = bench::firstPaint(
            QStringLiteral(DESKTOP), {u"--data-dir"_s, none.path(), u"--exit-when-shown"_s});
        const double b =
            bench::firstPaint(QStringLiteral(DESKTOP), {u"--data-dir"_s, folder, u"--exit-when-shown"_s});
        if (i < 0)
            continue; // the first warms the caches
        empty.push_back(a);
        full.push_back(b);
        ratios.push_back(b / a);
    }
    const double ratio = bench::median(ratios);
    out << "first paint, medians of " << rounds << "\n  an empty ledger  " << bench::median(empty)
        << " ms\n  the full ledger  " << bench::median(full) << " ms, ratio " << ratio << Qt::endl;

    runs::RunStore store(file);
    const double opening = bench::milliseconds([&store] {
        if (const QString error = store.open(); !error.isEmpty())
            qFatal("%s", qPrintable(error));
    });
    out << "the store opens in " << opening << " ms\nthe newest 50 that a filter finds, medians of " << rounds
        << Qt::endl;
    QStringList misses;
    bool worse = false;
    const QList<Search> all = searches(count);
    for (const Search &search : all) {
        std::vector<double> times;
        qsizetype found = 0;
        runs::HistoryPlace from;
        if (search.behind > 0)
            from = runs::HistoryPlace(*store.run(search.behind), search.filter.order.key);
        for (int i = 0; i < rounds; ++i)
            times.push_back(bench::milliseconds(
                [&] { found = store.history().page(search.filter, from, search.most).size(); }));
        const double median = bench::median(times);
        worse = worse || median > search.bar;
        if (median > aim)
            misses << u"%1: %2 ms, %3"_s.arg(search.name, QString::number(median, 'f', 1),
                median > search.bar ? u"WORSE than the %1 ms known"_s.arg(search.bar) : search.reason);
        out << "  " << search.name.leftJustified(36) << QString::number(bench::median(times), 'f', 2)
            << " ms (first " << QString::number(times.front(), 'f', 2) << "), " << found << " found"
            << Qt::endl;
    }

    out << misses.size() << " of " << all.size() << " searches miss the " << aim << " ms aimed at"
        << Qt::endl;
    for (const QString &words : std::as_const(misses))
        out << "  " << words << Qt::endl;

    // Whether one run matches is asked at each new state of a run while words stand in the filter.
    const runs::HistoryFilter words{u"invoice-%1"_s.arg(count / 100, 6, 10, QChar(u'0')), {}, {}, {}};
    std::vector<double> matching;
    for (int i = 0; i < rounds; ++i)
        matching.push_back(bench::milliseconds([&] {
            if (store.history().matches(count - i, words))
                qFatal("another run is found by the name of an old one");
        }));
    out << "whether one run matches: " << bench::median(matching) << " ms" << Qt::endl;

    std::vector<double> counting;
    for (int i = 0; i < rounds; ++i)
        counting.push_back(bench::milliseconds([&] { store.history().counts(); }));
    out << "how many are in each state: " << bench::median(counting) << " ms" << Qt::endl;

    // Step by step, the median of several ways to the end: what other programs take is no stall of ours.
    std::vector<std::vector<double>> steps;
    int rows = 0;
    for (int way = 0; way < 5; ++way) {
        std::optional<runs::RunsModel> model;
        size_t step = 0;
        const auto note = [&](double ms) {
            steps.resize(std::max(steps.size(), step + 1));
            steps[step++].push_back(ms);
        };
        note(bench::milliseconds([&] { model.emplace(&store.history()); }));
        while (model->canFetchMore({}))
            note(bench::milliseconds([&] { model->fetchMore({}); }));
        rows = model->rowCount();
    }
    std::vector<double> pages;
    for (const std::vector<double> &step : steps)
        pages.push_back(bench::median(step));
    out << "the list to its end, in pages of " << runs::RunsModel::pageSize << ": " << rows
        << " rows, median " << bench::median(pages) << " ms, longest " << bench::longest(pages) << " ms"
        << Qt::endl;
    const double longest = longestWrite(out);
    return ratio <= 1.1 && !worse && longest <= 50 && bench::longest(pages) <= 50 ? 0 : 1;
}
