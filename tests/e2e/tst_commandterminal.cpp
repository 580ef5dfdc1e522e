// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_commandterminal.h"

#include "tests/e2e/commandprocess.h"
#include "tests/support/scriptedserver.h"

#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using support::CommandPlace;
using support::CommandProcess;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;

namespace {

constexpr int patience = 20'000; // ms

/// A terminal with a program at it: standard input and standard error; its output goes to a pipe.
class Terminal {
public:
    Terminal()
        : m_keyboard(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK)) {
        if (m_keyboard < 0 || ::grantpt(m_keyboard) != 0 || ::unlockpt(m_keyboard) != 0)
            qFatal("no terminal");
        m_line = ::open(::ptsname(m_keyboard), O_RDWR | O_NOCTTY);
    }
    ~Terminal() {
        ::close(m_line);
        ::close(m_keyboard);
    }
    Q_DISABLE_COPY_MOVE(Terminal)

    void seat(CommandProcess &process) const {
        process.setChildProcessModifier([line = m_line] {
            ::setsid();
            ::ioctl(line, TIOCSCTTY, 0);
            ::dup2(line, STDIN_FILENO);
            ::dup2(line, STDERR_FILENO);
        });
    }
    void type(const QByteArray &keys) const {
        if (::write(m_keyboard, keys.constData(), size_t(keys.size())) != keys.size())
            qFatal("the terminal takes nothing");
    }
    const QByteArray &screen() {
        std::array<char, 4096> some = {};
        ssize_t count = 0;
        while ((count = ::read(m_keyboard, some.data(), some.size())) > 0)
            m_screen.append(some.data(), count);
        return m_screen;
    }
    bool echoes() const {
        termios state = {};
        return ::tcgetattr(m_line, &state) == 0 && (state.c_lflag & ECHO);
    }

private:
    int m_keyboard;
    int m_line = -1;
    QByteArray m_screen;
};

struct Service {
    bool isReady = false;
    int questions = 0;
    ScriptedServer server{[this](const ScriptedRequest &request) {
        if (request.method == "POST")
            return ScriptedReply::json(202, R"({"id":"c-1"})");
        if (!request.path.contains("/results/"))
            return ScriptedReply::json(200, R"({"count":1,"results":[{"id":"w1","name":"Invoices"}]})");
        ++questions;
        return isReady ? ScriptedReply::json(200, R"({"extractions":[]})")
                       : ScriptedReply::json(412, R"({"error_code":"PRECONDITION_FAILED"})");
    }};
};

} // namespace

void TestCommandTerminal::progressIsForTerminals() {
    Service service;
    const CommandPlace place(service.server.url());
    Terminal terminal;
    CommandProcess run;
    terminal.seat(run);
    place.start(run, {u"run"_s, place.file(u"a.txt"_s), u"-w"_s, u"w1"_s, u"--wait"_s});
    QTRY_VERIFY_WITH_TIMEOUT(terminal.screen().contains("0 of 1 done, 1 at the service"), patience);
    service.isReady = true;
    QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), patience);
    QCOMPARE(run.code(), 0);
    QCOMPARE(run.out(), QByteArray("1\tready\tc-1\ta.txt\n"));
    QVERIFY(terminal.screen().endsWith("\r\x1b[K")); // and it is taken back
}

void TestCommandTerminal::ctrlCAtTheKeyboard() {
    Service service;
    const CommandPlace place(service.server.url());
    Terminal terminal;
    CommandProcess run;
    terminal.seat(run);
    place.start(run, {u"run"_s, place.file(u"a.txt"_s), u"-w"_s, u"w1"_s, u"--wait"_s});
    QTRY_VERIFY_WITH_TIMEOUT(service.questions > 0, patience);
    terminal.type("\x03");
    QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), patience);
    QCOMPARE(run.code(), 130);
    QVERIFY2(terminal.screen().contains("anyformat-desktop status --wait"), terminal.screen().constData());
}

void TestCommandTerminal::aTypedKeyIsNotShown() {
    Service service;
    CommandPlace place(service.server.url());
    place.environment.remove(u"ANYFORMAT_API_KEY"_s);
    Terminal terminal;
    CommandProcess set;
    terminal.seat(set);
    QVERIFY(terminal.echoes());
    place.start(set, {u"key"_s, u"set"_s});
    QTRY_VERIFY_WITH_TIMEOUT(terminal.screen().contains("API key"), patience);
    QVERIFY(!terminal.echoes());
    terminal.type(place.key.toUtf8() + '\n');
    QTRY_VERIFY_WITH_TIMEOUT(set.hasEnded(), patience);
    QCOMPARE(set.code(), 3); // there is no keychain here, and no other place for a key
    QVERIFY2(terminal.screen().contains("Not saved"), terminal.screen().constData());
    QVERIFY(terminal.echoes());
    QVERIFY(!terminal.screen().contains(place.key.toUtf8()));
    QVERIFY(!place.everything().contains(place.key.toUtf8()));
}

void TestCommandTerminal::ctrlCAtTheKeyPrompt() {
    const CommandPlace place;
    Terminal terminal;
    CommandProcess set;
    terminal.seat(set);
    place.start(set, {u"key"_s, u"set"_s});
    QTRY_VERIFY_WITH_TIMEOUT(terminal.screen().contains("API key"), patience);
    terminal.type("af_half\x03");
    QTRY_VERIFY_WITH_TIMEOUT(set.hasEnded(), patience);
    QCOMPARE(set.code(), 130);
    QVERIFY(terminal.echoes());
}
