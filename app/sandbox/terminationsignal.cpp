// SPDX-License-Identifier: MIT
#include "app/sandbox/terminationsignal.h"

#include <QtGlobal>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <csignal>
#include <pthread.h>
#endif

namespace sandbox {

#ifdef Q_OS_WIN

namespace {

HANDLE stopEvent() {
    static const HANDLE event = CreateEventW(nullptr, TRUE, FALSE, nullptr);
    return event;
}

BOOL WINAPI onConsoleEvent(DWORD) {
    SetEvent(stopEvent());
    return TRUE;
}

} // namespace

TerminationSignal::TerminationSignal() {
    stopEvent();
    SetConsoleCtrlHandler(onConsoleEvent, TRUE);
}

void TerminationSignal::wait() const {
    WaitForSingleObject(stopEvent(), INFINITE);
}

#else

namespace {

sigset_t stopSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    return signals;
}

} // namespace

TerminationSignal::TerminationSignal() {
    std::signal(SIGINT, SIG_DFL); // a shell starts background programs deaf to it
    const sigset_t signals = stopSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr); // threads made later inherit it
}

void TerminationSignal::wait() const {
    const sigset_t signals = stopSignals();
    int received = 0;
    while (sigwait(&signals, &received) != 0) {
    }
}

#endif

} // namespace sandbox
