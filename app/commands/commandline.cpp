// SPDX-License-Identifier: MIT
#include "app/commands/commandline.h"

#include "app/api/endpoint.h"
#include "app/commands/helptext.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>
#include <QUrl>

#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace commands {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("CommandLine", text);
}

// Who takes an option.
enum For {
    TheWindow = 1,
    TheRun = 2,
    TheStatus = 4,
    TheResults = 8,
    TheWorkflows = 16,
    TheKey = 32,
    TheAdopt = 64,
    TheAgain = 128,
    TheStop = 256,
    TheRemove = 512,
    Everybody = 1023,
    Commands = Everybody - TheWindow,
};

struct Option {
    QLatin1StringView name;
    bool takesValue;
    int who;
};

constexpr std::array options = {
    Option{"help"_L1, false, Everybody},
    Option{"version"_L1, false, Everybody},
    Option{"data-dir"_L1, true, Everybody},
    Option{"sandbox"_L1, false, Everybody - TheKey},
    Option{"base-url"_L1, true, Commands},
    Option{"quiet"_L1, false, Commands},
    Option{"workflow"_L1, true, TheRun},
    Option{"text"_L1, true, TheRun},
    Option{"skip-refused"_L1, false, TheRun},
    Option{"again"_L1, false, TheRun},
    Option{"yes"_L1, false, TheAgain | TheRemove},
    Option{"wait"_L1, false, TheRun | TheStatus | TheAdopt | TheAgain},
    Option{"timeout"_L1, true, TheRun | TheStatus | TheAdopt | TheAgain},
    Option{"json"_L1, false, TheRun | TheStatus | TheResults | TheWorkflows | TheAdopt | TheAgain},
    Option{"fields"_L1, false, TheRun | TheResults | TheAgain},
    Option{"out"_L1, true, TheRun | TheResults | TheAgain},
    Option{"stage-sample"_L1, false, TheWindow},
    Option{"demo"_L1, true, TheWindow},
    Option{"exit-when-shown"_L1, false, TheWindow},
};

/// Options that Qt takes out of the arguments before a window program sees them.
constexpr std::array qtOptions = {"-platform"_L1, "-platformpluginpath"_L1, "-platformtheme"_L1, "-plugin"_L1,
    "-qwindowgeometry"_L1, "-qwindowicon"_L1, "-qwindowtitle"_L1, "-style"_L1, "-stylesheet"_L1,
    "-display"_L1, "-geometry"_L1, "-session"_L1, "-title"_L1, "-icon"_L1, "-fontengine"_L1};
constexpr std::array qtFlags = {"-reverse"_L1, "-nograb"_L1, "-dograb"_L1, "-sync"_L1, "-widgetcount"_L1};

struct Failure {
    QString text;
};

/// The arguments taken apart, before anybody knows what they mean.
struct Pieces {
    QHash<QString, QString> values; ///< by option; empty for those without a value
    QStringList words;
    bool firstWordIsFile = false; ///< it stood after `--`
    bool hasQtOptions = false;
};

const Option *find(QStringView name) {
    for (const Option &option : options) {
        if (name == option.name)
            return &option;
    }
    return nullptr;
}

QString longName(const QString &argument) {
    if (argument == "-h"_L1)
        return u"help"_s;
    if (argument == "-v"_L1)
        return u"version"_s;
    if (argument == "-q"_L1)
        return u"quiet"_s;
    if (argument == "-w"_L1)
        return u"workflow"_s;
    return argument.startsWith("--"_L1) ? argument.mid(2) : QString();
}

/// Passes over one of Qt's options; false when it is none.
bool skipQtOption(const QStringList &arguments, qsizetype &at) {
    const QString name = arguments[at].section(u'=', 0, 0);
    if (std::find(qtFlags.begin(), qtFlags.end(), name) != qtFlags.end())
        return true;
    if (std::find(qtOptions.begin(), qtOptions.end(), name) == qtOptions.end())
        return false;
    if (!arguments[at].contains(u'='))
        ++at;
    return true;
}

std::variant<Pieces, Failure> takeApart(const QStringList &arguments) {
    Pieces pieces;
    bool onlyWords = false;
    for (qsizetype at = 0; at < arguments.size(); ++at) {
        const QString &argument = arguments[at];
        if (!onlyWords && argument == "--"_L1) {
            onlyWords = true;
            continue;
        }
        if (onlyWords || argument == "-"_L1 || !argument.startsWith(u'-')) {
            pieces.firstWordIsFile |= onlyWords && pieces.words.isEmpty();
            pieces.words << argument;
            continue;
        }
        const QString whole = longName(argument);
        const QString name = whole.section(u'=', 0, 0);
        const Option *option = find(name);
        if (!option) {
            if (!skipQtOption(arguments, at))
                return Failure{tr("unknown option %1").arg(argument.section(u'=', 0, 0))};
            pieces.hasQtOptions = true;
            continue;
        }
        const bool hasValue = whole.contains(u'=');
        if (!option->takesValue && hasValue)
            return Failure{tr("--%1 takes no value").arg(name)};
        if (option->takesValue && pieces.values.contains(name))
            return Failure{tr("--%1 is given twice").arg(name)};
        QString value;
        if (hasValue)
            value = whole.section(u'=', 1);
        else if (option->takesValue && at + 1 < arguments.size())
            value = arguments[++at];
        else if (option->takesValue)
            return Failure{tr("--%1 needs a value").arg(name)};
        if (option->takesValue && value.isEmpty())
            return Failure{tr("the value of --%1 is empty").arg(name)};
        pieces.values.insert(name, value);
    }
    return pieces;
}

std::optional<Failure> refuseOptions(const Pieces &pieces, int who, const QString &what) {
    for (const Option &option : options) {
        if (pieces.values.contains(option.name) && !(option.who & who)) {
            return Failure{who == TheWindow
                               ? tr("--%1 belongs to a command, and none is given").arg(option.name)
                               : tr("--%1 is not an option of “%2”").arg(option.name, what)};
        }
    }
    if (pieces.hasQtOptions && who != TheWindow)
        return Failure{tr("options of Qt are for the window, not for “%1”").arg(what)};
    return {};
}

WindowOptions windowOptions(const Pieces &pieces) {
    return {pieces.values.value(u"data-dir"_s), pieces.values.value(u"demo"_s), pieces.words,
        pieces.values.contains(u"sandbox"_s), pieces.values.contains(u"stage-sample"_s),
        pieces.values.contains(u"exit-when-shown"_s)};
}

std::optional<Failure> readOutput(const Pieces &pieces, Command &command) {
    int ways = 0;
    const auto way = [&](const QString &name, Output output) {
        if (!pieces.values.contains(name))
            return;
        ++ways;
        command.output = output;
    };
    way(u"json"_s, Output::Json);
    way(u"fields"_s, Output::Fields);
    way(u"out"_s, Output::Files);
    command.folder = pieces.values.value(u"out"_s);
    if (ways > 1)
        return Failure{tr("--json, --fields and --out exclude each other")};
    return {};
}

std::optional<Failure> readTimeout(const Pieces &pieces, Command &command) {
    if (!pieces.values.contains(u"timeout"_s))
        return {};
    bool ok = false;
    command.timeout = pieces.values.value(u"timeout"_s).toInt(&ok);
    constexpr int aYear = 365 * 86'400;
    if (!ok || command.timeout < 1 || command.timeout > aYear)
        return Failure{tr("--timeout must be a number of seconds from 1 to %1").arg(aYear)};
    if (!command.wait)
        return Failure{tr("--timeout goes with --wait")};
    return {};
}

std::optional<Failure> readInput(const Pieces &pieces, const QStringList &words, Command &command) {
    const bool hasText = pieces.values.contains(u"text"_s);
    if (words.isEmpty() && !hasText)
        return Failure{tr("run: name the files to submit, or give --text, or - for standard input")};
    const bool hasInput = words.contains(u"-"_s);
    if (hasText + hasInput + (words.size() > (hasInput ? 1 : 0)) > 1)
        return Failure{tr("run: files, --text and - exclude each other")};
    command.isText = hasText || hasInput;
    command.textFromInput = hasInput;
    command.text = pieces.values.value(u"text"_s);
    if (hasText && command.text.trimmed().isEmpty())
        return Failure{tr("run: there is no text to submit")};
    QSet<QString> seen;
    for (const QString &word : words) {
        if (word.isEmpty())
            return Failure{tr("run: a file name is empty")};
        if (word != "-"_L1 && !seen.contains(word))
            command.files << word;
        seen << word;
    }
    return {};
}

/// What comes after the name of the command.
std::optional<Failure> readWords(const Pieces &pieces, const QStringList &words, Command &command) {
    switch (command.verb) {
    case Verb::Run:
        return readInput(pieces, words, command);
    case Verb::Status:
        command.ids = words;
        return {};
    case Verb::Results:
        command.ids = words;
        if (words.size() != 1)
            return Failure{tr("results: name one run, by its id or its collection's")};
        return {};
    case Verb::Adopt:
        command.ids = words;
        if (words.isEmpty() || words.size() > 2)
            return Failure{
                tr("adopt: name one unconfirmed run, and the collection that it is once you know it")};
        if (command.wait && words.size() == 1)
            return Failure{tr("adopt: --wait goes with a collection")};
        return {};
    case Verb::Again:
    case Verb::Stop:
    case Verb::Remove:
        command.ids = words;
        command.ids.removeDuplicates(); // nobody pays twice
        if (words.isEmpty())
            return Failure{
                tr("%1: name the runs, by their ids or their collections'").arg(pieces.words.first())};
        return {};
    default:
        if (!words.isEmpty())
            return Failure{tr("unexpected argument %1").arg(words.first())};
        return {};
    }
}

struct Name {
    QLatin1StringView word;
    Verb verb;
    int who;
};
constexpr std::array names = {Name{"run"_L1, Verb::Run, TheRun}, Name{"status"_L1, Verb::Status, TheStatus},
    Name{"results"_L1, Verb::Results, TheResults}, Name{"adopt"_L1, Verb::Adopt, TheAdopt},
    Name{"again"_L1, Verb::Again, TheAgain}, Name{"stop"_L1, Verb::Stop, TheStop},
    Name{"remove"_L1, Verb::Remove, TheRemove}, Name{"workflows"_L1, Verb::Workflows, TheWorkflows},
    Name{"key"_L1, Verb::KeyTest, TheKey}};

std::variant<Command, Failure> readCommand(const Pieces &pieces, const Name &name) {
    Command command;
    command.verb = name.verb;
    QStringList words = pieces.words.mid(1);
    if (auto failure = refuseOptions(pieces, name.who, name.word))
        return *failure;
    if (name.who == TheKey) {
        const QString what = words.isEmpty() ? QString() : words.takeFirst();
        if (what == "set"_L1)
            command.verb = Verb::KeySet;
        else if (what == "remove"_L1)
            command.verb = Verb::KeyRemove;
        else if (what != "test"_L1)
            return Failure{tr("key: say set, test or remove")};
    }
    command.workflow = pieces.values.value(u"workflow"_s);
    command.skipRefused = pieces.values.contains(u"skip-refused"_s);
    command.again = pieces.values.contains(u"again"_s);
    command.yes = pieces.values.contains(u"yes"_s);
    command.quiet = pieces.values.contains(u"quiet"_s);
    command.sandbox = pieces.values.contains(u"sandbox"_s);
    command.dataDir = pieces.values.value(u"data-dir"_s);
    command.baseUrl = pieces.values.value(u"base-url"_s);
    if (auto failure = readOutput(pieces, command))
        return *failure;
    // Fields and files are made of results.
    command.wait = pieces.values.contains(u"wait"_s) ||
                   (submits(command) && command.output != Output::Lines && command.output != Output::Json);
    if (auto failure = readTimeout(pieces, command))
        return *failure;
    if (auto failure = readWords(pieces, words, command))
        return *failure;
    if (command.sandbox && !command.baseUrl.isEmpty())
        return Failure{tr("--sandbox and --base-url exclude each other")};
    if (!command.baseUrl.isEmpty()) {
        if (const QString refusal = api::refuseBaseUrl(QUrl(command.baseUrl)); !refusal.isEmpty())
            return Failure{tr("--base-url: %1").arg(refusal)};
    }
    return command;
}

} // namespace

Parsed parseCommandLine(const QStringList &arguments) {
    auto apart = takeApart(arguments);
    if (const auto *failure = std::get_if<Failure>(&apart))
        return UsageError{failure->text};
    const Pieces &pieces = std::get<Pieces>(apart);
    const Name *name = nullptr;
    for (const Name &known : names) {
        if (!pieces.firstWordIsFile && pieces.words.value(0) == known.word)
            name = &known;
    }
    if (pieces.values.contains(u"help"_s))
        return Words{name ? helpFor(name->verb) : helpText()};
    if (pieces.values.contains(u"version"_s))
        return Words{versionText()};
    if (!name) {
        if (auto failure = refuseOptions(pieces, TheWindow, {}))
            return UsageError{failure->text};
        return windowOptions(pieces);
    }
    auto command = readCommand(pieces, *name);
    if (const auto *failure = std::get_if<Failure>(&command))
        return UsageError{failure->text};
    return std::get<Command>(command);
}

} // namespace commands
