// SPDX-License-Identifier: MIT
#include "app/commands/commandprogram.h"

#include "app/api/redactor.h"
#include "app/commands/commandclient.h"
#include "app/commands/consolesink.h"
#include "app/commands/datafolder.h"
#include "app/commands/exitcode.h"
#include "app/commands/keycommand.h"
#include "app/commands/outputfile.h"
#include "app/commands/owner.h"
#include "app/commands/stopsignal.h"
#include "app/commands/terminal.h"
#include "app/runs/intake.h"
#include "app/runs/runservice.h"
#include "app/runs/runstore.h"
#include "app/session/session.h"
#include "app/settings/apikeys.h"
#include "app/settings/settings.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDeadlineTimer>
#include <QFileInfo>
#include <QLocalSocket>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QStringDecoder>
#include <QThread>

#include <cstdlib>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;

namespace commands {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("CommandProgram", text);
}

QString absolute(const QString &path) {
    return QFileInfo(path).absoluteFilePath();
}

/// Reads standard input; why not, when that fails.
QString readText(Command &command) {
    if (inputIsTerminal() && errorsAreTerminal() && !command.quiet)
        sayNow(tr("anyformat-desktop: type the text; Ctrl-D on a line of its own ends it"));
    const auto bytes = readInput(runs::maxFileBytes);
    if (!bytes)
        return tr("standard input is longer than 20 MB, nothing was sent");
    QStringDecoder decoder(QStringDecoder::Utf8);
    command.text = decoder(*bytes);
    if (decoder.hasError())
        return tr("standard input is not UTF-8 text, nothing was sent: give a document as a file");
    if (command.text.trimmed().isEmpty())
        return tr("there is no text on standard input, nothing was sent");
    command.textFromInput = false;
    return {};
}

/// Does what belongs to the caller's side: its folder, its input, its rights. Why not, when that fails.
QString prepare(Command &command) {
    for (QString &file : command.files)
        file = absolute(file);
    command.files.removeDuplicates();
    if (command.output == Output::Files) {
        if (const QString why = refuseFolder(absolute(command.folder)); !why.isEmpty())
            return why;
    }
    return command.textFromInput ? readText(command) : QString();
}

/// One command on its way through this process.
class Program {
public:
    Program(Command command, settings::CredentialStore *keychain, const QProcessEnvironment &environment)
        : m_command(std::move(command))
        , m_keychain(keychain)
        , m_settings(dataFolderFor(m_command.dataDir), environment)
        , m_sink(&m_redactor, m_command.output == Output::Files ? absolute(m_command.folder) : QString(),
              m_command.quiet, errorsAreTerminal()) {
        m_redactor.addSecret(m_settings.environmentKey());
        api::Redactor::installLogHandler(&m_redactor);
    }
    ~Program() { api::Redactor::installLogHandler(nullptr); }

    int run();

private:
    /// An exit code; nothing when the owner went away and it must be tried again.
    using Ending = std::optional<int>;

    int refuse(int exitCode, const QString &line);
    int runKey();
    Ending runOnce();
    int runAsOwner(const DataFolder &folder);
    Ending runAsCaller(std::unique_ptr<QLocalSocket> socket);
    Ending goOnWithout(bool asked);
    int ended(int exitCode);

    Command m_command;
    settings::CredentialStore *m_keychain;
    api::Redactor m_redactor;
    settings::Settings m_settings;
    ConsoleSink m_sink;
    int m_codeBefore = 0; ///< of the runs that a former owner told of
    int m_tries = 0;
};

int Program::refuse(int exitCode, const QString &line) {
    m_sink.error(line);
    return exitCode;
}

int Program::run() {
    if (m_command.verb == Verb::KeySet || m_command.verb == Verb::KeyTest ||
        m_command.verb == Verb::KeyRemove)
        return runKey();
    if (const QString why = prepare(m_command); !why.isEmpty())
        return refuse(Failed, why);
    m_command.service = settings::profileId(settings::Profile::Service, m_settings.baseUrl());
    for (;;) {
        if (const Ending ending = runOnce())
            return ended(*ending);
    }
}

int Program::ended(int exitCode) {
    // A thread that is stuck in a write ends with the process only. The ledger is closed by now.
    if (exitCode == Interrupted && !m_sink.abandon())
        std::_Exit(exitCode);
    return m_codeBefore == Ready || exitCode == Interrupted ? exitCode : worst(m_codeBefore, exitCode);
}

Program::Ending Program::runOnce() {
    DataFolder folder(m_settings.dataDir());
    const QDeadlineTimer deadline(10'000);
    for (;;) {
        switch (folder.claim()) {
        case DataFolder::Claim::Owned:
            return runAsOwner(folder);
        case DataFolder::Claim::Unwritable:
            return refuse(Failed, folder.refusal());
        case DataFolder::Claim::Taken:
            break;
        }
        if (auto socket = connectToOwner(folder.socketName()))
            return runAsCaller(std::move(socket));
        if (deadline.hasExpired()) {
            return refuse(Failed,
                tr("another process uses the data folder %1 and does not answer").arg(m_settings.dataDir()));
        }
        QThread::msleep(20); // it is just starting, or ending
    }
}

int Program::runAsOwner(const DataFolder &folder) {
    Owner owner(m_command, {&m_settings, m_keychain, &m_redactor, &m_sink});
    if (const QString error = owner.open(folder.socketName()); !error.isEmpty())
        return refuse(Failed, error);
    return owner.exec();
}

Program::Ending Program::runAsCaller(std::unique_ptr<QLocalSocket> socket) {
    const QString key = m_command.sandbox ? QString() : m_settings.environmentKey();
    CommandClient client(std::move(socket), m_command, key, &m_sink);
    const StopSignal signal;
    std::optional<bool> gone;
    bool stopped = false;
    const auto exit = [](int exitCode) {
        QCoreApplication::exit(exitCode);
    };
    QObject::connect(&m_sink, &ConsoleSink::ended, &client, exit);
    QObject::connect(&m_sink, &ConsoleSink::failed, &client, exit);
    QObject::connect(&client, &CommandClient::gone, &client, [&](bool asked) {
        gone = asked;
        exit(Failed);
    });
    QObject::connect(&signal, &StopSignal::stopRequested, &client, [&] {
        stopped = true;
        exit(Interrupted);
    });
    const int exitCode = QCoreApplication::exec();
    if (stopped) {
        const auto untold = m_sink.untold();
        if (!untold && submits(m_command))
            sayNow(tr("anyformat-desktop: it may have been submitted already: anyformat-desktop status"));
        else if (untold && !untold->isEmpty() && (submits(m_command) || m_command.wait))
            sayNow(tr("anyformat-desktop: %1 run(s) go on there: anyformat-desktop status --wait")
                       .arg(untold->size()));
    }
    return gone && !stopped ? goOnWithout(*gone) : Ending(exitCode);
}

/// The process that did the work has ended before its work.
Program::Ending Program::goOnWithout(bool asked) {
    if (!asked && ++m_tries < 100)
        return {};
    if (m_sink.isCut()) {
        return refuse(
            Failed, tr("the process that used the data folder has ended, and the output is cut off: "
                       "anyformat-desktop results"));
    }
    const auto untold = m_sink.untold();
    if (!untold && submits(m_command)) {
        return refuse(
            Unconfirmed, tr("the process that used the data folder has ended before it said whether "
                            "anything was submitted: look at anyformat-desktop status first"));
    }
    if (!untold)
        return ++m_tries < 5 ? Ending()
                             : refuse(Failed, tr("the process that uses the data folder ends at once"));
    m_codeBefore = worst(m_codeBefore, m_sink.toldCode());
    if (untold->isEmpty())
        return m_codeBefore;
    m_sink.note(tr("the process that used the data folder has ended; going on without it"));
    if (m_command.verb == Verb::Adopt)
        return {}; // to take what was taken already is to go on with it
    if (submits(m_command) && !m_command.goesOn) {
        m_command.goesOn = true;
        m_command.several = m_sink.isAboutSeveral();
    }
    m_command.ids.clear();
    for (qint64 id : *untold)
        m_command.ids << QString::number(id);
    return {};
}

int Program::runKey() {
    QString key;
    if (m_command.verb == Verb::KeySet) {
        const auto typed = inputIsTerminal() ? readHidden(tr("API key (it is not shown): "))
                                             : QString::fromUtf8(readInputLine());
        if (!typed)
            return Interrupted;
        key = *typed;
        m_redactor.addSecret(key);
    }
    runs::RunStore store(u":memory:"_s); // the session wants one; no run is made
    runs::RunService service(&store, [] { return QDateTime::currentMSecsSinceEpoch(); });
    settings::ApiKeys keys(m_keychain, m_settings.environmentKey());
    session::Session session(&m_settings, &keys, &m_redactor, &service);
    KeyCommand command(m_command.verb, {&m_settings, &keys, &session, &m_sink});
    QObject::connect(
        &command, &KeyCommand::finished, &command,
        [this](int exitCode, bool changed) {
            if (changed)
                tellKeyChanged(DataFolder(m_settings.dataDir()).socketName());
            QCoreApplication::exit(exitCode);
        },
        Qt::QueuedConnection);
    QMetaObject::invokeMethod(
        &command, [&] { command.start(key); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace

QString dataFolderFor(const QString &named) {
    return named.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                           : absolute(named);
}

int runCommand(Command command, settings::CredentialStore *keychain, const QProcessEnvironment &environment) {
    QProcessEnvironment own = environment;
    if (!command.baseUrl.isEmpty()) // for this call: nothing is stored
        own.insert(u"ANYFORMAT_BASE_URL"_s, command.baseUrl);
    return Program(std::move(command), keychain, own).run();
}

} // namespace commands
