// SPDX-License-Identifier: MIT
#include "app/commands/terminal.h"

#include <QFile>

#include <array>
#include <clocale>
#include <cstdio>

#ifdef Q_OS_WIN
#include <fcntl.h>
#include <io.h>
#include <windows.h>
// after windows.h
#include <shellapi.h>
#else
#include <cerrno>
#include <csignal>
#include <langinfo.h>
#include <termios.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace commands {

std::optional<QByteArray> readInput(qsizetype most) {
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return QByteArray();
    QByteArray all;
    while (all.size() <= most) {
        const QByteArray some = input.read(65'536);
        if (some.isEmpty())
            return all;
        all += some;
    }
    return {};
}

QByteArray readInputLine() {
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    return input.readLine(65'536).trimmed();
}

void sayNow(const QString &line) {
    std::fprintf(stderr, "%s\n", qUtf8Printable(line));
    std::fflush(stderr);
}

#ifdef Q_OS_WIN

QStringList argumentsOf(int, char **) {
    int count = 0;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
    QStringList arguments;
    for (int i = 1; i < count; ++i)
        arguments << QString::fromWCharArray(words[i]);
    LocalFree(words);
    return arguments;
}

void useUtf8() {
    SetConsoleOutputCP(CP_UTF8);
    _setmode(1, _O_BINARY);
}

void ignoreBrokenPipes() {}

bool inputIsTerminal() {
    return _isatty(0);
}

bool errorsAreTerminal() {
    return _isatty(2);
}

std::optional<QString> readHidden(const QString &prompt) {
    const HANDLE console = GetStdHandle(STD_INPUT_HANDLE);
    DWORD mode = 0;
    GetConsoleMode(console, &mode);
    std::fprintf(stderr, "%s", qUtf8Printable(prompt));
    SetConsoleMode(console, mode & ~DWORD(ENABLE_ECHO_INPUT));
    std::array<wchar_t, 4096> line = {};
    DWORD length = 0;
    const BOOL ok = ReadConsoleW(console, line.data(), DWORD(line.size()), &length, nullptr);
    SetConsoleMode(console, mode);
    std::fputs("\n", stderr);
    if (!ok)
        return {};
    return QString::fromWCharArray(line.data(), int(length)).trimmed();
}

#else

QStringList argumentsOf(int argc, char **argv) {
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QFile::decodeName(argv[i]);
    return arguments;
}

void useUtf8() {
    std::setlocale(LC_CTYPE, "");
    if (qstrcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        qputenv("LC_ALL", "C.UTF-8");
}

void ignoreBrokenPipes() {
    std::signal(SIGPIPE, SIG_IGN);
}

bool inputIsTerminal() {
    return ::isatty(STDIN_FILENO) != 0;
}

bool errorsAreTerminal() {
    return ::isatty(STDERR_FILENO) != 0;
}

namespace {

/// Does nothing but make read() return.
void onInterrupt(int) {}

} // namespace

std::optional<QString> readHidden(const QString &prompt) {
    termios before = {};
    if (::tcgetattr(STDIN_FILENO, &before) != 0)
        return {};
    // The terminal must not be left deaf when Ctrl-C comes in between.
    struct sigaction interrupted = {};
    interrupted.sa_handler = onInterrupt;
    struct sigaction actionBefore = {};
    ::sigaction(SIGINT, &interrupted, &actionBefore);
    termios hidden = before;
    hidden.c_lflag &= ~tcflag_t(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    std::fprintf(stderr, "%s", qUtf8Printable(prompt));
    std::fflush(stderr);

    QByteArray line;
    char c = 0;
    ssize_t count = 0;
    while ((count = ::read(STDIN_FILENO, &c, 1)) == 1 && c != '\n' && line.size() < 65'536)
        line += c;
    const bool brokenOff = count < 0 && errno == EINTR;

    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    ::sigaction(SIGINT, &actionBefore, nullptr);
    std::fputs("\n", stderr);
    if (brokenOff)
        return {};
    return QString::fromUtf8(line).trimmed();
}

#endif

} // namespace commands
