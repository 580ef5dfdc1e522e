// SPDX-License-Identifier: MIT
#include "tests/runs/tst_reconciler.h"

#include "app/runs/candidates.h"
#include "tests/runs/runbench.h"

#include <QDateTime>
#include <QTimeZone>
#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using runs::RunState;
using support::Peer;
using support::RunBench;
using support::ScriptedReply;

namespace {

QByteArray at(qint64 ms) {
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
}

QByteArray row(const QByteArray &id, const QByteArray &name, qint64 created) {
    return R"({"id":")" + id + R"(","name":)" + (name.isEmpty() ? "null" : '"' + name + '"') +
           R"(,"status":"processed","created_at":")" + at(created) + R"(","updated_at":null})";
}

QByteArray httpDate(qint64 ms) {
    return QLocale::c()
        .toString(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s)
        .toLatin1();
}

qint64 loseOne(RunBench &b, Peer &peer, const QString &name = u"a.pdf"_s) {
    peer.onSubmission << ScriptedReply::hangUp();
    const int before = peer.submissions();
    const qint64 id = b.submitFile(b.write(name));
    if (!QTest::qWaitFor([&] { return b.state(id) == RunState::Unconfirmed; }, 10'000))
        qWarning("the upload was not lost");
    if (peer.submissions() != before + 1)
        qWarning("not one submission");
    return id;
}

QList<runs::Event::Kind> kinds(const RunBench &b, qint64 id) {
    QList<runs::Event::Kind> kinds;
    const QList<runs::TimelineEntry> entries = b.service->timeline(id);
    for (const runs::TimelineEntry &entry : entries)
        kinds << entry.kind;
    return kinds;
}

} // namespace

void TestReconciler::adoptsTheOnlyOne_data() {
    QTest::addColumn<qint64>("skew");
    QTest::newRow("clocks agree") << qint64(0);
    QTest::newRow("an hour ahead") << qint64(3'600'000);
    QTest::newRow("a day behind") << qint64(-86'400'000);
}

void TestReconciler::adoptsTheOnlyOne() {
    QFETCH(qint64, skew);
    Peer peer;
    RunBench b(peer.server.url());
    peer.date = httpDate(b.now + skew);
    peer.listed = row("c-other", "b.pdf", b.now + skew) + ',' + row("c-9", "a.pdf", b.now + skew + 300) +
                  ',' + row("c-old", "a.pdf", b.now + skew - 60'000);
    const qint64 id = loseOne(b, peer);
    QVERIFY(b.run(id).message.contains("may be billed"_L1));
    QTRY_COMPARE(b.service->isLookingFor(id), true);
    peer.date = httpDate(b.now + 2'000 + skew);
    b.jumps = true;
    b.advance(2'000);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(b.run(id).collectionId, u"c-9"_s);
    QCOMPARE(b.stored(id, u"collection_id"_s), u"c-9"_s);
    QCOMPARE(peer.submissions(), 1);
    QCOMPARE(kinds(b, id), (QList{runs::Event::UploadStarted, runs::Event::AnswerLost, runs::Event::Adopted,
                               runs::Event::ResultArrived}));
}

void TestReconciler::leavesWhatIsNotIt_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<qint64>("age"); // before the upload, milliseconds
    QTest::newRow("another name") << QByteArray("b.pdf") << qint64(0);
    QTest::newRow("older") << QByteArray("a.pdf") << qint64(10'000);
    QTest::newRow("other case") << QByteArray("A.pdf") << qint64(0);
}

void TestReconciler::leavesWhatIsNotIt() {
    QFETCH(QByteArray, name);
    QFETCH(qint64, age);
    Peer peer;
    RunBench b(peer.server.url());
    peer.listed = row("c-9", name, b.now - age);
    const qint64 id = loseOne(b, peer);
    QTRY_VERIFY(b.service->isLookingFor(id));
    // Time goes on in small steps until the last look, however long the answers take.
    const qint64 lost = b.now;
    bool isToldOfMore = false;
    const auto goOn = [&] {
        b.advance(1'000);
        peer.date = httpDate(b.now);
        isToldOfMore = isToldOfMore || b.run(id).message.contains("asked again soon"_L1);
        return !b.service->isLookingFor(id);
    };
    QVERIFY(QTest::qWaitFor(goOn, 30'000));
    QVERIFY(isToldOfMore);
    QVERIFY(b.now - lost >= 120'000);
    QVERIFY2(b.run(id).message.startsWith("The answer was lost after 1 of 1 kB"_L1),
        qPrintable(b.run(id).message));
    QVERIFY(b.state(id) == RunState::Unconfirmed);
    QVERIFY(b.storedState(id) == RunState::Unconfirmed);
    QVERIFY2(b.run(id).message.contains("did not arrive"_L1), qPrintable(b.run(id).message));
    QVERIFY(b.service->candidates(id).isEmpty());
    QCOMPARE(peer.submissions(), 1);
    // A person's word, and only that, sends it again.
    QCOMPARE(b.service->sendAgain(id), QString());
    QTRY_COMPARE(peer.submissions(), 2);
    QCOMPARE(b.changes.last().linkedRun, id);
}

void TestReconciler::aPersonChooses() {
    Peer peer;
    RunBench b(peer.server.url());
    peer.listed = row("c-8", "a.pdf", b.now) + ',' + row("c-9", "a.pdf", b.now + 100);
    const qint64 id = loseOne(b, peer);
    peer.date = httpDate(b.now + 2'000);
    b.advance(2'000);
    QTRY_COMPARE(b.service->candidates(id).size(), 2);
    QVERIFY(b.state(id) == RunState::Unconfirmed);
    QVERIFY(b.run(id).remedy.contains("pay twice"_L1));
    QVERIFY(!b.service->adopt(id, u"c-7"_s));
    QVERIFY(b.state(id) == RunState::Unconfirmed);
    b.jumps = true;
    QVERIFY(b.service->adopt(id, u"c-9"_s));
    QVERIFY(!b.service->adopt(id, u"c-8"_s)); // it is settled
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(b.run(id).collectionId, u"c-9"_s);
    QCOMPARE(peer.submissions(), 1);
}

void TestReconciler::rivalsAreNotMixedUp() {
    Peer peer;
    RunBench b(peer.server.url());
    const qint64 first = loseOne(b, peer);
    const qint64 second = loseOne(b, peer); // the same file, submitted twice on purpose
    peer.listed = row("c-1", "a.pdf", b.now);
    peer.date = httpDate(b.now + 2'000);
    b.advance(2'000);
    QTRY_COMPARE(b.service->candidates(first).size(), 1);
    QTRY_COMPARE(b.service->candidates(second).size(), 1);
    QVERIFY(b.state(first) == RunState::Unconfirmed);
    QVERIFY(b.state(second) == RunState::Unconfirmed);
    QVERIFY(b.service->adopt(second, u"c-1"_s));
    QVERIFY(!b.service->adopt(first, u"c-1"_s)); // it belongs to the other one now
    b.service->lookAgain(first);
    QTRY_VERIFY(b.service->candidates(first).isEmpty());
    QVERIFY(b.state(first) == RunState::Unconfirmed);
}

void TestReconciler::uncertainClockIsNotTrusted() {
    Peer peer;
    RunBench b(peer.server.url());
    peer.date = "yesterday";
    peer.listed = row("c-9", "a.pdf", b.now);
    const qint64 id = loseOne(b, peer);
    b.advance(2'000);
    QTRY_COMPARE(b.service->candidates(id).size(), 1);
    QVERIFY(b.state(id) == RunState::Unconfirmed);
}

void TestReconciler::asksAgainAfterFailures() {
    Peer peer;
    RunBench b(peer.server.url());
    peer.onList = {ScriptedReply::json(500, "{}"), ScriptedReply::of(200, "text/html", "<html>sign in"),
        ScriptedReply::hangUp()};
    peer.listed = row("c-9", "a.pdf", b.now);
    const qint64 id = loseOne(b, peer);
    b.advance(2'000);
    QTRY_COMPARE(peer.onList.size(), 2);
    while (!peer.onList.isEmpty()) {
        QVERIFY(b.state(id) == RunState::Unconfirmed && b.service->isLookingFor(id));
        // The answer may still be on its way to the client.
        const qsizetype left = peer.onList.size();
        QTRY_VERIFY((b.advance(30'000), peer.onList.size() < left));
    }
    QTRY_VERIFY(
        (peer.date = httpDate(b.now + 30'000), b.advance(30'000), b.state(id) != RunState::Unconfirmed));
    QCOMPARE(b.run(id).collectionId, u"c-9"_s);
}

void TestReconciler::goesOnAfterARestart() {
    Peer peer;
    RunBench b(peer.server.url());
    peer.listed = row("c-9", "a.pdf", b.now);
    const qint64 id = loseOne(b, peer);
    b.restart();
    peer.date = httpDate(b.now + 2'000);
    b.jumps = true;
    b.advance(2'000);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(b.run(id).collectionId, u"c-9"_s);
    QCOMPARE(peer.submissions(), 1);
}

void TestReconciler::manyOldOnesTakeTurns() {
    Peer peer;
    RunBench b(peer.server.url());
    QList<runs::Run> old;
    for (int i = 0; i < 30; ++i) {
        runs::Run run;
        run.profile = RunBench::profile;
        run.workflowId = RunBench::target.workflowId;
        run.name = QString::number(i) + u".pdf"_s;
        run.state = RunState::Unconfirmed;
        run.uploadStartedAt = b.now - 86'400'000;
        run.endedAt = run.uploadStartedAt + 1'000;
        old << run;
    }
    QCOMPARE(b.store->insert(old, {}), QString());
    b.restart();
    QVERIFY(
        b.client->findChildren<api::ApiCall *>().size() <= 2); // the rest of the traffic is not pushed out
    const auto isLooking = [&b](const runs::Run &run) {
        return b.service->isLookingFor(run.id);
    };
    QTRY_VERIFY(std::none_of(old.cbegin(), old.cend(), isLooking));
    QCOMPARE(peer.server.requests.size(), 30); // one look each
    for (const runs::Run &run : std::as_const(old))
        QVERIFY(b.run(run.id).message.contains("did not arrive"_L1));
}

void TestReconciler::looksForTexts() {
    Peer peer;
    peer.onSubmission = {ScriptedReply::hangUp()};
    RunBench b(peer.server.url());
    peer.listed = row("c-8", "a.pdf", b.now) + ',' + row("c-9", {}, b.now);
    const qint64 id = b.submitText(u"Invoice 1"_s);
    QTRY_VERIFY(b.state(id) == RunState::Unconfirmed);
    peer.date = httpDate(b.now + 2'000);
    b.jumps = true;
    b.advance(2'000);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(b.run(id).collectionId, u"c-9"_s);
}

void TestReconciler::readsFromTheNewerEnd_data() {
    QTest::addColumn<int>("order"); // 1: newest first, -1: oldest first
    QTest::addColumn<int>("all");
    QTest::addColumn<int>("recent");
    QTest::addColumn<QList<int>>("pages");
    QTest::newRow("one page") << 1 << 30 << 2 << QList{1};
    QTest::newRow("none") << 1 << 0 << 0 << QList{1};
    QTest::newRow("newest first") << 1 << 1'000 << 2 << QList{1};
    QTest::newRow("newest first, many") << 1 << 1'000 << 150 << QList{1, 2};
    QTest::newRow("newest first, a full page") << 1 << 1'000 << 100 << QList{1, 2};
    QTest::newRow("newest first, all") << 1 << 250 << 250 << QList{1, 2, 3};
    QTest::newRow("oldest first") << -1 << 950 << 2 << QList{1, 10};
    QTest::newRow("oldest first, many") << -1 << 950 << 60 << QList{1, 10, 9};
    QTest::newRow("oldest first, all") << -1 << 250 << 250 << QList{1, 3, 2};
}

void TestReconciler::readsFromTheNewerEnd() {
    QFETCH(int, order);
    QFETCH(int, all);
    QFETCH(int, recent);
    QFETCH(QList<int>, pages);
    constexpr qint64 now = 1'700'000'000'000;
    QList<api::Collection> list; // newest first
    for (int i = 0; i < all; ++i) {
        const qint64 created = i < recent ? now - i : now - 3'600'000 - i;
        list << api::Collection{QString::number(i), u"a"_s, u"processed"_s, created};
    }
    if (order < 0)
        std::reverse(list.begin(), list.end());
    runs::NewestPages reader(now - 60'000);
    QList<int> asked;
    while (const std::optional<int> page = reader.nextPage()) {
        asked << *page;
        QVERIFY(asked.size() < 30);
        api::Page<api::Collection> answer;
        answer.items = list.mid((*page - 1) * 100, 100);
        answer.count = all;
        answer.page = *page;
        answer.pageSize = 100;
        answer.serverTime = now;
        reader.take(answer, now);
    }
    QCOMPARE(asked, pages);
    QSet<QString> found;
    for (const runs::Candidate &candidate : reader.found())
        found << candidate.collectionId;
    QCOMPARE(found.size(), recent);
    QVERIFY(reader.isComplete() && reader.isClockKnown());
}

void TestReconciler::endlessListEnds() {
    runs::NewestPages reader(1'000);
    int asked = 0;
    while (const std::optional<int> page = reader.nextPage()) {
        QVERIFY(++asked <= runs::NewestPages::mostPages);
        api::Page<api::Collection> answer;
        for (int i = 0; i < 100; ++i)
            answer.items << api::Collection{u"%1-%2"_s.arg(*page).arg(i), u"a"_s, u"x"_s, 5'000};
        answer.count = 1'000'000'000;
        answer.pageSize = 100;
        answer.serverTime = 5'000;
        reader.take(answer, 5'000);
    }
    QVERIFY(!reader.isComplete());
}
