// SPDX-License-Identifier: MIT
#include "tests/campaign/tst_campaign.h"

#include "app/runs/transitions.h"
#include "tests/campaign/arm.h"
#include "tests/campaign/service.h"

#include <QElapsedTimer>
#include <QTextStream>
#include <QThread>
#include <QtTest>

#include <functional>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using campaign::Arm;
using campaign::Audit;
using campaign::Tally;
using runs::Event;
using runs::RunState;

namespace {

// Chances at each occasion; the numbers of times are never used up, and tell how often it happened.
const QString misbehaviour =
    u"lost-reply=7%x100000,lost-answer=4%x100000,cut-upload=4%x100000,cut-result=5%x100000,"
    "delay=15%x100000:250,throttle=2%x100000:1,bad-gateway=1%x100000,unknown-status=10%x100000"_s;

/// All arms at once, each in its own thread.
void inParallel(const std::vector<std::unique_ptr<Arm>> &arms, void (Arm::*work)()) {
    std::vector<std::unique_ptr<QThread>> threads;
    for (const auto &arm : arms) {
        threads.emplace_back(QThread::create([&arm, work] { (arm.get()->*work)(); }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        thread->wait();
}

/// What became of one arm.
struct Outcome {
    Tally tally;
    Audit audit;
    QHash<int, int> events; ///< by kind
    int documents = 0;
};

class Table {
public:
    Table(const Outcome &commandLine, const Outcome &window)
        : m_commandLine(commandLine)
        , m_window(window) {
        m_out << '\n' << QString(44, u' ');
        cells(u"command line"_s, u"window"_s, u"together"_s);
    }
    void row(const QString &name, const std::function<int(const Outcome &)> &value) {
        const int one = value(m_commandLine);
        const int other = value(m_window);
        m_out << name.leftJustified(44);
        cells(QString::number(one), QString::number(other), QString::number(one + other));
    }
    void row(const QString &name, RunState state) {
        row(name, [state](const Outcome &outcome) { return outcome.audit.states.value(state); });
    }
    void row(const QString &name, Event::Kind kind) {
        row(name, [kind](const Outcome &outcome) { return outcome.events.value(kind); });
    }
    void line(const QString &text) { m_out << text << '\n'; }

private:
    void cells(const QString &one, const QString &other, const QString &both) {
        m_out << one.rightJustified(13) << other.rightJustified(9) << both.rightJustified(11) << '\n';
    }

    const Outcome &m_commandLine;
    const Outcome &m_window;
    QTextStream m_out{stdout};
};

void print(const Outcome &commandLine, const Outcome &window, const QStringList &notes) {
    Table table(commandLine, window);
    table.row(u"documents"_s, [](const Outcome &outcome) { return outcome.documents; });
    table.row(u"commands"_s, [](const Outcome &outcome) { return outcome.tally.commands; });
    table.row(u"  kill -9 of them"_s, [](const Outcome &outcome) { return outcome.tally.commandKills; });
    table.row(u"windows"_s, [](const Outcome &outcome) { return outcome.tally.windows; });
    table.row(u"  kill -9 of them"_s, [](const Outcome &outcome) { return outcome.tally.windowKills; });
    table.row(u"uploads broken off by a kill"_s, Event::Interrupted);
    table.row(u"uploads whose answer was lost"_s, Event::AnswerLost);
    table.row(u"  of both, found again at the service"_s, Event::Adopted);
    table.row(u"runs ready, with their results"_s, RunState::Ready);
    table.row(u"runs unconfirmed, and the service has it"_s,
        [](const Outcome &outcome) { return outcome.audit.unconfirmedThere; });
    table.row(u"runs unconfirmed, and it did not arrive"_s,
        [](const Outcome &outcome) { return outcome.audit.unconfirmedNowhere; });
    table.row(u"runs that say they were not sent"_s, RunState::Failed);
    table.row(u"  and their documents sent again"_s,
        [](const Outcome &outcome) { return outcome.audit.sentAgain; });
    table.row(
        u"collections at the service"_s, [](const Outcome &outcome) { return outcome.audit.collections; });
    for (const QString &note : notes)
        table.line(note);
    table.line({});
}

} // namespace

void TestCampaign::nothingIsLostOrSentTwice() {
    const int factor = std::max(1, qEnvironmentVariableIntValue("ANYFORMAT_CAMPAIGN"));
    const int given = qEnvironmentVariableIntValue("ANYFORMAT_CAMPAIGN_SEED");
    const quint32 seed = given > 0 ? quint32(given) : 1;
    const int documents = 500 * factor;
    const int kills = 110 * factor; // of each arm
    const int seconds = 75 * factor;

    QElapsedTimer timer;
    timer.start();
    const campaign::Place place(documents, seed);
    campaign::Service service(misbehaviour, seed);
    std::vector<std::unique_ptr<Arm>> arms;
    arms.push_back(std::make_unique<campaign::CommandArm>(place, service.url(), u"c"_s,
        campaign::Plan{kills, seconds, place.documents().mid(0, documents / 2), seed}));
    arms.push_back(std::make_unique<campaign::WindowArm>(place, service.url(), u"w"_s,
        campaign::Plan{kills, seconds, place.documents().mid(documents / 2), seed + 1}));
    inParallel(arms, &Arm::fight);
    const QMap<QString, int> misdeeds = service.misdeeds();
    service.behave();
    inParallel(arms, &Arm::settle);

    const QList<campaign::Received> received = service.received();
    QStringList defects;
    std::vector<Outcome> outcomes;
    int disturbances = 0;
    for (const auto &arm : arms) {
        const auto ledger = campaign::runsOf(arm->dataDir(), place.marks());
        outcomes.push_back({arm->tally(), campaign::audit(arm->documents(), ledger, received),
            campaign::eventsOf(arm->dataDir()), int(arm->documents().size())});
        defects << arm->tally().defects << outcomes.back().audit.defects
                << campaign::damageOf(arm->dataDir());
        disturbances += arm->tally().kills();
    }
    QStringList done;
    for (auto misdeed = misdeeds.cbegin(); misdeed != misdeeds.cend(); ++misdeed) {
        disturbances += misdeed.value();
        done << u"%1 %2"_s.arg(misdeed.key()).arg(misdeed.value());
    }
    const Outcome &commandLine = outcomes[0];
    const Outcome &window = outcomes[1];
    print(commandLine, window,
        {u"the service: "_s + done.join(u", "_s), u"%1 disturbances in all, seed %2, %3 s"_s.arg(disturbances)
                                                      .arg(seed)
                                                      .arg(double(timer.elapsed()) / 1000, 0, 'f', 1)});

    QVERIFY2(defects.isEmpty(), qPrintable(defects.mid(0, 30).join(u'\n')));
    for (const Outcome &outcome : outcomes)
        QCOMPARE(outcome.audit.collections + outcome.audit.unconfirmedNowhere, outcome.documents);
    // It was a campaign, also on a slow machine and under sanitizers.
    QVERIFY(disturbances >= 200 * factor);
    QVERIFY(commandLine.tally.kills() >= 20 * factor);
    QVERIFY(window.tally.windowKills >= 10 * factor);
    QVERIFY(commandLine.events.value(Event::Interrupted) + window.events.value(Event::Interrupted) > 0);
    QVERIFY(commandLine.events.value(Event::Adopted) + window.events.value(Event::Adopted) > 0);
    for (const char *name : {"lost-reply", "lost-answer", "cut-upload", "cut-result", "delay"})
        QVERIFY2(misdeeds.value(QString::fromLatin1(name)) > 0, name);
}
