// SPDX-License-Identifier: MIT
// The composition root: builds the few objects, hands them to each other, shows the window.
#include "app/api/redactor.h"
#include "app/runs/runservice.h"
#include "app/runs/runstore.h"
#include "app/session/session.h"
#include "app/settings/apikeys.h"
#include "app/settings/keychaincredentialstore.h"
#include "app/settings/settings.h"
#include "app/version.h"
#include "ui/demo.h"
#include "ui/icons.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDateTime>
#include <QFontDatabase>
#include <QLockFile>
#include <QMessageBox>
#include <QScopeGuard>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

struct Options {
    QString dataDir;
    QString demoPicture;
    QStringList files;
    bool sandbox = false;
    bool stageSample = false;
    bool exitWhenShown = false;
};

Options readOptions(const QCoreApplication &app) {
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Submit documents to AnyFormat workflows and check what comes back."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(u"files"_s, u"Documents to stage."_s, u"[files…]"_s);
    const QCommandLineOption dataDir(
        u"data-dir"_s, u"Keep everything (but the key) in this folder."_s, u"folder"_s);
    const QCommandLineOption sandbox(
        u"sandbox"_s, u"Use the sandbox: plain rules on this computer, no key."_s);
    const QCommandLineOption sample(u"stage-sample"_s, u"Stage a sample invoice."_s);
    const QCommandLineOption demo(u"demo"_s,
        u"Submit a sample to the sandbox through the window, print its fields, save a picture, end."_s,
        u"png"_s);
    QCommandLineOption exitWhenShown(u"exit-when-shown"_s);
    exitWhenShown.setFlags(QCommandLineOption::HiddenFromHelp); // tests/bench measures the start with it
    parser.addOptions({dataDir, sandbox, sample, demo, exitWhenShown});
    parser.process(app);
    return {parser.value(dataDir), parser.value(demo), parser.positionalArguments(), parser.isSet(sandbox),
        parser.isSet(sample), parser.isSet(exitWhenShown)};
}

ui::Theme::Choice themeChoice(settings::Appearance appearance) {
    switch (appearance) {
    case settings::Appearance::Light:
        return ui::Theme::Choice::Light;
    case settings::Appearance::Dark:
        return ui::Theme::Choice::Dark;
    case settings::Appearance::System:
        break;
    }
    return ui::Theme::Choice::System;
}

/// Help and version are for terminals that may have no display.
bool wantsWordsOnly(int argc, char **argv) {
    return std::any_of(argv + 1, argv + argc, [](const char *argument) {
        const QByteArray text(argument);
        return text == "--help" || text == "-h" || text == "--help-all" || text == "--version" ||
               text == "-v";
    });
}

void setNames() {
    QCoreApplication::setApplicationName(u"anyformat-desktop"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ANYFORMAT_VERSION));
}

} // namespace

int main(int argc, char **argv) {
    if (wantsWordsOnly(argc, argv)) {
        const QCoreApplication app(argc, argv);
        setNames();
        readOptions(app); // prints and ends
        return 0;
    }
    QApplication app(argc, argv);
    setNames();
    QApplication::setApplicationDisplayName(u"AnyFormat Desktop"_s);
    QGuiApplication::setDesktopFileName(u"ai.anyformat.desktop"_s);
    const Options options = readOptions(app); // may end the program
    // The longest single step of a start, and nobody needs it yet.
    std::thread fonts([] { QFontDatabase::families(); });
    const auto joinFonts = qScopeGuard([&fonts] { fonts.join(); });
    const bool demo = !options.demoPicture.isEmpty();

    api::Redactor redactor;
    api::Redactor::installLogHandler(&redactor);

    const QTemporaryDir demoDir; // a demonstration leaves no runs behind
    QString dataDir = demo ? demoDir.path() : options.dataDir;
    if (dataDir.isEmpty())
        dataDir = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    settings::Settings settings(dataDir, QProcessEnvironment::systemEnvironment());
    redactor.addSecret(settings.environmentKey());
    if (options.sandbox || demo)
        settings.startWith(settings::Profile::Sandbox);

    ui::Theme theme(app);
    const auto fail = [&](const QString &words) {
        std::fprintf(stderr, "anyformat-desktop: %s\n", qUtf8Printable(words));
        if (!demo) {
            theme.apply(themeChoice(settings.appearance()));
            QMessageBox::critical(nullptr, u"AnyFormat Desktop"_s, words);
        }
        return 1;
    };
    QLockFile lock(dataDir + u"/lock"_s);
    lock.setStaleLockTime(0);
    if (!lock.tryLock(100)) {
        return fail(
            lock.error() == QLockFile::LockFailedError
                ? QObject::tr("AnyFormat Desktop is running already (with the data in %1).").arg(dataDir)
                : QObject::tr("The folder %1 cannot be written. Choose another one with --data-dir.")
                      .arg(dataDir));
    }
    runs::RunStore store(dataDir + u"/ledger.sqlite"_s);
    runs::RunService service(&store, [] { return QDateTime::currentMSecsSinceEpoch(); });
    QString error = store.open();
    if (error.isEmpty())
        error = service.start();
    if (!error.isEmpty())
        return fail(error);

    theme.prepare(themeChoice(settings.appearance()));
    QObject::connect(&settings, &settings::Settings::appearanceChanged, &theme,
        [&] { theme.apply(themeChoice(settings.appearance())); });
    QApplication::setWindowIcon(QIcon(u":/icons/app/anyformat-desktop.svg"_s));

    settings::KeychainCredentialStore keychain(u"AnyFormat Desktop"_s);
    settings::ApiKeys keys(&keychain, settings.environmentKey());
    session::Session session(&settings, &keys, &redactor, &service);
    ui::MainWindow window({&settings, &keys, &session, &service});
    std::optional<ui::Demo> demonstration;
    // The sandbox and the keychain are not what the window waits for.
    if (options.exitWhenShown) {
        QObject::connect(&window, &ui::MainWindow::shown, &app, [] {
            std::puts("shown");
            std::fflush(stdout);
            QCoreApplication::quit();
        });
    } else {
        QObject::connect(&window, &ui::MainWindow::shown, &session, &session::Session::start);
    }
    if (demo) {
        demonstration.emplace(&window, &service, options.demoPicture);
        QObject::connect(&window, &ui::MainWindow::shown, &*demonstration, &ui::Demo::start);
        QObject::connect(
            &*demonstration, &ui::Demo::finished, &app, &QCoreApplication::exit, Qt::QueuedConnection);
    }
    theme.apply(themeChoice(settings.appearance()));
    window.show();
    window.stageFiles(options.files);
    if (options.stageSample)
        window.stageFiles({u":/samples/invoice-0847.pdf"_s});
    const int code = QApplication::exec();
    api::Redactor::installLogHandler(nullptr);
    return code;
}
