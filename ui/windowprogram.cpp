// SPDX-License-Identifier: MIT
#include "ui/windowprogram.h"

#include "app/api/redactor.h"
#include "app/commands/commandclient.h"
#include "app/commands/commandserver.h"
#include "app/commands/datafolder.h"
#include "app/commands/stopsignal.h"
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
#include <QPushButton>
#include <QScopeGuard>
#include <QThread>
#include <QTimer>

#include <chrono>
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

/// How a start begins.
enum class Beginning {
    Owner,      ///< with the folder
    HandedOver, ///< with a window that has it, which got the files
    Unwritable,
    CommandAtWork,
    NoAnswer, ///< of who has the folder
};

bool isSettled(Beginning beginning) {
    return beginning != Beginning::CommandAtWork && beginning != Beginning::NoAnswer;
}

Beginning tryOnce(DataFolder &folder, const WindowStart &start,
    std::chrono::milliseconds greeting = std::chrono::seconds(5)) {
    switch (folder.claim()) {
    case DataFolder::Claim::Owned:
        return Beginning::Owner;
    case DataFolder::Claim::Unwritable:
        return Beginning::Unwritable;
    case DataFolder::Claim::Taken:
        break;
    }
    switch (commands::handOver(folder.socketName(), start.files, start.stageSample, greeting)) {
    case commands::HandOver::Done:
        return Beginning::HandedOver;
    case commands::HandOver::NoWindow:
        return Beginning::CommandAtWork;
    case commands::HandOver::NoAnswer:
        break;
    }
    return Beginning::NoAnswer;
}

Beginning begin(DataFolder &folder, const WindowStart &start) {
    // Most commands are short; one that waits for results is not.
    const QDeadlineTimer deadline(3000);
    for (;;) {
        const Beginning beginning = tryOnce(folder, start);
        if (isSettled(beginning) || deadline.hasExpired())
            return beginning;
        QThread::msleep(20);
    }
}

QString wordsFor(Beginning beginning, const DataFolder &folder, const WindowStart &start) {
    if (beginning == Beginning::NoAnswer) {
        return QObject::tr("AnyFormat Desktop is running already (with the data in %1), and does not answer.")
            .arg(folder.path());
    }
    return QObject::tr("A command of AnyFormat Desktop is at work on the data in %1. At its end this window "
                       "opens by itself%2. To have it now, end the command with Ctrl-C: its runs go on.")
        .arg(folder.path(), start.files.isEmpty() ? QString() : QObject::tr(", with the files it was given"));
}

/// Shows why there is no window yet, until there can be one, or a person tries again or gives up (nothing).
std::optional<Beginning> waitForFolder(Beginning beginning, DataFolder &folder, const WindowStart &start) {
    QMessageBox box(QMessageBox::Warning, u"AnyFormat Desktop"_s, wordsFor(beginning, folder, start),
        QMessageBox::Retry | QMessageBox::Close);
    box.setObjectName(u"folderInUse"_s);
    box.setTextFormat(Qt::PlainText);
    box.button(QMessageBox::Retry)->setText(QObject::tr("&Try again"));
    box.setDefaultButton(QMessageBox::Retry);
    box.setEscapeButton(QMessageBox::Close);
    QTimer timer;
    // Another window that was quicker has the folder a while before it answers.
    constexpr int longestStart = 20'000;                    // ms
    constexpr std::chrono::milliseconds shortGreeting(300); // the box is to answer meanwhile
    QDeadlineTimer answering(QDeadlineTimer::Forever);
    QObject::connect(&timer, &QTimer::timeout, &box, [&] {
        // One that does not answer is not asked for ever: that would hold up the box.
        if (beginning == Beginning::CommandAtWork) {
            const Beginning next = tryOnce(folder, start, shortGreeting);
            if (next != Beginning::NoAnswer)
                answering = QDeadlineTimer(QDeadlineTimer::Forever);
            else if (answering.isForever())
                answering.setRemainingTime(longestStart);
            if (next != Beginning::NoAnswer || answering.hasExpired())
                beginning = next;
            if (beginning == Beginning::NoAnswer)
                box.setText(wordsFor(beginning, folder, start));
        } else if (folder.claim() == DataFolder::Claim::Owned) {
            beginning = Beginning::Owner;
        }
        if (isSettled(beginning))
            box.done(QMessageBox::Close);
    });
    timer.start(500);
    const int answer = box.exec();
    timer.stop();
    if (isSettled(beginning))
        return beginning;
    return answer == QMessageBox::Retry ? std::optional(tryOnce(folder, start)) : std::nullopt;
}

} // namespace

void takeWhatIsHandedOver(commands::CommandServer &server, MainWindow &window) {
    QObject::connect(&server, &commands::CommandServer::openRequested, &window, &MainWindow::openFiles);
}

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
    const auto say = [](const QString &words) {
        std::fprintf(stderr, "anyformat-desktop: %s\n", qUtf8Printable(words));
    };
    const auto fail = [&](const QString &words) {
        say(words);
        if (!demo) {
            theme.apply(themeChoice(settings.appearance()));
            QMessageBox::critical(nullptr, u"AnyFormat Desktop"_s, words);
        }
        return 1;
    };
    DataFolder folder(settings.dataDir());
    Beginning beginning = begin(folder, start);
    while (!isSettled(beginning)) {
        say(wordsFor(beginning, folder, start));
        if (demo)
            return 1;
        theme.apply(themeChoice(settings.appearance()));
        const std::optional<Beginning> next = waitForFolder(beginning, folder, start);
        if (!next)
            return 1;
        beginning = *next;
    }
    if (beginning == Beginning::Unwritable)
        return fail(folder.refusal());
    if (beginning == Beginning::HandedOver)
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
    takeWhatIsHandedOver(server, window);
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
    const commands::StopSignal stopSignal;
    QObject::connect(&stopSignal, &commands::StopSignal::stopRequested, &window, &MainWindow::endUnasked);
    QObject::connect(
        &app, &QGuiApplication::commitDataRequest, &window, [&window] { window.expectEnd(); },
        Qt::DirectConnection);
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
