// SPDX-License-Identifier: MIT
#include "app/sandbox/misbehaviour.h"
#include "app/sandbox/sandboxserver.h"
#include "app/sandbox/terminationsignal.h"
#include "app/version.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QLoggingCategory>

#include <cstdio>
#include <limits>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 DefaultPort = 8731;
constexpr int MostPerMinute = 1'000'000;

QString translated(const char *text) {
    return QCoreApplication::translate("anyformat-sandbox", text);
}

void say(FILE *stream, const QString &line) {
    std::fprintf(stream, "%s\n", qPrintable(line));
    std::fflush(stream);
}

/// A number from `least` to `most`; says what is wrong and gives nothing otherwise.
std::optional<int> numberOption(const QCommandLineParser &parser, const QString &name, int least, int most) {
    bool ok = false;
    const int value = parser.value(name).toInt(&ok);
    if (ok && value >= least && value <= most)
        return value;
    say(stderr,
        translated("anyformat-sandbox: --%1 must be a number from %2 to %3").arg(name).arg(least).arg(most));
    return {};
}

/// What the sandbox can do wrong, a line each.
QString misbehaviourHelp() {
    QString help = translated(
        "What to do wrong: a list of NAME[=[AMOUNT][:PARAMETER]] with commas between. AMOUNT is 20% "
        "(a chance), x3 (the next three) or 20%x3; without it, always. "
        "Example: lost-reply=20%,throttle=x3:30,slow-bytes=2000");
    for (const sandbox::QuirkInfo &info : sandbox::quirks()) {
        help += u"\n"_s + QLatin1StringView(info.name);
        if (info.parameter)
            help += u" (%1)"_s.arg(translated(info.parameter));
        help += u": "_s + translated(info.effect);
    }
    return help;
}

QString advice(const sandbox::SandboxServer &server, const QString &key) {
    const QString shown = key.isEmpty() ? u"any-key"_s : u"$ANYFORMAT_API_KEY"_s;
    return translated("It reads with plain rules, on this computer: it is not AnyFormat's extraction.\nTry:\n"
                      "  curl -H \"Authorization: Bearer %1\" %2/v2/workflows/\n"
                      "  curl -H \"Authorization: Bearer %1\" -F file=@invoice.pdf %2/v2/workflows/ID/run/\n"
                      "  curl -H \"Authorization: Bearer %1\" %2/v2/workflows/ID/files/COLLECTION/results/\n"
                      "Stop with Ctrl-C.")
        .arg(shown, server.baseUrl().toString());
}

/// Says what is wrong and gives nothing when something is.
std::optional<sandbox::SandboxOptions> optionsOf(const QCommandLineParser &parser) {
    const auto complain = [](const QString &words) {
        say(stderr, u"anyformat-sandbox: "_s + words);
    };
    const auto port = numberOption(parser, u"port"_s, 0, 65535);
    if (!port)
        return {};
    const auto processing = numberOption(parser, u"processing"_s, 0, 3'600'000);
    if (!processing)
        return {};
    const auto submissions = numberOption(parser, u"submissions-per-minute"_s, 1, MostPerMinute);
    if (!submissions)
        return {};
    const auto requests = numberOption(parser, u"requests-per-minute"_s, 1, MostPerMinute);
    if (!requests)
        return {};
    const auto seed = numberOption(parser, u"seed"_s, 0, std::numeric_limits<int>::max());
    if (!seed)
        return {};
    const sandbox::ParsedMisbehaviour wanted = sandbox::parseMisbehaviour(parser.value(u"misbehave"_s));
    if (!wanted.error.isEmpty()) {
        complain(u"--misbehave: "_s + wanted.error);
        return {};
    }
    if (!parser.positionalArguments().isEmpty()) {
        complain(translated("unexpected argument: %1").arg(parser.positionalArguments().first()));
        return {};
    }

    sandbox::SandboxOptions options;
    options.port = quint16(*port);
    options.key = parser.value(u"key"_s);
    options.processing = std::chrono::milliseconds(*processing);
    options.submissionsPerMinute = *submissions;
    options.requestsPerMinute = *requests;
    options.misbehaviour = wanted.misbehaviour;
    options.seed = quint32(*seed);
    if (parser.isSet(u"verbose"_s))
        options.log = [](const QString &line) {
            say(stderr, line);
        };
    return options;
}

} // namespace

int main(int argc, char **argv) {
    const sandbox::TerminationSignal termination; // before any other thread
    // HTML and Markdown are read by Qt's text engine, which needs fonts but no screen.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QLoggingCategory::setFilterRules(u"default.warning=false"_s); // that there is no XDG_RUNTIME_DIR
    QGuiApplication application(argc, argv);
    QLoggingCategory::setFilterRules({});
    QCoreApplication::setApplicationName(u"anyformat-sandbox"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ANYFORMAT_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(translated(
        "A service on this computer that speaks the AnyFormat v2 API and reads documents with plain rules."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions(
        {{u"port"_s, translated("Port to listen on; 0: any free one."), u"N"_s, QString::number(DefaultPort)},
            {u"key"_s, translated("The only API key accepted; without it, any key is."), u"K"_s},
            {u"processing"_s, translated("How long a document takes at least."), u"MS"_s, u"1500"_s},
            {u"submissions-per-minute"_s, translated("How many submissions a key has."), u"N"_s, u"60"_s},
            {u"requests-per-minute"_s, translated("How many other calls a key has."), u"N"_s, u"600"_s},
            {u"misbehave"_s, misbehaviourHelp(), u"LIST"_s},
            {u"seed"_s, translated("The same one draws the same lots for --misbehave."), u"N"_s, u"1"_s},
            {u"verbose"_s, translated("A line on stderr for each request.")}});
    parser.process(application);

    const std::optional<sandbox::SandboxOptions> options = optionsOf(parser);
    if (!options)
        return 2;
    sandbox::SandboxServer server(*options);
    if (const QString error = server.start(); !error.isEmpty()) {
        say(stderr, u"anyformat-sandbox: %1"_s.arg(error));
        return 1;
    }
    say(stdout, translated("AnyFormat sandbox on %1 (%2)")
                    .arg(server.baseUrl().toString(),
                        options->key.isEmpty() ? translated("any API key") : translated("one API key")));
    say(stderr, advice(server, options->key));
    if (!options->misbehaviour.rules.isEmpty())
        say(stderr, translated("It misbehaves: %1 --seed %2")
                        .arg(options->misbehaviour.toString())
                        .arg(options->seed));
    termination.wait();
    server.stop();
    return 0;
}
