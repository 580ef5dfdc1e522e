// SPDX-License-Identifier: MIT
// For how long the window does not answer: the longest gap between two turns of its event loop while it
// works, beside the same window at rest in the same run. bench_responsive [MEGABYTES]
#include "tests/support/scriptedserver.h"
#include "tests/support/workbench.h"
#include "ui/submitpane.h"
#include "ui/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTextStream>
#include <QThread>
#include <QtTest>

using namespace Qt::StringLiterals;
using support::ScriptedReply;
using support::ScriptedRequest;

namespace {

/// Rings as often as the event loop lets it, and remembers the longest wait.
class Gaps : public QObject {
public:
    Gaps() {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_longest = qMax(m_longest, m_since.nsecsElapsed());
            m_since.restart();
        });
        m_since.start();
        m_timer.start(0);
    }
    double takeMilliseconds() {
        m_since.restart();
        return double(std::exchange(m_longest, 0)) / 1e6;
    }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

QByteArray resultOfSize(qsizetype size) {
    QByteArray json = R"({"extractions":[{"fields":{"rows":[)";
    while (json.size() < size)
        json += R"({"description":{"value":"Bolt M4, zinc plated","confidence":91.5,"evidence":[]}},)";
    json.chop(1);
    return json + "]}}]}";
}

/// A service in a thread of its own: what it does costs the window nothing.
class Service : public QThread {
public:
    explicit Service(const QByteArray &result)
        : m_result(result) {
        start();
        m_ready.acquire();
    }
    ~Service() override {
        quit();
        wait();
    }
    QUrl url;

private:
    void run() override {
        support::ScriptedServer server([this](const ScriptedRequest &request) {
            if (request.method == "POST")
                return ScriptedReply::json(202, R"({"id":"c1","status":"pending"})");
            if (request.path.startsWith("/v2/workflows/?"))
                return ScriptedReply::json(200, R"({"count":1,"results":[{"id":"w1","name":"Invoices"}]})");
            return ScriptedReply::json(200, m_result);
        });
        url = server.url();
        m_ready.release();
        exec();
    }
    QByteArray m_result;
    QSemaphore m_ready;
};

} // namespace

int main(int argc, char **argv) {
    QApplication app(argc, argv);
    const int megabytes = argc > 1 ? QByteArray(argv[1]).toInt() : 20;
    ui::Theme(app).apply(ui::Theme::Choice::Light);
    Service service(resultOfSize(qsizetype(megabytes) * 1'000'000));
    const QTemporaryDir data;
    QProcessEnvironment environment;
    environment.insert(u"ANYFORMAT_BASE_URL"_s, service.url.toString());
    environment.insert(u"ANYFORMAT_API_KEY"_s, u"af_bench_key"_s);
    support::Workbench bench(data.path(), environment);
    bench.open();
    bench.window->submitPane()->setPane(ui::SubmitPane::Text);
    const auto *submit = bench.window->findChild<QPushButton *>(u"submitButton"_s);
    bench.window->submitPane()->setText(u"Total: 1"_s);
    QTextStream out(stdout);
    if (!QTest::qWaitFor([submit] { return submit->isEnabled(); }))
        qFatal("the workflows did not come");

    Gaps gaps;
    QElapsedTimer rest;
    rest.start();
    (void)QTest::qWaitFor([&rest] { return rest.elapsed() > 2000; });
    out << "at rest                         longest gap " << gaps.takeMilliseconds() << " ms\n";

    QSignalSpy shown(bench.window.get(), &ui::MainWindow::resultShown);
    bench.window->submit();
    if (!QTest::qWaitFor([&shown] { return !shown.isEmpty(); }, 60'000))
        qFatal("the result was not shown");
    rest.restart();
    (void)QTest::qWaitFor([&rest] { return rest.elapsed() > 1000; }); // its fields, and what is put off
    out << "a result of " << megabytes << " MB, sent to shown  longest gap " << gaps.takeMilliseconds()
        << " ms\n";

    for (int i = 0; i < 50; ++i) {
        bench.window->submitPane()->setText(u"Total: %1"_s.arg(i));
        bench.window->submit();
        QCoreApplication::processEvents();
    }
    out << "50 texts submitted              longest gap " << gaps.takeMilliseconds() << " ms" << Qt::endl;
    return 0;
}
