// SPDX-License-Identifier: MIT
// How long 2,000 questions for results that are not ready take, one after the other, beside curl on one
// connection and a bare QNetworkAccessManager in the same run; and how long one takes while eight files of 20
// MB trickle to the service, more than one QNetworkAccessManager has connections for. bench_polls [ROUNDS].
// Exit code 1 when curl is more than three times as fast.
#include "app/api/apiclient.h"
#include "app/api/redactor.h"
#include "tests/bench/measure.h"
#include "tests/bench/sinkprocess.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

constexpr int questions = 2'000;

/// Asks `total` times, `atOnce` at a time, the next one as soon as one is answered, or after `pause` ms.
/// Returns what each of them took.
std::vector<double> ask(api::ApiClient &client, int total, int atOnce = 1, int pause = 0) {
    std::vector<double> times;
    int begun = 0;
    QEventLoop loop;
    std::function<void()> next = [&] {
        if (begun == total)
            return;
        ++begun;
        QElapsedTimer timer;
        timer.start();
        client.results(
            u"w1"_s, u"c%1"_s.arg(begun), &loop, [&, timer](const api::Outcome<api::ResultsAnswer> &outcome) {
                if (!outcome)
                    qFatal("%s", qPrintable(outcome.error().summary));
                times.push_back(double(timer.nsecsElapsed()) / 1e6);
                if (int(times.size()) == total)
                    loop.quit();
                else if (pause > 0)
                    QTimer::singleShot(pause, &loop, next);
                else
                    next();
            });
    };
    for (int i = 0; i < atOnce; ++i)
        next();
    loop.exec();
    return times;
}

/// What Qt alone takes for the same.
void askQt(const QUrl &url, int total) {
    QNetworkAccessManager manager;
    QEventLoop loop;
    int answered = 0;
    const std::function<void()> next = [&] {
        QNetworkRequest request(
            QUrl(url.toString() + u"/v2/workflows/w1/files/c%1/results/"_s.arg(answered + 1)));
        request.setRawHeader("Authorization", "Bearer af_bench_key");
        QNetworkReply *reply = manager.get(request);
        QObject::connect(reply, &QNetworkReply::finished, &loop, [&, reply] {
            reply->readAll();
            reply->deleteLater();
            if (++answered == total)
                loop.quit();
            else
                next();
        });
    };
    next();
    loop.exec();
}

/// One curl with as many addresses.
void askCurl(const QUrl &url, int total) {
    QByteArray config = "silent\nheader = \"Authorization: Bearer af_bench_key\"\n";
    for (int i = 1; i <= total; ++i)
        config += "url = \"" + url.toEncoded() + "/v2/workflows/w1/files/c" + QByteArray::number(i) +
                  "/results/\"\noutput = \"/dev/null\"\n";
    QProcess curl;
    curl.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    curl.start(u"curl"_s, {u"--config"_s, u"-"_s});
    curl.write(config);
    curl.closeWriteChannel();
    if (!curl.waitForFinished(120'000) || curl.exitCode() != 0)
        qFatal("curl failed");
}

} // namespace

int main(int argc, char **argv) {
    QCoreApplication app(argc, argv);
    const int rounds = argc > 1 ? std::max(1, QByteArray(argv[1]).toInt()) : 5;
    api::Redactor redactor;
    const bench::SinkProcess sink;
    api::ApiClient client(&redactor);
    client.setEndpoint(sink.url(), u"af_bench_key"_s);
    ask(client, 100);

    std::vector<double> curls;
    std::vector<double> qts;
    std::vector<double> ours;
    std::vector<double> sixAtOnce;
    std::vector<double> curlsCpu; // on a busy machine, what waiting for a processor does not spoil
    std::vector<double> oursCpu;
    for (int round = 0; round < rounds; ++round) {
        const double curlsBefore = bench::cpuSeconds(RUSAGE_CHILDREN);
        curls.push_back(bench::milliseconds([&] { askCurl(sink.url(), questions); }));
        curlsCpu.push_back((bench::cpuSeconds(RUSAGE_CHILDREN) - curlsBefore) * 1000);
        qts.push_back(bench::milliseconds([&] { askQt(sink.url(), questions); }));
        const double oursBefore = bench::cpuSeconds();
        ours.push_back(bench::milliseconds([&] { ask(client, questions); }));
        oursCpu.push_back((bench::cpuSeconds() - oursBefore) * 1000);
        sixAtOnce.push_back(bench::milliseconds([&] { ask(client, questions, 6); }));
    }
    const double ratio = bench::median(ours) / bench::median(curls);
    QTextStream out(stdout);
    out << questions << " questions, medians of " << rounds << "\ncurl, one connection   "
        << bench::median(curls) << " ms\nQNetworkAccessManager  " << bench::median(qts) << " ms, ratio "
        << bench::median(qts) / bench::median(curls) << "\none after the other    " << bench::median(ours)
        << " ms, ratio " << ratio << "\nsix at once            " << bench::median(sixAtOnce) << " ms, ratio "
        << bench::median(sixAtOnce) / bench::median(curls) << "\nprocessor time         curl "
        << bench::median(curlsCpu) << " ms, one after the other " << bench::median(oursCpu) << " ms, ratio "
        << bench::median(oursCpu) / bench::median(curlsCpu) << Qt::endl;

    const QTemporaryDir folder;
    const QString path = folder.filePath(u"scan.pdf"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray(20'000'000, 'x')) != 20'000'000)
        qFatal("%s cannot be written", qPrintable(path));
    file.close();
    const bench::SinkProcess slow({u"0"_s, u"1000000"_s});
    api::ApiClient busy(&redactor);
    busy.setEndpoint(slow.url(), u"af_bench_key"_s);
    constexpr int some = 500;
    constexpr int pause = 5;
    ask(busy, 50, 1, pause);
    const std::vector<double> alone = ask(busy, some, 1, pause);
    constexpr int uploadsAtOnce = 8; // Qt allows 6 connections to a host
    int underWay = uploadsAtOnce;
    QList<api::ApiCall *> uploads;
    for (int i = 0; i < uploadsAtOnce; ++i)
        uploads << busy.run(u"w1"_s, {path, u"scan.pdf"_s, u"application/pdf"_s, {}}, &busy,
            [&underWay](const api::Outcome<api::Accepted> &) { --underWay; });
    const std::vector<double> beside = ask(busy, some, 1, pause);
    if (underWay != uploadsAtOnce)
        qFatal("the uploads were over too soon");
    for (api::ApiCall *upload : std::as_const(uploads))
        upload->cancel();
    out << "\n"
        << some << " questions, one each " << pause << " ms\nalone                  median "
        << bench::median(alone) << " ms, longest " << bench::longest(alone)
        << " ms\nbeside eight uploads   median " << bench::median(beside) << " ms, longest "
        << bench::longest(beside) << " ms, ratio of medians " << bench::median(beside) / bench::median(alone)
        << Qt::endl;
    return ratio <= 3 ? 0 : 1;
}
