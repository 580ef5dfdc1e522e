// SPDX-License-Identifier: MIT
#include "app/sandbox/sandboxserver.h"
#include "app/sandbox/terminationsignal.h"
#include "app/version.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QLoggingCategory>

#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 DefaultPort = 8731;

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

QString advice(const sandbox::SandboxServer &server, const QString &key) {
    const QString shown = key.isEmpty() ? u"any-key"_s : u"$ANYFORMAT_API_KEY"_s;
    return translated("It reads with plain rules, on this computer: it is not AnyFormat's extraction.\nTry:\n"
                      "  curl -H \"Authorization: Bearer %1\" %2/v2/workflows/\n"
                      "  curl -H \"Authorization: Bearer %1\" -F file=@invoice.pdf %2/v2/workflows/ID/run/\n"
                      "  curl -H \"Authorization: Bearer %1\" %2/v2/workflows/ID/files/COLLECTION/results/\n"
                      "Stop with Ctrl-C.")
        .arg(shown, server.baseUrl().toString());
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
            {u"verbose"_s, translated("A line on stderr for each request.")}});
    parser.process(application);

    const auto port = numberOption(parser, u"port"_s, 0, 65535);
    const auto processing = numberOption(parser, u"processing"_s, 0, 3'600'000);
    if (!port || !processing || !parser.positionalArguments().isEmpty()) {
        if (port && processing)
            say(stderr, translated("anyformat-sandbox: unexpected argument: %1")
                            .arg(parser.positionalArguments().first()));
        return 2;
    }

    sandbox::SandboxOptions options;
    options.port = quint16(*port);
    options.key = parser.value(u"key"_s);
    options.processing = std::chrono::milliseconds(*processing);
    if (parser.isSet(u"verbose"_s))
        options.log = [](const QString &line) {
            say(stderr, line);
        };
    sandbox::SandboxServer server(options);
    if (const QString error = server.start(); !error.isEmpty()) {
        say(stderr, u"anyformat-sandbox: %1"_s.arg(error));
        return 1;
    }
    say(stdout, translated("AnyFormat sandbox on %1 (%2)")
                    .arg(server.baseUrl().toString(),
                        options.key.isEmpty() ? translated("any API key") : translated("one API key")));
    say(stderr, advice(server, options.key));
    termination.wait();
    server.stop();
    return 0;
}
