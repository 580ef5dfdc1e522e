// SPDX-License-Identifier: MIT
// What waiting costs: the processor time of a RunService, and of the window, while 1,000 runs of one workflow
// wait at a service, rounds through its list included; beside none that wait. bench_idle [SECONDS]. Exit code
// 1 when the RunService or the window takes 1 % of a core.
#include "app/api/apiclient.h"
#include "app/api/redactor.h"
#include "app/runs/runservice.h"
#include "app/runs/runstore.h"
#include "app/settings/settings.h"
#include "tests/bench/measure.h"
#include "tests/bench/sinkprocess.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QEventLoop>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int waiting = 1'000;
constexpr int settling = 5; // seconds

void pass(int seconds) {
    QEventLoop loop;
    QTimer::singleShot(seconds * 1000, &loop, &QEventLoop::quit);
    loop.exec();
}

void fill(const QString &dataDir, const QString &profile, int count) {
    runs::RunStore store(dataDir + u"/ledger.sqlite"_s);
    if (const QString error = store.open(); !error.isEmpty())
        qFatal("%s", qPrintable(error));
    QList<runs::Run> all;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (int i = 1; i <= count; ++i) {
        runs::Run run;
        run.profile = profile;
        run.workflowId = u"w1"_s;
        run.workflowName = u"Invoices"_s;
        run.name = u"invoice-%1.pdf"_s.arg(i);
        run.state = runs::RunState::Waiting;
        run.collectionId = u"c%1"_s.arg(i);
        run.createdAt = run.uploadStartedAt = run.acceptedAt = now - 60'000;
        run.deadlineAt = now + 3'600'000;
        run.nextAskAt = now;
        all << run;
    }
    if (const QString error = store.insert(all, {}); !error.isEmpty())
        qFatal("%s", qPrintable(error));
}

/// Of a core.
double costOfService(const QUrl &url, int count, int seconds, int *calls) {
    const QTemporaryDir folder;
    fill(folder.path(), u"service"_s, count);
    api::Redactor redactor;
    api::ApiClient client(&redactor);
    client.setEndpoint(url, u"af_bench_key"_s);
    QObject::connect(&client, &api::ApiClient::rateLimitsSeen, [calls] { ++*calls; });
    runs::RunStore store(folder.filePath(u"ledger.sqlite"_s));
    runs::RunService service(&store, [] { return QDateTime::currentMSecsSinceEpoch(); });
    QString error = store.open();
    if (error.isEmpty())
        error = service.start();
    if (!error.isEmpty())
        qFatal("%s", qPrintable(error));
    service.setClient(u"service"_s, &client);
    pass(settling);
    *calls = 0;
    const double before = bench::cpuSeconds();
    const double ms = bench::milliseconds([seconds] { pass(seconds); });
    return (bench::cpuSeconds() - before) / ms * 1000;
}

/// utime and stime of /proc/PID/stat, in seconds.
double cpuOf(qint64 pid) {
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the window has ended");
    const QByteArray stat = file.readAll();
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return (fields.value(11).toDouble() + fields.value(12).toDouble()) / double(sysconf(_SC_CLK_TCK));
}

double costOfWindow(const QUrl &url, int count, int seconds) {
    const QTemporaryDir folder;
    fill(folder.path(), settings::profileId(settings::Profile::Service, url), count);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ANYFORMAT_BASE_URL"_s, url.toString());
    environment.insert(u"ANYFORMAT_API_KEY"_s, u"af_bench_key"_s);
    QProcess window;
    window.setProcessEnvironment(environment);
    window.setProcessChannelMode(QProcess::ForwardedChannels);
    window.start(QStringLiteral(DESKTOP), {u"--data-dir"_s, folder.path()});
    if (!window.waitForStarted())
        qFatal("the window does not start");
    pass(settling);
    const double before = cpuOf(window.processId());
    const double ms = bench::milliseconds([seconds] { pass(seconds); });
    const double cost = (cpuOf(window.processId()) - before) / ms * 1000;
    window.kill();
    window.waitForFinished();
    return cost;
}

} // namespace

int main(int argc, char **argv) {
    QCoreApplication app(argc, argv);
    const int seconds = argc > 1 ? std::max(5, QByteArray(argv[1]).toInt()) : 30;
    const bench::SinkProcess sink({QString::number(waiting)});
    QTextStream out(stdout);
    int calls = 0;
    const double nothing = costOfService(sink.url(), 0, seconds, &calls);
    const double service = costOfService(sink.url(), waiting, seconds, &calls);
    out << "over " << seconds << " s\nRunService, none waits      " << nothing * 100
        << " % of a core\nRunService, " << waiting << " wait      " << service * 100 << " % of a core, "
        << calls << " calls\n";
    const double emptyWindow = costOfWindow(sink.url(), 0, seconds);
    const double window = costOfWindow(sink.url(), waiting, seconds);
    out << "the window, none waits      " << emptyWindow * 100 << " % of a core\nthe window, " << waiting
        << " wait      " << window * 100 << " % of a core" << Qt::endl;
    return service < 0.01 && window < 0.01 ? 0 : 1;
}
