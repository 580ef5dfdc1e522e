// SPDX-License-Identifier: MIT
#include "ui/windowprogram.h"

#include "app/api/redactor.h"
#include "app/commands/commandclient.h"
#include "app/commands/commandserver.h"
#include "app/commands/datafolder.h"
#include "app/runs/runservice.h"
#include "app/runs/runstore.h"
#include "app/session/session.h"
#include "app/session/watches.h"
#include "app/settings/apikeys.h"
#include "app/settings/settings.h"
#include "ui/demo.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDateTime>
#include <QDeadlineTimer>
#include <QFontDatabase>
#include <QIcon>
#include <QMessageBox>
#include <QProcessEnvironment>
#include <QScopeGuard>
#include <QThread>

#include <cstdio>
#include <optional>
#include <thread>

using namespace Qt::StringLiterals;
using commands::DataFolder;

namespace ui {

namespace {

Theme::Choice themeChoice(settings::Appearance appearance) {
    switch (appearance) {
    case settings::Appearance::Light:
        return Theme::Choice::Light;
    case settings::Appearance::Dark:
        return Theme::Choice::Dark;
    case settings::Appearance::System:
        break;
    }
    return Theme::Choice::System;
}

/// How a start begins: with the folder, or with a window that has it, or not at all.
struct Beginning {
    bool isOwner = false;
    QString failure;
};

Beginning begin(DataFolder &folder, const WindowStart &start) {
    // Most commands are short; one that waits for results is not.
    const QDeadlineTimer deadline(3000);
    for (;;) {
        switch (folder.claim()) {
        case DataFolder::Claim::Owned:
            return {true, {}};
        case DataFolder::Claim::Unwritable:
            return {false, folder.refusal()};
        case DataFolder::Claim::Taken:
            break;
        }
        const commands::HandOver result =
            commands::handOver(folder.socketName(), start.files, start.stageSample);
        if (result == commands::HandOver::Done)
            return {};
        if (deadline.hasExpired() && result == commands::HandOver::NoWindow) {
            return {false,
                QObject::tr("A command of AnyFormat Desktop is at work on the data in %1. Wait for its "
                            "end, or end it with Ctrl-C (its runs go on), then start again.")
                    .arg(folder.path())};
        }
        if (deadline.hasExpired()) {
            return {
                false, QObject::tr(
                           "AnyFormat Desktop is running already (with the data in %1), and does not answer.")
                           .arg(folder.path())};
        }
        QThread::msleep(20);
    }
}

} // namespace

int runWindow(QApplication &app, const WindowStart &start, settings::CredentialStore *keychain,
    const QProcessEnvironment &environment) {
    const bool demo = !start.demoPicture.isEmpty();
    api::Redactor redactor;
    api::Redactor::installLogHandler(&redactor);
    const auto uninstall = qScopeGuard([] { api::Redactor::installLogHandler(nullptr); });
    settings::Settings settings(start.dataDir, environment);
    redactor.addSecret(settings.environmentKey());
    if (start.sandbox || demo)
        settings.startWith(settings::Profile::Sandbox);

    Theme theme(app);
    const auto fail = [&](const QString &words) {
        std::fprintf(stderr, "anyformat-desktop: %s\n", qUtf8Printable(words));
        if (!demo) {
            theme.apply(themeChoice(settings.appearance()));
            QMessageBox::critical(nullptr, u"AnyFormat Desktop"_s, words);
        }
        return 1;
    };
    DataFolder folder(settings.dataDir());
    const Beginning beginning = begin(folder, start);
    if (!beginning.failure.isEmpty())
        return fail(beginning.failure);
    if (!beginning.isOwner)
        return 0;
    // The longest single step of a start, and nobody needs it yet.
    std::thread fonts([] { QFontDatabase::families(); });
    const auto joinFonts = qScopeGuard([&fonts] { fonts.join(); });

    runs::RunStore store(settings.dataDir() + u"/ledger.sqlite"_s);
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

    settings::ApiKeys keys(keychain, settings.environmentKey());
    session::Session session(&settings, &keys, &redactor, &service);
    session::Watches watches(
        &settings, &session, &service, [] { return QDateTime::currentMSecsSinceEpoch(); });
    MainWindow window({&settings, &keys, &session, &service, &watches});
    commands::CommandServer server({&settings, &keys, &session, &service, true});
    if (const QString deaf = server.listen(folder.socketName()); !deaf.isEmpty())
        qWarning("%s", qUtf8Printable(deaf)); // the window itself works all the same
    QObject::connect(&server, &commands::CommandServer::openRequested, &window, &MainWindow::openFiles);
    if (const QString damage = store.setAsideWords(); !damage.isEmpty()) {
        QObject::connect(&window, &MainWindow::shown, &window, [&window, damage] {
            auto *box = new QMessageBox(QMessageBox::Warning, QMessageBox::tr("The ledger is damaged"),
                damage, QMessageBox::Ok, &window);
            box->setObjectName(u"damagedLedger"_s);
            box->setTextFormat(Qt::PlainText);
            box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
            box->setAttribute(Qt::WA_DeleteOnClose);
            box->open();
        });
    }
    std::optional<Demo> demonstration;
    // The sandbox and the keychain are not what the window waits for.
    if (start.exitWhenShown) {
        QObject::connect(&window, &MainWindow::shown, &app, [] {
            std::puts("shown");
            std::fflush(stdout);
            QCoreApplication::quit();
        });
    } else {
        QObject::connect(&window, &MainWindow::shown, &session, &session::Session::start);
    }
    if (demo) {
        demonstration.emplace(&window, &service, start.demoPicture);
        QObject::connect(&window, &MainWindow::shown, &*demonstration, &Demo::start);
        QObject::connect(
            &*demonstration, &Demo::finished, &app, &QCoreApplication::exit, Qt::QueuedConnection);
    }
    theme.apply(themeChoice(settings.appearance()));
    window.show();
    window.stageFiles(start.files);
    if (start.stageSample)
        window.stageFiles({u":/samples/invoice-0847.pdf"_s});
    return QApplication::exec();
}

} // namespace ui
