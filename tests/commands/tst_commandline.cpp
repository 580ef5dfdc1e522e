// SPDX-License-Identifier: MIT
#include "tests/commands/tst_commandline.h"

#include "app/commands/commandline.h"
#include "app/commands/exitcode.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace commands;

namespace {

Parsed parse(const QString &line) {
    return parseCommandLine(line.split(u'|', Qt::SkipEmptyParts));
}

Command commandOf(const QString &line) {
    const Parsed parsed = parse(line);
    if (const auto *error = std::get_if<UsageError>(&parsed))
        qWarning("%s", qPrintable(error->text));
    const auto *command = std::get_if<Command>(&parsed);
    if (command)
        return *command;
    Command none;
    none.verb = Verb::ReadKey;
    return none;
}

} // namespace

void TestCommandLine::readsCommands() {
    const Command run =
        commandOf(u"run|a.pdf|b c.pdf|-w|Invoices|--wait|--json|--timeout=5|--data-dir|/x|-q"_s);
    QCOMPARE(run.verb, Verb::Run);
    QCOMPARE(run.files, (QStringList{u"a.pdf"_s, u"b c.pdf"_s}));
    QCOMPARE(run.workflow, u"Invoices"_s);
    QCOMPARE(run.output, Output::Json);
    QCOMPARE(run.timeout, 5);
    QCOMPARE(run.dataDir, u"/x"_s);
    QVERIFY(run.wait && run.quiet && !run.isText && !run.sandbox && !run.skipRefused && !run.again);
    QVERIFY(commandOf(u"run|a.pdf|--again"_s).again);

    // Options may stand before the command, and a value may look like a command or an option.
    const Command before = commandOf(u"--data-dir|run|--sandbox|run|--workflow=--wait|x"_s);
    QCOMPARE(before.verb, Verb::Run);
    QCOMPARE(before.dataDir, u"run"_s);
    QCOMPARE(before.workflow, u"--wait"_s);
    QVERIFY(before.sandbox && !before.wait);

    QVERIFY(commandOf(u"run|--text|Total: 5|-w|x"_s).isText);
    const Command input = commandOf(u"run|-|-w|x"_s);
    QVERIFY(input.textFromInput && input.isText && input.files.isEmpty());
    QCOMPARE(commandOf(u"run|-w|x|--|--wait"_s).files, QStringList{u"--wait"_s});
    QCOMPARE(commandOf(u"run|a|a|./a|-w|x"_s).files, (QStringList{u"a"_s, u"./a"_s})); // nobody pays twice
    // Fields and files are made of results.
    QVERIFY(commandOf(u"run|a|--fields"_s).wait);
    QVERIFY(commandOf(u"run|a|--out|d"_s).wait);
    QVERIFY(!commandOf(u"run|a|--json"_s).wait);

    QCOMPARE(commandOf(u"status"_s).verb, Verb::Status);
    QCOMPARE(commandOf(u"status|7|c-1|--wait"_s).ids, (QStringList{u"7"_s, u"c-1"_s}));
    QCOMPARE(commandOf(u"results|7"_s).verb, Verb::Results);
    const Command adopt = commandOf(u"adopt|12|c-9|--wait|--timeout|5|--json"_s);
    QCOMPARE(adopt.verb, Verb::Adopt);
    QCOMPARE(adopt.ids, (QStringList{u"12"_s, u"c-9"_s}));
    QVERIFY(adopt.wait && adopt.timeout == 5 && adopt.output == Output::Json && !submits(adopt));
    const Command again = commandOf(u"again|12|13|12|--yes|--out|d"_s);
    QCOMPARE(again.verb, Verb::Again);
    QCOMPARE(again.ids, (QStringList{u"12"_s, u"13"_s})); // nobody pays twice
    QVERIFY(again.yes && again.wait && submits(again));
    QVERIFY(!commandOf(u"again|12|--json"_s).wait && !commandOf(u"again|12"_s).yes);
    QCOMPARE(commandOf(u"stop|12|c-9"_s).verb, Verb::Stop);
    QCOMPARE(commandOf(u"remove|12|--yes"_s).verb, Verb::Remove);
    QVERIFY(submits(run));
    QCOMPARE(commandOf(u"workflows|--base-url|http://127.0.0.1:9"_s).baseUrl, u"http://127.0.0.1:9"_s);
    QCOMPARE(commandOf(u"key|set"_s).verb, Verb::KeySet);
    QCOMPARE(commandOf(u"key|test"_s).verb, Verb::KeyTest);
    QCOMPARE(commandOf(u"key|remove"_s).verb, Verb::KeyRemove);

    QCOMPARE(worst(Failed, Unfinished), int(Failed));
    QCOMPARE(worst(Unconfirmed, Failed), int(Unconfirmed));
    QCOMPARE(worst(Unconfirmed, Authentication), int(Authentication));
    QCOMPARE(worst(Ready, Unfinished), int(Unfinished));
    QCOMPARE(worst(Ready, Ready), int(Ready));
}

void TestCommandLine::theFirstWordDecides_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("files");
    QTest::newRow("nothing") << QString() << QStringList();
    QTest::newRow("files") << u"a.pdf|run"_s << QStringList{u"a.pdf"_s, u"run"_s};
    QTest::newRow("a file named as a command") << u"./run"_s << QStringList{u"./run"_s};
    QTest::newRow("after two dashes") << u"--|run|a"_s << QStringList{u"run"_s, u"a"_s};
    QTest::newRow("options of Qt") << u"-platform|offscreen|a|-style=fusion|-reverse"_s
                                   << QStringList{u"a"_s};
    QTest::newRow("a word that is no command") << u"statsu"_s << QStringList{u"statsu"_s};
    QTest::newRow("options of the window")
        << u"--stage-sample|--sandbox|--data-dir|d|a"_s << QStringList{u"a"_s};
}

void TestCommandLine::theFirstWordDecides() {
    QFETCH(QString, line);
    QFETCH(QStringList, files);
    const Parsed parsed = parse(line);
    const auto *window = std::get_if<WindowOptions>(&parsed);
    QVERIFY(window);
    QCOMPARE(window->files, files);
}

void TestCommandLine::refuses_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *line, const char *part) {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(part);
    };
    row("run", "name the files");
    row("run|a|--bogus", "unknown option --bogus");
    row("run|a|-x", "unknown option -x");
    row("--bogus=secret", "unknown option --bogus");
    row("run|a|--workflow", "needs a value");
    row("run|a|--workflow=", "is empty");
    row("run|a|-w|x|-w|y", "given twice");
    row("run|a|--wait=yes", "takes no value");
    row("run|a|--text|b", "exclude each other");
    row("run|a|-", "exclude each other");
    row("run|-|--text|b", "exclude each other");
    row("run|--text| ", "no text");
    row("run|a|--json|--fields", "exclude each other");
    row("run|a|--json|--out|d", "exclude each other");
    row("run|a|--timeout|5", "goes with --wait");
    row("run|a|--wait|--timeout|0", "number of seconds");
    row("run|a|--wait|--timeout|-3", "number of seconds");
    row("run|a|--wait|--timeout|soon", "number of seconds");
    row("run|a|--wait|--timeout|99999999999", "number of seconds");
    row("run|a|--sandbox|--base-url|http://127.0.0.1", "exclude each other");
    row("run|a|--base-url|http://example.com", "--base-url");
    row("run|a|--base-url|nonsense", "--base-url");
    row("run|a|--stage-sample", "not an option of");
    row("run|a|-platform|offscreen", "for the window");
    row("status|--workflow|x", "not an option of");
    row("results", "name one run");
    row("results|1|2", "name one run");
    row("results|1|--wait", "not an option of");
    row("adopt", "name one unconfirmed run");
    row("adopt|1|c-1|c-2", "name one unconfirmed run");
    row("adopt|1|--wait", "goes with a collection");
    row("adopt|1|c-1|--fields", "not an option of");
    row("adopt|1|--yes", "not an option of");
    row("again", "again: name the runs");
    row("again|1|-w|x", "not an option of");
    row("again|1|--json|--fields", "exclude each other");
    row("again|1|--timeout|5", "goes with --wait");
    row("stop", "stop: name the runs");
    row("stop|1|--yes", "not an option of");
    row("remove", "remove: name the runs");
    row("remove|1|--wait", "not an option of");
    row("run|a|--yes", "not an option of");
    row("run|a|--again=yes", "takes no value");
    row("again|1|--again", "not an option of");
    row("status|--again", "not an option of");
    row("workflows|x", "unexpected argument x");
    row("key", "set, test or remove");
    row("key|show", "set, test or remove");
    row("key|set|af_secret", "unexpected argument");
    row("key|set|--sandbox", "not an option of");
    row("a.pdf|--wait", "belongs to a command");
    row("--json", "belongs to a command");
}

void TestCommandLine::refuses() {
    QFETCH(QString, line);
    QFETCH(QString, part);
    const Parsed parsed = parse(line);
    const auto *error = std::get_if<UsageError>(&parsed);
    QVERIFY(error);
    QVERIFY2(error->text.contains(part), qPrintable(error->text));
    QVERIFY(!error->text.contains(u'\n'));
}

void TestCommandLine::helpsAnywhere_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("part");
    QTest::newRow("program") << u"--help"_s << u"results ID"_s;
    QTest::newRow("-h") << u"-h"_s << u"key set"_s;
    QTest::newRow("run") << u"run|--help"_s << u"--skip-refused"_s;
    QTest::newRow("run, twice") << u"run|--help"_s << u"--again"_s;
    QTest::newRow("run, before") << u"-h|run|a"_s << u"--skip-refused"_s;
    QTest::newRow("status") << u"status|-h"_s << u"unconfirmed"_s;
    QTest::newRow("results") << u"results|-h"_s << u"as it was received"_s;
    QTest::newRow("adopt") << u"adopt|-h"_s << u"COLLECTION"_s;
    QTest::newRow("again") << u"again|-h"_s << u"pay twice"_s;
    QTest::newRow("stop") << u"stop|-h"_s << u"not waited for"_s;
    QTest::newRow("remove") << u"remove|-h"_s << u"on this computer"_s;
    QTest::newRow("workflows") << u"workflows|-h"_s << u"id and name"_s;
    QTest::newRow("key") << u"key|--help"_s << u"keychain"_s;
    QTest::newRow("version") << u"--version"_s << u"anyformat-desktop "_s;
    QTest::newRow("-v") << u"-v"_s << u"anyformat-desktop "_s;
}

void TestCommandLine::helpsAnywhere() {
    QFETCH(QString, line);
    QFETCH(QString, part);
    const Parsed parsed = parse(line);
    const auto *words = std::get_if<Words>(&parsed);
    QVERIFY(words);
    QVERIFY(words->text.contains(part));
    QVERIFY(words->text.endsWith(u'\n'));
    const QStringList lines = words->text.split(u'\n');
    for (const QString &one : lines)
        QVERIFY2(one.size() <= 120, qPrintable(one));
}
