// SPDX-License-Identifier: MIT
#include "tests/sandbox/tst_misbehaviour.h"

#include "app/sandbox/faults.h"
#include "app/sandbox/misbehaviour.h"

#include <QSet>
#include <QtTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using sandbox::Faults;
using sandbox::Misbehaviour;
using sandbox::Quirk;

namespace {

Misbehaviour half() {
    return {{{Quirk::LostAnswer, 50, {}, 0}}};
}

/// "x" where it goes wrong, "." where not.
QString pattern(Faults &faults, Quirk quirk, int occasions = 60) {
    QString drawn;
    for (int i = 0; i < occasions; ++i)
        drawn += faults.draw(quirk) ? u'x' : u'.';
    return drawn;
}

} // namespace

void MisbehaviourTest::lists_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("same"); ///< written out
    const auto row = [](const char *name, const QString &text, const QString &same) {
        QTest::newRow(name) << text << same;
    };
    row("nothing", u""_s, u""_s);
    row("white space", u" \r\n"_s, u""_s);
    row("a name", u"lost-reply"_s, u"lost-reply=100%"_s);
    row("chance", u"lost-reply=20%"_s, u"lost-reply=20%"_s);
    row("never", u"lost-reply=0%"_s, u"lost-reply=0%"_s);
    row("times", u"lost-reply=x3"_s, u"lost-reply=100%x3"_s);
    row("chance and times", u"lost-reply=20%x3"_s, u"lost-reply=20%x3"_s);
    row("parameter", u"slow-bytes=2000"_s, u"slow-bytes=100%:2000"_s);
    row("chance and parameter", u"throttle=10%:30"_s, u"throttle=10%:30"_s);
    row("times and parameter", u"throttle=x2:0"_s, u"throttle=100%x2:0"_s);
    row("all of it", u"throttle=10%x2:30"_s, u"throttle=10%x2:30"_s);
    row("assumed parameter", u"throttle=10%"_s, u"throttle=10%:5"_s);
    row("negative", u"clock-skew=-3600"_s, u"clock-skew=100%:-3600"_s);
    row("with a plus", u"clock-skew=50%:+90"_s, u"clock-skew=50%:90"_s);
    row("several, in their order", u"stuck=x1,lost-reply=20%,cut-result=5%,slow-bytes=2000\n"_s,
        u"stuck=100%x1,lost-reply=20%,cut-result=5%,slow-bytes=100%:2000"_s);
}

void MisbehaviourTest::lists() {
    QFETCH(QString, text);
    const sandbox::ParsedMisbehaviour parsed = sandbox::parseMisbehaviour(text);
    QCOMPARE(parsed.error, QString());
    QTEST(parsed.misbehaviour.toString(), "same");
    const sandbox::ParsedMisbehaviour again = sandbox::parseMisbehaviour(parsed.misbehaviour.toString());
    QCOMPARE(again.error, QString());
    QVERIFY(again.misbehaviour == parsed.misbehaviour);
}

void MisbehaviourTest::faultyLists_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QString &text, const QString &words) {
        QTest::newRow(name) << text << words;
    };
    const QString form = u"after '='"_s;
    row("unknown", u"lost-repl"_s, u"'lost-repl': no such"_s);
    row("capitals", u"Stuck"_s, u"no such"_s);
    row("a comma too many", u"stuck,"_s, u"no such"_s);
    row("only a comma", u","_s, u"no such"_s);
    row("white space within", u"stuck, failing"_s, u"no such"_s);
    row("white space before '='", u"stuck =x1"_s, u"no such"_s);
    row("two lines", u"stuck\nfailing"_s, u"'stuck failing': no such"_s);
    row("a line's end within", u"stuck=x1\n,failing"_s, form);
    row("nothing behind '='", u"stuck="_s, form);
    row("two '='", u"stuck=x1=x2"_s, form);
    row("no number", u"stuck=often"_s, form);
    row("a fraction", u"stuck=2.5%"_s, form);
    row("times before chance", u"stuck=x3 20%"_s, form);
    row("negative chance", u"stuck=-5%"_s, form);
    row("colon and nothing", u"throttle=10%:"_s, form);
    row("colon alone", u"throttle=:30"_s, form);
    row("no colon", u"throttle=10%30"_s, form);
    row("other digits", u"throttle=٣"_s, form);
    row("too likely", u"stuck=101%"_s, u"from 0% to 100%"_s);
    row("chance beyond all numbers", u"stuck=99999999999999999999%"_s, u"from 0% to 100%"_s);
    row("no times", u"stuck=x0"_s, u"from x1 to"_s);
    row("too many times", u"stuck=x1000001"_s, u"from x1 to"_s);
    row("chance without '%'", u"lost-reply=20"_s, u"no parameter"_s);
    row("a parameter for nothing", u"lost-reply=20%:5"_s, u"no parameter"_s);
    row("parameter missing", u"slow-bytes"_s, u"from 1 to 1000000000 (bytes a second)"_s);
    row("parameter missing behind a chance", u"delay=20%"_s, u"milliseconds"_s);
    row("parameter too small", u"slow-bytes=0"_s, u"from 1"_s);
    row("parameter too large", u"throttle=86401"_s, u"from 0 to 86400"_s);
    row("twice", u"stuck=x1,failing,stuck"_s, u"twice"_s);
}

void MisbehaviourTest::faultyLists() {
    QFETCH(QString, text);
    QFETCH(QString, words);
    const sandbox::ParsedMisbehaviour parsed = sandbox::parseMisbehaviour(text);
    QVERIFY2(parsed.error.contains(words), qPrintable(parsed.error));
    QVERIFY(!parsed.error.contains(u'\n'));
    QVERIFY(parsed.misbehaviour.rules.isEmpty());
}

void MisbehaviourTest::everyKindCanBeWritten() {
    QSet<QString> names;
    for (int i = 0; i < sandbox::quirks().size(); ++i) {
        const sandbox::QuirkInfo &info = sandbox::quirks()[i];
        QCOMPARE(int(info.quirk), i); // infoOf() counts on it
        const QString name = QString::fromLatin1(info.name);
        names << name;
        const QString text = name + (info.parameter ? u"=%1"_s.arg(info.most) : QString());
        const sandbox::ParsedMisbehaviour parsed = sandbox::parseMisbehaviour(text);
        QCOMPARE(parsed.error, QString());
        QCOMPARE(parsed.misbehaviour.rules.size(), 1);
        QVERIFY(parsed.misbehaviour.rules[0].quirk == info.quirk);
    }
    QCOMPARE(names.size(), sandbox::quirks().size());
    QCOMPARE(sandbox::quirks().size(), int(Quirk::Failing) + 1);
}

void MisbehaviourTest::lotsRepeat() {
    Faults one(half(), 7);
    Faults same(half(), 7);
    Faults other(half(), 8);
    const QString drawn = pattern(one, Quirk::LostAnswer);
    QCOMPARE(pattern(same, Quirk::LostAnswer), drawn);
    QVERIFY(pattern(other, Quirk::LostAnswer) != drawn);
    QVERIFY(drawn.contains(u'x') && drawn.contains(u'.'));
    // The same on every machine: what a campaign has found can be looked at elsewhere.
    QCOMPARE(drawn.left(20), u"xxxx.xx.x...x.x..xx."_s);
}

void MisbehaviourTest::lotsOfOtherKindsDoNotMatter() {
    Faults alone(half(), 7);
    Misbehaviour more = half();
    more.rules.prepend({Quirk::BadGateway, 50, 2, 0});
    Faults beside(more, 7);
    QString drawn;
    for (int i = 0; i < 60; ++i) {
        beside.draw(Quirk::BadGateway);
        beside.draw(Quirk::Stuck); // there is no such rule
        drawn += beside.draw(Quirk::LostAnswer) ? u'x' : u'.';
    }
    QCOMPARE(drawn, pattern(alone, Quirk::LostAnswer));
    Faults swapped({{{Quirk::BadGateway, 50, {}, 0}}}, 7);
    QVERIFY(pattern(swapped, Quirk::BadGateway) != drawn);
}

void MisbehaviourTest::chances_data() {
    QTest::addColumn<int>("percent");
    for (const int percent : {0, 1, 30, 99, 100})
        QTest::addRow("%d", percent) << percent;
}

void MisbehaviourTest::chances() {
    QFETCH(int, percent);
    Faults faults({{{Quirk::Delay, percent, {}, 12}}}, 1);
    int drawn = 0;
    for (int i = 0; i < 10'000; ++i) {
        const auto draw = faults.draw(Quirk::Delay);
        drawn += draw ? 1 : 0;
        QVERIFY(!draw || draw->parameter == 12);
    }
    const int allowed = percent == 0 || percent == 100 ? 0 : 200;
    QVERIFY2(std::abs(drawn - percent * 100) <= allowed, qPrintable(QString::number(drawn)));
}

void MisbehaviourTest::timesRunOut() {
    Faults faults({{{Quirk::Stuck, 50, 3, 0}, {Quirk::Failing, 100, 2, 0}}}, 7);
    QCOMPARE(faults.current().toString(), u"stuck=50%x3,failing=100%x2"_s);
    QCOMPARE(pattern(faults, Quirk::Failing, 5), u"xx..."_s);
    QCOMPARE(faults.current().toString(), u"stuck=50%x3"_s);
    const QString drawn = pattern(faults, Quirk::Stuck, 200);
    QCOMPARE(drawn.count(u'x'), 3);
    QVERIFY(drawn.lastIndexOf(u'x') > 2); // it took its chances
    QVERIFY(faults.current().rules.isEmpty());
    QCOMPARE(pattern(faults, Quirk::Stuck, 200).count(u'x'), 0);
}

void MisbehaviourTest::settingBeginsAnew() {
    Faults faults({{{Quirk::LostAnswer, 50, 10, 0}}}, 7);
    const QString first = pattern(faults, Quirk::LostAnswer);
    QCOMPARE(first.count(u'x'), 10);
    faults.set({{{Quirk::LostAnswer, 50, 10, 0}}});
    QCOMPARE(pattern(faults, Quirk::LostAnswer), first);
    faults.set({});
    QCOMPARE(pattern(faults, Quirk::LostAnswer).count(u'x'), 0);
}

void MisbehaviourTest::manyThreadsShareTheTimes() {
    Faults faults({{{Quirk::LostReply, 100, 1000, 0}}}, 7);
    std::atomic_int drawn = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int k = 0; k < 500; ++k)
                drawn += faults.draw(Quirk::LostReply) ? 1 : 0;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(drawn.load(), 1000);
    QVERIFY(faults.current().rules.isEmpty());
}
