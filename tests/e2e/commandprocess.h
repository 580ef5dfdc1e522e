// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDir>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QUrl>
#include <QtTest>

#include <optional>

#ifndef Q_OS_WIN
#include <csignal>
#endif

namespace support {

/// The real program as a terminal starts it, on a machine without a display, a session bus and a keychain.
class CommandProcess : public QProcess {
public:
    void startWith(const QProcessEnvironment &environment, const QStringList &arguments) {
        setProcessEnvironment(environment);
        start(QStringLiteral(DESKTOP_PROGRAM), arguments);
    }
    bool hasEnded() const { return state() == QProcess::NotRunning; }
    /// -1: killed, or did not start.
    int code() const { return exitStatus() == QProcess::NormalExit ? exitCode() : -1; }
    const QByteArray &out() {
        m_out += readAllStandardOutput();
        return m_out;
    }
    const QByteArray &errors() {
        m_errors += readAllStandardError();
        return m_errors;
    }
#ifndef Q_OS_WIN
    void interrupt() {
        ::kill(pid_t(processId()), SIGINT);
    }
#endif

private:
    QByteArray m_out;
    QByteArray m_errors;
};

/// A data folder, documents, and an environment that knows nothing of the person who runs the tests.
struct CommandPlace {
    QTemporaryDir folder;
    QString key = QStringLiteral("af_live_Zx9-secret-value-41077");
    QProcessEnvironment environment;

    explicit CommandPlace(const QUrl &service = {}) {
        for (const char *name : {"home", "run", "tmp"}) {
            const QString path = folder.filePath(QString::fromLatin1(name));
            QDir().mkpath(path);
            QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        }
        const auto system = QProcessEnvironment::systemEnvironment();
        for (const char *name :
            {"PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"}) {
            const QString known = QString::fromLatin1(name);
            if (system.contains(known))
                environment.insert(known, system.value(known));
        }
        environment.insert(QStringLiteral("HOME"), folder.filePath(QStringLiteral("home")));
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), folder.filePath(QStringLiteral("run")));
        environment.insert(QStringLiteral("TMPDIR"), folder.filePath(QStringLiteral("tmp")));
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
            QStringLiteral("unix:path=") + folder.filePath(QStringLiteral("nobody")));
        if (service.isEmpty())
            return;
        environment.insert(QStringLiteral("ANYFORMAT_BASE_URL"), service.toString());
        environment.insert(QStringLiteral("ANYFORMAT_API_KEY"), key);
    }

    QString data() const { return folder.filePath(QStringLiteral("data")); }
    /// Without `content` no two of different names are the same.
    QString file(const QString &name, const std::optional<QByteArray> &content = {}) const {
        QFile file(folder.filePath(name));
        const QByteArray bytes = content.value_or("Total: 5.00\n" + name.toUtf8());
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file %s", qPrintable(name));
        return file.fileName();
    }
    /// Every byte below the folder, file names included.
    QByteArray everything() const;

    void start(CommandProcess &process, const QStringList &arguments) const {
        process.startWith(environment, QStringList{QStringLiteral("--data-dir"), data()} + arguments);
    }
};

/// One command from its start to its end; the event loop of the test goes on, and with it its server.
struct CommandEnd {
    int code = -2; ///< -2: it did not end
    QByteArray out;
    QByteArray errors;
};
inline CommandEnd runToEnd(
    const CommandPlace &place, const QStringList &arguments, const QByteArray &input = {}) {
    CommandProcess process;
    place.start(process, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!QTest::qWaitFor([&] { return process.hasEnded(); }, 30'000)) {
        process.kill();
        process.waitForFinished();
        return {-2, process.out(), process.errors()};
    }
    return {process.code(), process.out(), process.errors()};
}

} // namespace support
