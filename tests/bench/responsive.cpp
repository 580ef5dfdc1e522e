// SPDX-License-Identifier: MIT
// For how long the window does not answer: the longest gap between two turns of its event loop while it
// works, beside the same window at rest in the same run: a large result, many texts, 2,000 files with one
// click, 200 results that are there at once. bench_responsive [MEGABYTES]
#include "app/runs/intake.h"
#include "app/runs/runhistory.h"
#include "tests/bench/gaps.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/workbench.h"
#include "ui/submitpane.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QPushButton>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTextStream>
#include <QThread>
#include <QUrlQuery>
#include <QtTest>

#include <atomic>

using namespace Qt::StringLiterals;
using support::ScriptedReply;
using support::ScriptedRequest;

namespace {

QByteArray resultOfSize(qsizetype size) {
    QByteArray json = R"({"extractions":[{"fields":{"rows":[)";
    while (json.size() < size)
        json += R"({"description":{"value":"Bolt M4, zinc plated","confidence":91.5,"evidence":[]}},)";
    json.chop(1);
    return json + "]}}]}";
}

/// A service in a thread of its own: what it does costs the window nothing. Its collections are "c<number>",
/// and all of them are ready when it is let go.
class Service : public QThread {
public:
    explicit Service(const QByteArray &largeResult)
        : m_large(largeResult)
        , m_small(resultOfSize(100'000)) {
        start();
        m_ready.acquire();
    }
    ~Service() override {
        quit();
        wait();
    }
    QUrl url;
    std::atomic_bool isLarge = true; ///< the results
    std::atomic_bool isHeld = false; ///< "still running", to every question
    std::atomic_int listed = 0;      ///< collections in lists

private:
    void run() override {
        support::ScriptedServer server([this](const ScriptedRequest &request) { return answer(request); });
        url = server.url();
        m_ready.release();
        exec();
    }
    ScriptedReply answer(const ScriptedRequest &request) {
        if (request.method == "POST")
            return ScriptedReply::json(
                202, "{\"id\":\"u" + QByteArray::number(++m_accepted) + R"(","status":"pending"})");
        if (request.path.startsWith("/v2/workflows/?"))
            return ScriptedReply::json(200, R"({"count":1,"results":[{"id":"w1","name":"Invoices"}]})");
        if (request.path.contains("/runs/"))
            return ScriptedReply::json(200, page(request.path));
        if (isHeld)
            return ScriptedReply::json(412, R"({"error_code":"PRECONDITION_FAILED","status":"pending"})");
        return ScriptedReply::json(200, isLarge ? m_large : m_small);
    }
    QByteArray page(const QByteArray &path) const {
        const int number = QUrlQuery(QUrl(QString::fromLatin1(path))).queryItemValue(u"page"_s).toInt();
        QByteArray rows;
        for (int i = (number - 1) * 100 + 1; i <= qMin(number * 100, int(listed)); ++i)
            rows += "{\"id\":\"c" + QByteArray::number(i) + R"(","status":")" +
                    (isHeld ? "in_progress" : "processed") + "\"},";
        rows.chop(1);
        return "{\"count\":" + QByteArray::number(int(listed)) + ",\"results\":[" + rows + "]}";
    }

    QByteArray m_large;
    QByteArray m_small;
    int m_accepted = 0;
    QSemaphore m_ready;
};

QProcessEnvironment environmentFor(const Service &service) {
    QProcessEnvironment environment;
    environment.insert(u"ANYFORMAT_BASE_URL"_s, service.url.toString());
    environment.insert(u"ANYFORMAT_API_KEY"_s, u"af_bench_key"_s);
    return environment;
}

void pass(int ms) {
    QElapsedTimer since;
    since.start();
    (void)QTest::qWaitFor([&] { return since.elapsed() > ms; }, ms + 1'000);
}

void report(QTextStream &out, const QString &what, bench::Gaps &gaps) {
    out << what.leftJustified(36) << "longest gap " << gaps.takeMilliseconds() << " ms" << Qt::endl;
}

int stored(const support::Workbench &bench, runs::RunState state) {
    return bench.service.history().counts().value(state);
}

/// Small files, submitted with one click.
void submitFiles(support::Workbench &bench, int count, QTextStream &out, bench::Gaps &gaps) {
    const QTemporaryDir folder;
    QList<runs::IntakeItem> items;
    for (int i = 0; i < count; ++i) {
        QFile file(folder.filePath(u"statement %1.txt"_s.arg(i)));
        if (!file.open(QIODevice::WriteOnly) || file.write("Total: " + QByteArray::number(i)) <= 0)
            qFatal("a file could not be written");
        file.close();
        items << runs::checkFile(file.fileName());
    }
    bench.window->submitPane()->setPane(ui::SubmitPane::Files);
    bench.window->stagedFiles()->add(items);
    pass(1'000);
    const int before = int(bench.service.history().page({}, 0, 1).value(0).id);
    (void)gaps.takeMilliseconds();
    QElapsedTimer since;
    since.start();
    bench.window->submit();
    const auto isStored = [&] {
        return bench.service.history().page({}, 0, 1).value(0).id >= before + count;
    };
    if (!QTest::qWaitFor(isStored, 60'000))
        qFatal("the files were not submitted");
    const qint64 took = since.elapsed();
    pass(1'000);
    report(out, u"%1 files submitted (in %2 ms)"_s.arg(count).arg(took), gaps);
}

/// Runs that wait, and whose results are there all at once.
void receiveResults(Service &service, int count, QTextStream &out) {
    service.isHeld = true;
    service.isLarge = false;
    service.listed = count;
    const QTemporaryDir data;
    QList<runs::Run> waiting;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (int i = 1; i <= count; ++i) {
        runs::Run run;
        run.profile = settings::profileId(settings::Profile::Service, service.url);
        run.workflowId = u"w1"_s;
        run.workflowName = u"Invoices"_s;
        run.name = u"statement %1.txt"_s.arg(i);
        run.state = runs::RunState::Waiting;
        run.collectionId = u"c%1"_s.arg(i);
        run.createdAt = run.acceptedAt = now;
        run.deadlineAt = now + runs::RunService::waitingTime;
        run.nextAskAt = now + 1'000;
        waiting << run;
    }
    {
        runs::RunStore store(data.filePath(u"ledger.sqlite"_s));
        if (!store.open().isEmpty() || !store.insert(waiting, {}).isEmpty())
            qFatal("the ledger could not be written");
    }
    support::Workbench bench(data.path(), environmentFor(service));
    bench.open();
    pass(3'000); // they are asked for by lists, in vain
    bench::Gaps gaps;
    service.isHeld = false;
    QElapsedTimer since;
    since.start();
    if (!QTest::qWaitFor([&] { return stored(bench, runs::RunState::Ready) == count; }, 120'000))
        qFatal("the results did not come");
    report(out, u"%1 results at once (in %2 ms)"_s.arg(count).arg(since.elapsed()), gaps);
}

} // namespace

int main(int argc, char **argv) {
    QApplication app(argc, argv);
    const int megabytes = argc > 1 ? QByteArray(argv[1]).toInt() : 20;
    ui::Theme(app).apply(ui::Theme::Choice::Light);
    Service service(resultOfSize(qsizetype(megabytes) * 1'000'000));
    const QTemporaryDir data;
    support::Workbench bench(data.path(), environmentFor(service));
    bench.open();
    bench.window->submitPane()->setPane(ui::SubmitPane::Text);
    const auto *submit = bench.window->findChild<QPushButton *>(u"submitButton"_s);
    bench.window->submitPane()->setText(u"Total: 1"_s);
    QTextStream out(stdout);
    if (!QTest::qWaitFor([submit] { return submit->isEnabled(); }))
        qFatal("the workflows did not come");

    bench::Gaps gaps;
    pass(2'000);
    report(out, u"at rest"_s, gaps);

    QSignalSpy shown(bench.window.get(), &ui::MainWindow::resultShown);
    bench.window->submit();
    if (!QTest::qWaitFor([&shown] { return !shown.isEmpty(); }, 60'000))
        qFatal("the result was not shown");
    pass(1'000); // its fields, and what is put off
    report(out, u"a result of %1 MB, sent to shown"_s.arg(megabytes), gaps);

    service.isHeld = true;
    for (int i = 0; i < 50; ++i) {
        bench.window->submitPane()->setText(u"Total: %1"_s.arg(i));
        bench.window->submit();
        QCoreApplication::processEvents();
    }
    report(out, u"50 texts submitted"_s, gaps);

    submitFiles(bench, 2'000, out, gaps);
    bench.window.reset();
    receiveResults(service, 200, out);
    return 0;
}
