// SPDX-License-Identifier: MIT
#include "app/commands/stopsignal.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace commands {

#ifdef Q_OS_WIN

namespace {

std::atomic<StopSignal *> receiver = nullptr;

BOOL WINAPI onConsoleEvent(DWORD) {
    StopSignal *signal = receiver;
    if (!signal)
        return FALSE;
    QMetaObject::invokeMethod(signal, &StopSignal::stopRequested, Qt::QueuedConnection);
    return TRUE;
}

} // namespace

StopSignal::StopSignal(QObject *parent)
    : QObject(parent) {
    receiver = this;
    SetConsoleCtrlHandler(onConsoleEvent, TRUE);
}

StopSignal::~StopSignal() {
    receiver = nullptr;
    SetConsoleCtrlHandler(onConsoleEvent, FALSE);
}

#else

namespace {

// A handler may do next to nothing but write to a pipe, and has no context but a global.
std::array<int, 2> pipeEnds = {-1, -1};
constexpr std::array stopSignals = {SIGINT, SIGTERM, SIGHUP};

void onSignal(int) {
    const int before = errno;
    [[maybe_unused]] const auto written = ::write(pipeEnds[1], "", 1);
    errno = before;
}

void handle(int signal, void (*handler)(int)) {
    struct sigaction action = {};
    if (sigaction(signal, nullptr, &action) != 0 || action.sa_handler == SIG_IGN)
        return;
    action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
}

} // namespace

StopSignal::StopSignal(QObject *parent)
    : QObject(parent) {
    if (::pipe(pipeEnds.data()) != 0)
        return; // then Ctrl-C ends the program at once, which the ledger bears too
    for (int end : pipeEnds) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    auto *notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(pipeEnds[0], &byte, 1) == 1)
            emit stopRequested();
    });
    for (int signal : stopSignals)
        handle(signal, onSignal);
}

StopSignal::~StopSignal() {
    if (pipeEnds[0] < 0)
        return;
    for (int signal : stopSignals)
        handle(signal, SIG_DFL);
    for (int &end : pipeEnds) {
        ::close(end);
        end = -1;
    }
}

#endif

} // namespace commands
