// SPDX-License-Identifier: MIT
// The composition root: reads the arguments, and hands the keychain and the environment to the window or to a
// command.
#include "app/commands/commandline.h"
#include "app/commands/commandprogram.h"
#include "app/commands/exitcode.h"
#include "app/commands/terminal.h"
#include "app/settings/keychaincredentialstore.h"
#include "app/version.h"
#include "ui/windowprogram.h"

#include <QApplication>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QProcessEnvironment>
#include <QTemporaryDir>

#include <cstdio>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

int print(FILE *stream, const QString &text, int exitCode) {
    std::fputs(qUtf8Printable(text), stream);
    return exitCode;
}

std::unique_ptr<QCoreApplication> applicationFor(const commands::Command &command, int &argc, char **argv) {
    if (!command.sandbox)
        return std::make_unique<QCoreApplication>(argc, argv);
    // The sandbox reads HTML and Markdown with Qt's text engine, which needs fonts, but no screen.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QLoggingCategory::setFilterRules(u"default.warning=false"_s); // that there is no XDG_RUNTIME_DIR
    auto app = std::make_unique<QGuiApplication>(argc, argv);
    QLoggingCategory::setFilterRules({});
    return app;
}

int runCommand(const commands::Command &command, int argc, char **argv) {
    commands::useUtf8();
    commands::ignoreBrokenPipes();
    const auto app = applicationFor(command, argc, argv);
    settings::KeychainCredentialStore keychain(u"AnyFormat Desktop"_s);
    return commands::runCommand(command, &keychain, QProcessEnvironment::systemEnvironment());
}

int runWindow(const commands::WindowOptions &options, int argc, char **argv) {
    QApplication app(argc, argv);
    QApplication::setApplicationDisplayName(u"AnyFormat Desktop"_s);
    QGuiApplication::setDesktopFileName(u"ai.anyformat.desktop"_s);
    const QTemporaryDir demoDir; // a demonstration leaves no runs behind
    const bool demo = !options.demoPicture.isEmpty();
    ui::WindowStart start{demo ? demoDir.path() : commands::dataFolderFor(options.dataDir),
        options.demoPicture, options.files, options.sandbox, options.stageSample, options.exitWhenShown};
    for (QString &file : start.files)
        file = QFileInfo(file).absoluteFilePath();
    settings::KeychainCredentialStore keychain(u"AnyFormat Desktop"_s);
    return ui::runWindow(app, start, &keychain, QProcessEnvironment::systemEnvironment());
}

} // namespace

int main(int argc, char **argv) {
    QCoreApplication::setApplicationName(u"anyformat-desktop"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ANYFORMAT_VERSION));
    const commands::Parsed parsed = commands::parseCommandLine(commands::argumentsOf(argc, argv));
    if (const auto *words = std::get_if<commands::Words>(&parsed))
        return print(stdout, words->text, commands::Ready);
    if (const auto *error = std::get_if<commands::UsageError>(&parsed))
        return print(
            stderr, u"anyformat-desktop: %1 (--help tells more)\n"_s.arg(error->text), commands::Usage);
    if (const auto *command = std::get_if<commands::Command>(&parsed))
        return runCommand(*command, argc, argv);
    return runWindow(std::get<commands::WindowOptions>(parsed), argc, argv);
}
