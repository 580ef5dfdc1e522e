// SPDX-License-Identifier: MIT
// What uploads at the service's limit, one a second, cost this process: processor time, and memory above what
// it has at rest, for files of 1 MB and of 20 MB in turn in one run. bench_uploads [FILES [ROUNDS]]. Exit
// code 1 when the large ones take 15 % of a core or 8 MiB.
#include "app/api/apiclient.h"
#include "app/api/redactor.h"
#include "app/runs/runservice.h"
#include "app/runs/runstore.h"
#include "tests/bench/measure.h"
#include "tests/bench/sinkprocess.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

struct Cost {
    std::vector<double> cores; ///< of one
    std::vector<double> mebibytes;
};

QString writeFile(const QTemporaryDir &folder, int megabytes) {
    const QString path = folder.filePath(u"scan-%1.pdf"_s.arg(megabytes));
    QFile file(path);
    const qint64 size = megabytes > 0 ? qint64(megabytes) * 1'000'000 : 1'000;
    const QByteArray piece = "%PDF-1.7\n" + QByteArray(9'991, 'x');
    bool isWritten = file.open(QIODevice::WriteOnly);
    for (qint64 left = size; isWritten && left > 0; left -= piece.size())
        isWritten = file.write(piece.constData(), qMin<qint64>(left, piece.size())) > 0;
    if (!isWritten)
        qFatal("%s cannot be written", qPrintable(path));
    return path;
}

/// Submits a file a second, and returns when all of them were accepted.
void upload(runs::RunService &service, const QString &path, int files) {
    const runs::Target target{u"service"_s, u"w1"_s, u"Invoices"_s};
    int submitted = 0;
    int accepted = 0;
    QEventLoop loop;
    QHash<qint64, runs::RunState> states;
    const auto watching =
        QObject::connect(&service, &runs::RunService::runChanged, [&](const runs::Run &run) {
            const bool isNews = states.value(run.id, runs::RunState::Queued) != run.state;
            states[run.id] = run.state;
            if (isNews && !run.isActive())
                qFatal("an upload failed: %s %s", qPrintable(run.message), qPrintable(run.detail));
            if (isNews && run.state == runs::RunState::Waiting && ++accepted == files)
                loop.quit();
        });
    QTimer timer;
    const auto submit = [&] {
        if (++submitted == files)
            timer.stop();
        if (const QString error = service.submitFiles(target, {runs::checkFile(path)}); !error.isEmpty())
            qFatal("%s", qPrintable(error));
    };
    QObject::connect(&timer, &QTimer::timeout, submit);
    timer.start(1000);
    loop.exec();
    QObject::disconnect(watching);
}

void measure(runs::RunService &service, const QString &path, int files, Cost &cost) {
    bench::resetPeak();
    const double idle = bench::memoryKib("VmRSS");
    const double before = bench::cpuSeconds();
    const double ms = bench::milliseconds([&] { upload(service, path, files); });
    cost.cores.push_back((bench::cpuSeconds() - before) / ms * 1000);
    cost.mebibytes.push_back((bench::memoryKib("VmHWM") - idle) / 1024);
}

} // namespace

int main(int argc, char **argv) {
    QCoreApplication app(argc, argv);
    const int files = argc > 1 ? std::max(1, QByteArray(argv[1]).toInt()) : 20;
    const int rounds = argc > 2 ? std::max(1, QByteArray(argv[2]).toInt()) : 3;
    const QTemporaryDir folder;
    const QString tiny = writeFile(folder, 0);
    const QString small = writeFile(folder, 1);
    const QString large = writeFile(folder, 20);
    const bench::SinkProcess sink;
    api::Redactor redactor;
    api::ApiClient client(&redactor);
    client.setEndpoint(sink.url(), u"af_bench_key"_s);
    runs::RunStore store(folder.filePath(u"ledger.sqlite"_s));
    runs::RunService service(&store, [] { return QDateTime::currentMSecsSinceEpoch(); });
    QString error = store.open();
    if (error.isEmpty())
        error = service.start();
    if (!error.isEmpty())
        qFatal("%s", qPrintable(error));
    service.setClient(u"service"_s, &client);

    Cost ofTiny;
    measure(service, tiny, 3, ofTiny); // warms up what every upload needs
    Cost ofSmall;
    Cost ofLarge;
    for (int round = 0; round < rounds; ++round) {
        measure(service, small, files, ofSmall);
        measure(service, large, files, ofLarge);
    }
    QTextStream out(stdout);
    out << files << " files, one a second, medians of " << rounds << "\n";
    const auto print = [&out](const char *name, const Cost &cost) {
        out << name << bench::median(cost.cores) * 100 << " % of a core, peak memory at most "
            << bench::longest(cost.mebibytes) << " MiB above rest\n";
    };
    print("1 MB   ", ofSmall);
    print("20 MB  ", ofLarge);
    out << "20 MB beside 1 MB: processor time ratio "
        << bench::median(ofLarge.cores) / bench::median(ofSmall.cores) << Qt::endl;
    return bench::median(ofLarge.cores) < 0.15 && bench::longest(ofLarge.mebibytes) <= 8 ? 0 : 1;
}
