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

/// Of what a machine does in a time: sanitizers take most of it.
constexpr int share(int usual) {
#if defined(__SANITIZE_ADDRESS__)
    return usual / 5;
#else
    return usual;
#endif
}

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
    explicit Table(const std::vector<Outcome> &outcomes)
        : m_outcomes(outcomes) {
        m_out << '\n' << QString(44, u' ');
        for (const char *name : {"command line", "window", "watched", "together"})
            cell(QString::fromLatin1(name));
        m_out << '\n';
    }
    void row(const QString &name, const std::function<int(const Outcome &)> &value) {
        int together = 0;
        m_out << name.leftJustified(44);
        for (const Outcome &outcome : m_outcomes) {
            cell(QString::number(value(outcome)));
            together += value(outcome);
        }
        cell(QString::number(together));
        m_out << '\n';
    }
    void row(const QString &name, RunState state) {
        row(name, [state](const Outcome &outcome) { return outcome.audit.states.value(state); });
    }
    void row(const QString &name, Event::Kind kind) {
        row(name, [kind](const Outcome &outcome) { return outcome.events.value(kind); });
    }
    void line(const QString &text) { m_out << text << '\n'; }

private:
    void cell(const QString &text) { m_out << text.rightJustified(13); }

    const std::vector<Outcome> &m_outcomes;
    QTextStream m_out{stdout};
};

void print(const std::vector<Outcome> &outcomes, const QStringList &notes) {
    Table table(outcomes);
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
    const int commanded = documents / 2;
    const int watched = documents / 5;
    const auto plan = [&](int from, int count, int least, quint32 lot) {
        return campaign::Plan{
            kills, share(least) * factor, seconds, place.documents().mid(from, count), seed + lot};
    };
    std::vector<std::unique_ptr<Arm>> arms;
    arms.push_back(
        std::make_unique<campaign::CommandArm>(place, service.url(), u"c"_s, plan(0, commanded, 50, 0)));
    arms.push_back(std::make_unique<campaign::WindowArm>(
        place, service.url(), u"w"_s, plan(commanded, documents - commanded - watched, 50, 1)));
    arms.push_back(std::make_unique<campaign::WatchArm>(
        place, service.url(), u"f"_s, plan(documents - watched, watched, 6, 2)));
    inParallel(arms, &Arm::fight);
    const QMap<QString, int> misdeeds = service.misdeeds();
    service.behave();
    inParallel(arms, &Arm::settle);

    const QList<campaign::Received> received = service.received();
    QStringList defects;
    std::vector<Outcome> outcomes;
    int killed = 0;
    const auto happened = [&outcomes](Event::Kind kind) {
        int times = 0;
        for (const Outcome &outcome : outcomes)
            times += outcome.events.value(kind);
        return times;
    };
    for (const auto &arm : arms) {
        const auto ledger = campaign::runsOf(arm->dataDir(), place.marks());
        outcomes.push_back({arm->tally(), campaign::audit(arm->documents(), ledger, received),
            campaign::eventsOf(arm->dataDir()), int(arm->documents().size())});
        defects << arm->tally().defects << outcomes.back().audit.defects
                << campaign::damageOf(arm->dataDir());
        killed += arm->tally().kills();
    }
    int interruptions = killed;
    QStringList done;
    for (auto misdeed = misdeeds.cbegin(); misdeed != misdeeds.cend(); ++misdeed) {
        interruptions += misdeed.value();
        done << u"%1 %2"_s.arg(misdeed.key()).arg(misdeed.value());
    }
    print(outcomes, {u"the service: "_s + done.join(u", "_s),
                        u"%1 interruptions in all, %2 of them kill -9, seed %3, %4 s"_s.arg(interruptions)
                            .arg(killed)
                            .arg(seed)
                            .arg(double(timer.elapsed()) / 1000, 0, 'f', 1)});

    QVERIFY2(defects.isEmpty(), qPrintable(defects.mid(0, 30).join(u'\n')));
    for (const Outcome &outcome : outcomes)
        QCOMPARE(outcome.audit.collections + outcome.audit.unconfirmedNowhere, outcome.documents);
    // It was a campaign, and each kind had its share.
    const auto misdone = [&misdeeds](std::initializer_list<const char *> names) {
        int times = 0;
        for (const char *name : names)
            times += misdeeds.value(QString::fromLatin1(name));
        return times;
    };
    QVERIFY(
        killed + misdone({"lost-reply", "lost-answer", "cut-upload", "cut-result", "delay"}) >= 200 * factor);
    QVERIFY(killed >= share(100) * factor);
    QVERIFY(outcomes[0].tally.commandKills >= share(40) * factor);
    QVERIFY(outcomes[1].tally.commandKills >= share(10) * factor);
    QVERIFY(outcomes[1].tally.windowKills >= share(15) * factor);
    QVERIFY(outcomes[2].tally.windowKills >= share(5) * factor);
    QVERIFY(misdone({"lost-reply", "lost-answer"}) >= 10 * factor);
    QVERIFY(misdone({"cut-upload", "cut-result"}) >= 10 * factor);
    QVERIFY(misdone({"delay"}) >= 50 * factor);
    QVERIFY(happened(Event::Interrupted) >= share(10) * factor);
    QVERIFY(happened(Event::Adopted) >= share(10) * factor);
    QCOMPARE(outcomes[2].tally.commandKills, 0);
}
