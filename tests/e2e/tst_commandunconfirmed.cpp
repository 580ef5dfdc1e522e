// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_commandunconfirmed.h"

#include "tests/e2e/commandprocess.h"
#include "tests/support/scriptedserver.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using support::CommandEnd;
using support::CommandPlace;
using support::CommandProcess;
using support::runToEnd;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;

namespace {

constexpr int patience = 30'000; // ms

/// The real sandbox, misbehaving as it is told.
struct Sandbox {
    QProcess process;
    QUrl url;

    explicit Sandbox(const QString &misbehaviour) {
        process.start(QStringLiteral(SANDBOX_PROGRAM),
            {u"--port"_s, u"0"_s, u"--processing"_s, u"100"_s, u"--misbehave"_s, misbehaviour, u"--key"_s,
                CommandPlace().key});
        if (!process.waitForReadyRead(patience))
            qFatal("the sandbox does not start");
        const auto match = QRegularExpression(u"on (http://\\S+) "_s)
                               .match(QString::fromUtf8(process.readAllStandardOutput()));
        url = QUrl(match.captured(1));
    }
    ~Sandbox() {
        process.terminate();
        process.waitForFinished();
    }
    /// How many documents reached it.
    int received() const {
        QNetworkAccessManager manager;
        QNetworkRequest request(url.resolved(QUrl(u"/sandbox/received/"_s)));
        request.setRawHeader("Authorization", "Bearer " + CommandPlace().key.toUtf8());
        QNetworkReply *reply = manager.get(request);
        if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, patience))
            return -1;
        return QJsonDocument::fromJson(reply->readAll()).object().value("count"_L1).toInt(-1);
    }
};

/// Takes everything; loses the answers to the first ones, and has them in its list or not.
struct Service {
    int lost = 0;        ///< answers still to be lost
    bool lists = false;  ///< what it took
    bool isReady = true; ///< the results
    bool isAway = false;
    bool isKeyRefused = false;
    int posts = 0;
    QByteArray body = "{ \"n\": 1.10 }";
    QByteArray rows;
    ScriptedServer server{[this](const ScriptedRequest &request) {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        if (request.method == "POST") {
            const QByteArray id = "c-" + QByteArray::number(++posts);
            rows += QByteArray(rows.isEmpty() ? "" : ",") + "{\"id\":\"" + id +
                    R"(","name":"a.txt","status":"processed","created_at":")" +
                    now.toString(Qt::ISODateWithMs).toLatin1() + "\"}";
            return lost-- > 0 ? ScriptedReply::silence()
                              : ScriptedReply::json(202, "{\"id\":\"" + id + R"(","status":"pending"})");
        }
        if (request.path.contains("/results/"))
            return isReady ? ScriptedReply::json(200, body)
                           : ScriptedReply::json(412, R"({"error_code":"PRECONDITION_FAILED"})");
        if (isKeyRefused)
            return ScriptedReply::json(401, R"({"error_code":"AUTH_FAILED","error":"no"})");
        if (isAway)
            return ScriptedReply::json(503, "{}");
        if (request.path.contains("/files/")) {
            const QString date = QLocale::c().toString(now, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
            const QByteArray listed = lists ? rows : QByteArray();
            return ScriptedReply::json(200,
                "{\"count\":" + QByteArray::number(listed.count("\"id\"")) + ",\"results\":[" + listed + "]}",
                "Date: " + date.toLatin1() + "\r\n");
        }
        return ScriptedReply::json(200, R"({"count":1,"results":[{"id":"w1","name":"Invoices"}]})");
    }};

    /// Run 1 (and more of the same name) are unconfirmed then: their process was killed.
    bool loseRuns(const CommandPlace &place, int count = 1) {
        lost = count;
        QStringList arguments{u"run"_s, u"-w"_s, u"w1"_s};
        for (int i = 0; i < count; ++i) {
            const QString folder = u"folder %1"_s.arg(i);
            QDir(place.folder.path()).mkpath(folder);
            arguments << place.file(folder + u"/a.txt"_s, "Total: " + QByteArray::number(i));
        }
        CommandProcess process;
        place.start(process, arguments);
        const bool isSent = QTest::qWaitFor([&] { return posts == count; }, patience);
        process.kill();
        return isSent && QTest::qWaitFor([&] { return process.hasEnded(); }, patience);
    }
};

} // namespace

/// Two documents of one name, both answers lost: a person tells which is which.
void TestCommandUnconfirmed::lostRepliesAreSettled() {
    Sandbox sandbox(u"lost-reply=x2"_s);
    const CommandPlace place(sandbox.url);
    for (const QString &folder : {u"one"_s, u"two"_s})
        QDir(place.folder.path()).mkpath(folder);
    const CommandEnd run =
        runToEnd(place, {u"run"_s, place.file(u"one/a.txt"_s, "Total: $11.00"),
                            place.file(u"two/a.txt"_s, "Total: $22.00"), u"-w"_s, u"inv"_s, u"--wait"_s});
    QVERIFY2(run.code == 4, run.errors.constData());
    QVERIFY2(run.errors.contains("anyformat-desktop adopt 1\n"), run.errors.constData());
    const CommandEnd status = runToEnd(place, {u"status"_s});
    QCOMPARE(status.code, 4);
    QVERIFY2(status.out.contains("anyformat-desktop adopt 2\n"), status.out.constData());

    const CommandEnd listed = runToEnd(place, {u"adopt"_s, u"1"_s});
    QVERIFY2(listed.code == 4, listed.errors.constData());
    QVERIFY2(listed.errors.contains("anyformat-desktop adopt 1 COLLECTION"), listed.errors.constData());
    const QList<QByteArray> lines = listed.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    const QRegularExpression form(u"^[^\t]+\t\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\t[+-]\\d+\\.\\d s\ta\\.txt$"_s);
    for (const QByteArray &line : lines)
        QVERIFY2(form.match(QString::fromUtf8(line)).hasMatch(), line.constData());
    const CommandEnd json = runToEnd(place, {u"adopt"_s, u"1"_s, u"--json"_s, u"-q"_s});
    QCOMPARE(json.code, 4);
    QCOMPARE(json.out.count('\n'), 2);
    QVERIFY(json.errors.isEmpty());
    const QJsonObject object = QJsonDocument::fromJson(json.out.split('\n').first()).object();
    QCOMPARE(object.value("file"_L1).toString(), u"a.txt"_s);
    QCOMPARE(object.value("collection"_L1).toString().toUtf8(), lines.first().split('\t').first());

    const QString first = QString::fromUtf8(lines.first().split('\t').first());
    const QString second = QString::fromUtf8(lines.last().split('\t').first());
    const CommandEnd wrong = runToEnd(place, {u"adopt"_s, u"1"_s, u"no-such-one"_s});
    QCOMPARE(wrong.code, 1);
    QCOMPARE(wrong.errors.count('\n'), 2); // the key's note, and one clear line
    QVERIFY(wrong.errors.contains("no-such-one is not among"));
    const CommandEnd taken = runToEnd(place, {u"adopt"_s, u"1"_s, first, u"--wait"_s});
    QVERIFY2(taken.code == 0, taken.errors.constData());
    QVERIFY2(
        taken.out.startsWith("1\tready\t" + first.toUtf8() + "\ta.txt\tInvoices\t"), taken.out.constData());
    QVERIFY(runToEnd(place, {u"results"_s, u"1"_s, u"--fields"_s}).out.contains("total_amount\t"));
    // Said twice it is no other; and what is taken is taken.
    QCOMPARE(runToEnd(place, {u"adopt"_s, u"1"_s, first}).code, 0);
    const CommandEnd other = runToEnd(place, {u"adopt"_s, u"1"_s, second});
    QCOMPARE(other.code, 1);
    QVERIFY(other.errors.contains("already"));
    // Now there is just one that the other can be.
    const CommandEnd left = runToEnd(place, {u"adopt"_s, u"2"_s});
    QVERIFY2(left.code == 0, left.errors.constData());
    QVERIFY2(left.errors.contains("run 2 is the collection " + second.toUtf8()), left.errors.constData());
    QCOMPARE(runToEnd(place, {u"status"_s, u"--wait"_s}).code, 0);
    QCOMPARE(sandbox.received(), 2); // and nothing was sent twice
}

void TestCommandUnconfirmed::throughAnotherProcess() {
    Service service;
    service.lists = true;
    const CommandPlace place(service.server.url());
    QVERIFY(service.loseRuns(place, 2));
    service.isReady = false;
    CommandProcess owner;
    place.start(owner, {u"run"_s, place.file(u"b.txt"_s), u"-w"_s, u"w1"_s, u"--wait"_s});
    QTRY_COMPARE_WITH_TIMEOUT(service.posts, 3, patience);
    const CommandEnd listed = runToEnd(place, {u"adopt"_s, u"1"_s});
    QVERIFY2(listed.code == 4, listed.errors.constData());
    QVERIFY2(listed.out.contains("c-1\t") && listed.out.contains("c-2\t"), listed.out.constData());
    QVERIFY(runToEnd(place, {u"again"_s, u"2"_s}).code == 2);
    const CommandEnd adopted = runToEnd(place, {u"adopt"_s, u"1"_s, u"C-2"_s});
    QVERIFY2(adopted.code == 0, adopted.errors.constData());
    QVERIFY2(adopted.out.startsWith("1\twaiting\tc-2\t"), adopted.out.constData());
    const CommandEnd stopped = runToEnd(place, {u"stop"_s, u"3"_s});
    QVERIFY2(stopped.code == 0, stopped.errors.constData());
    QVERIFY(stopped.out.startsWith("3\tstopped\tc-3\tb.txt\t"));
    QTRY_VERIFY_WITH_TIMEOUT(owner.hasEnded(), patience); // its only run
    QCOMPARE(owner.code(), 5);
    service.isReady = true;
    QCOMPARE(runToEnd(place, {u"status"_s, u"1"_s, u"3"_s, u"--wait"_s}).code, 0);
    QCOMPARE(service.posts, 3);
}

void TestCommandUnconfirmed::theServiceIsAway() {
    Service service;
    const CommandPlace place(service.server.url());
    QVERIFY(service.loseRuns(place));
    service.isAway = true;
    const CommandEnd away = runToEnd(place, {u"adopt"_s, u"1"_s, u"-q"_s});
    QCOMPARE(away.code, 1);
    QVERIFY2(away.errors.contains("nothing has changed"), away.errors.constData());
    QCOMPARE(away.errors.count('\n'), 1);
    service.isKeyRefused = true;
    QCOMPARE(runToEnd(place, {u"adopt"_s, u"1"_s, u"c-1"_s}).code, 3);
    // There again, and without anything new: it did not arrive, as far as the service tells.
    service.isAway = service.isKeyRefused = false;
    const CommandEnd nothing = runToEnd(place, {u"adopt"_s, u"1"_s});
    QCOMPARE(nothing.code, 4);
    QVERIFY(nothing.out.isEmpty());
    QVERIFY2(nothing.errors.contains("anyformat-desktop again 1 --yes"), nothing.errors.constData());
    QCOMPARE(runToEnd(place, {u"status"_s, u"1"_s}).code, 4);
    QCOMPARE(service.posts, 1);
}

void TestCommandUnconfirmed::againNeedsAWord() {
    Service service;
    const CommandPlace place(service.server.url());
    QVERIFY(service.loseRuns(place));
    const CommandEnd asked = runToEnd(place, {u"again"_s, u"1"_s, u"-q"_s});
    QCOMPARE(asked.code, 2);
    QCOMPARE(asked.errors.count('\n'), 1);
    QVERIFY2(asked.errors.contains("you may pay twice") && asked.errors.contains("--yes"),
        asked.errors.constData());
    QCOMPARE(runToEnd(place, {u"again"_s, u"1"_s, u"99"_s, u"--yes"_s}).code, 1); // all or nothing
    QCOMPARE(service.posts, 1);
    const CommandEnd again = runToEnd(place, {u"again"_s, u"1"_s, u"--yes"_s, u"--wait"_s, u"--json"_s});
    QVERIFY2(again.code == 0, again.errors.constData());
    QCOMPARE(again.out, service.body);
    QCOMPARE(service.posts, 2);
    QVERIFY(runToEnd(place, {u"status"_s, u"1"_s}).out.startsWith("1\tunconfirmed\t")); // stays what it is
    QVERIFY(runToEnd(place, {u"status"_s, u"2"_s}).out.startsWith("2\tready\tc-2\ta.txt\t"));
    // One that has ended is paid for twice by intention; by any of its names.
    const CommandEnd ready = runToEnd(place, {u"again"_s, u"c-2"_s});
    QVERIFY2(ready.code == 0, ready.errors.constData());
    QVERIFY(ready.out.startsWith("3\t"));
    QCOMPARE(service.posts, 3);
    // Its file is gone: nothing is sent, and it says so.
    QVERIFY(QFile::remove(place.folder.filePath(u"folder 0/a.txt"_s)));
    const CommandEnd gone = runToEnd(place, {u"again"_s, u"2"_s});
    QCOMPARE(gone.code, 1);
    QVERIFY2(gone.errors.contains("not there any more") && gone.errors.contains("nothing billed"),
        gone.errors.constData());
    QCOMPARE(service.posts, 3);
}

/// The same document once more: nobody pays twice without having said so.
void TestCommandUnconfirmed::runDoesNotSendItAgain() {
    Service service;
    const CommandPlace place(service.server.url());
    QVERIFY(service.loseRuns(place));
    const QString same = place.file(u"copy.txt"_s, "Total: 0");
    const CommandEnd run =
        runToEnd(place, {u"run"_s, same, place.file(u"b.txt"_s), u"-w"_s, u"w1"_s, u"--wait"_s, u"-q"_s});
    QCOMPARE(run.code, 4);
    QCOMPARE(service.posts, 2); // the other one
    QVERIFY2(run.errors.contains("copy.txt was sent before as run 1") &&
                 run.errors.contains("anyformat-desktop adopt 1") && run.errors.contains("--again"),
        run.errors.constData());
    QVERIFY2(run.out.contains("1\tunconfirmed\t") && run.out.contains("2\tready\t"), run.out.constData());
    const CommandEnd again =
        runToEnd(place, {u"run"_s, same, u"-w"_s, u"w1"_s, u"--wait"_s, u"--json"_s, u"--again"_s});
    QVERIFY2(again.code == 0, again.errors.constData());
    QCOMPARE(again.out, service.body);
    QCOMPARE(service.posts, 3);
    // Now there is one of which it is known what became of it.
    const CommandEnd known = runToEnd(place, {u"run"_s, same, u"-w"_s, u"w1"_s, u"--wait"_s, u"--json"_s});
    QVERIFY2(known.code == 0, known.errors.constData());
    QVERIFY2(known.errors.contains("run 3, ready"), known.errors.constData());
    QCOMPARE(service.posts, 3);
}

/// While it looks for the lost one, that turns up: then there is a result, and nothing was paid twice.
void TestCommandUnconfirmed::runFindsWhatWasLost() {
    Service service;
    service.lists = true;
    const CommandPlace place(service.server.url());
    QVERIFY(service.loseRuns(place));
    const CommandEnd run = runToEnd(
        place, {u"run"_s, place.file(u"a.txt"_s, "Total: 0"), u"-w"_s, u"w1"_s, u"--wait"_s, u"--json"_s});
    QVERIFY2(run.code == 0, run.errors.constData());
    QCOMPARE(run.out, service.body);
    QCOMPARE(service.posts, 1);
}

/// Who goes on without the owner goes on with the new run, and does not make another one.
void TestCommandUnconfirmed::againWhenTheOwnerIsKilled() {
    Service service;
    const CommandPlace place(service.server.url());
    QVERIFY(service.loseRuns(place));
    service.isReady = false;
    CommandProcess owner;
    place.start(owner, {u"run"_s, place.file(u"b.txt"_s), u"-w"_s, u"w1"_s, u"--wait"_s});
    QTRY_COMPARE_WITH_TIMEOUT(service.posts, 2, patience);
    CommandProcess again;
    place.start(again, {u"again"_s, u"1"_s, u"--yes"_s, u"--wait"_s, u"--json"_s});
    QTRY_COMPARE_WITH_TIMEOUT(service.posts, 3, patience);
    QTRY_VERIFY_WITH_TIMEOUT(runToEnd(place, {u"status"_s, u"3"_s}).out.startsWith("3\twaiting\t"), patience);
    owner.kill();
    QTRY_VERIFY_WITH_TIMEOUT(owner.hasEnded(), patience);
    service.isReady = true;
    QTRY_VERIFY_WITH_TIMEOUT(again.hasEnded(), patience);
    QVERIFY2(again.code() == 0, again.errors().constData());
    QCOMPARE(again.out(), service.body);
    QCOMPARE(service.posts, 3);
}

void TestCommandUnconfirmed::stopAndRemove() {
    Service service;
    service.isReady = false;
    const CommandPlace place(service.server.url());
    QCOMPARE(runToEnd(place, {u"run"_s, place.file(u"a.txt"_s), u"-w"_s, u"w1"_s}).code, 0);
    const CommandEnd early = runToEnd(place, {u"remove"_s, u"1"_s});
    QCOMPARE(early.code, 1);
    QVERIFY2(early.errors.contains("anyformat-desktop stop 1"), early.errors.constData());
    const CommandEnd stop = runToEnd(place, {u"stop"_s, u"c-1"_s});
    QVERIFY2(stop.code == 0, stop.errors.constData());
    QVERIFY(stop.out.startsWith("1\tstopped\tc-1\t"));
    QVERIFY(runToEnd(place, {u"stop"_s, u"1"_s}).errors.contains("not under way (stopped)"));
    const CommandEnd asked = runToEnd(place, {u"remove"_s, u"1"_s});
    QCOMPARE(asked.code, 2);
    QCOMPARE(asked.errors.count('\n'), 1);
    QVERIFY(asked.errors.contains("--yes"));
    QCOMPARE(runToEnd(place, {u"remove"_s, u"1"_s, u"99"_s, u"--yes"_s}).code, 1); // all or nothing
    QCOMPARE(runToEnd(place, {u"status"_s, u"1"_s}).code, 5);
    const CommandEnd removed = runToEnd(place, {u"remove"_s, u"1"_s, u"c-1"_s, u"--yes"_s});
    QVERIFY2(removed.code == 0, removed.errors.constData());
    QVERIFY(runToEnd(place, {u"status"_s, u"1"_s}).errors.contains("no run 1"));
    QCOMPARE(service.posts, 1);
}

void TestCommandUnconfirmed::whatIsNoRun_data() {
    QTest::addColumn<QStringList>("arguments");
    for (const char *name : {"adopt", "again", "stop", "remove"}) {
        for (const char *id : {"7", "c-7", "", "-0", "1e1", "99999999999999999999"})
            QTest::addRow("%s %s", name, id)
                << QStringList{QString::fromLatin1(name), u"--"_s, QString::fromLatin1(id)};
    }
}

void TestCommandUnconfirmed::whatIsNoRun() {
    QFETCH(QStringList, arguments);
    const CommandPlace place(QUrl(u"http://127.0.0.1:9"_s));
    const CommandEnd end = runToEnd(place, arguments);
    QCOMPARE(end.code, 1);
    QVERIFY2(end.errors.contains("there is no run"), end.errors.constData());
    QCOMPARE(end.errors.count('\n'), 1);
    QVERIFY(end.out.isEmpty());
}
