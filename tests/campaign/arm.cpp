// SPDX-License-Identifier: MIT
#include "tests/campaign/arm.h"

#include "app/settings/settings.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace campaign {

namespace {

constexpr int patience = 60'000; // of what is to end by itself
constexpr int rest = 3'000;      // after which a watched folder takes a file

} // namespace

Arm::Arm(const Place &place, const QUrl &service, const QString &name, Plan plan)
    : m_place(place)
    , m_environment(place.environment(service))
    , m_dataDir(place.dataDir(name))
    , m_plan(std::move(plan))
    , m_random(m_plan.seed)
    , m_left(m_plan.documents) {}

void Arm::fight() {
    // How long a command takes on this machine, today.
    QElapsedTimer timer;
    timer.start();
    runToEnd({u"status"_s});
    m_usual = std::clamp(3 * int(timer.elapsed()), 100, 3'000);
    readLedger();
    const QDeadlineTimer deadline(qint64(m_plan.seconds) * 1000);
    const QDeadlineTimer last(qint64(m_plan.seconds) * 2000);
    while (!(m_tally.kills() < m_plan.least ? last : deadline).hasExpired() &&
           (m_tally.kills() < m_plan.kills || !m_left.isEmpty())) {
        cycle();
        readLedger();
    }
}

void Arm::settle() {
    openOwner();
    readLedger();
    constexpr int most = 50; // documents a command
    for (int tries = 0; !m_left.isEmpty() && tries < 100; ++tries) {
        runToEnd(runArguments(draw(most), false));
        if (m_left.isEmpty())
            readLedger();
    }
    constexpr int rounds = 3;
    for (int round = 0; round < rounds; ++round) {
        runToEnd({u"status"_s, u"--wait"_s, u"--timeout"_s, u"50"_s});
        readLedger();
        if (m_active == 0)
            break;
    }
    closeOwner();
}

QStringList Arm::draw(int most) {
    QStringList drawn;
    while (!m_left.isEmpty() && drawn.size() < most)
        drawn << m_left.takeAt(qsizetype(m_random.bounded(quint32(m_left.size()))));
    return drawn;
}

void Arm::readLedger() {
    const Entries entries = entriesOf(m_dataDir);
    m_active = entries.active;
    m_left.clear();
    for (const QString &document : std::as_const(m_plan.documents)) {
        if (!entries.all.contains(document) || entries.unsent.contains(document))
            m_left << document;
    }
}

QStringList Arm::runArguments(const QStringList &documents, bool wait) {
    QStringList arguments{u"run"_s, u"--workflow"_s, u"invoices"_s};
    if (wait)
        arguments << u"--wait"_s;
    for (const QString &document : documents)
        arguments << m_place.path(document);
    return arguments;
}

QStringList Arm::someCommand() {
    const QStringList documents = draw(1 + someMs(4));
    return documents.isEmpty() ? QStringList{u"status"_s, u"--wait"_s} : runArguments(documents, chance(40));
}

void Arm::start(QProcess &process, const QStringList &arguments) {
    process.setProcessEnvironment(m_environment);
    process.start(QStringLiteral(DESKTOP_PROGRAM), QStringList{u"--data-dir"_s, m_dataDir} + arguments);
    if (!process.waitForStarted(patience))
        qFatal("%s does not start", DESKTOP_PROGRAM);
}

void Arm::startCommand(QProcess &process, const QStringList &arguments) {
    ++m_tally.commands;
    start(process, arguments);
}

bool Arm::killAfter(QProcess &process, int ms) {
    if (process.state() == QProcess::NotRunning || process.waitForFinished(ms))
        return false;
    process.kill();
    process.waitForFinished(patience);
    return process.exitStatus() == QProcess::CrashExit; // it may have been faster
}

void Arm::endCommand(QProcess &process, int ms) {
    if (killAfter(process, ms))
        ++m_tally.commandKills;
    else
        judge(process, process.arguments().value(2));
}

void Arm::judge(QProcess &process, const QString &what) {
    const QByteArray errors = process.readAllStandardError();
    const bool isAllowed = process.exitStatus() == QProcess::NormalExit &&
                           (process.exitCode() == 0 || process.exitCode() == 1 || process.exitCode() == 4 ||
                               process.exitCode() == 5);
    // Said by the ledger and by the transitions when they meet what must not be.
    const bool isTold = errors.contains("damaged") || errors.contains("was not applied") ||
                        errors.contains("ledger could not be");
    if (!isAllowed || isTold)
        m_tally.defects << u"%1 ended with %2: %3"_s.arg(what)
                               .arg(process.exitCode())
                               .arg(QString::fromUtf8(errors.right(500)).trimmed());
}

void Arm::runToEnd(const QStringList &arguments) {
    QProcess process;
    startCommand(process, arguments);
    if (killAfter(process, 2 * patience))
        m_tally.defects << u"“%1” does not end"_s.arg(arguments.mid(0, 3).join(u' '));
    else
        judge(process, arguments.first());
}

void CommandArm::cycle() {
    QProcess one;
    QProcess other;
    const bool isTwo = chance(25);
    startCommand(one, someCommand());
    if (isTwo) {
        one.waitForFinished(someMs(m_usual));
        startCommand(other, chance(50) ? QStringList{u"status"_s} : someCommand());
    }
    endCommand(one, someMs(m_usual * 3 / 2));
    if (isTwo)
        endCommand(other, someMs(m_usual * 3 / 2));
}

bool WindowArm::waitUntilOwner(QProcess &window) {
    const QByteArray pid = QByteArray::number(window.processId());
    const QDeadlineTimer deadline(patience);
    while (!window.waitForFinished(10)) {
        QFile lock(dataDir() + u"/lock"_s);
        if (lock.open(QIODevice::ReadOnly) && lock.readLine().trimmed() == pid)
            return true;
        if (deadline.hasExpired()) {
            window.kill();
            window.waitForFinished(patience);
            m_tally.defects << u"the window does not come to own its data folder: "_s +
                                   QString::fromUtf8(window.readAllStandardError().right(500)).trimmed();
            return false;
        }
    }
    judge(window, u"the window"_s);
    m_tally.defects << u"the window ended at its start"_s;
    return false;
}

void WindowArm::killWindow(QProcess &window) {
    if (killAfter(window, 0)) {
        ++m_tally.windowKills;
        const QByteArray errors = window.readAllStandardError();
        if (errors.contains("damaged") || errors.contains("was not applied") ||
            errors.contains("ledger could not be"))
            m_tally.defects << u"the window said: "_s + QString::fromUtf8(errors.right(500)).trimmed();
    } else {
        judge(window, u"the window"_s);
        m_tally.defects << u"the window ended by itself"_s;
    }
}

void WindowArm::startWindow(QProcess &window) {
    ++m_tally.windows;
    start(window, {});
}

void WindowArm::cycle() {
    QProcess window;
    startWindow(window);
    if (chance(10)) {
        window.waitForFinished(someMs(m_usual));
        return killWindow(window);
    }
    if (!waitUntilOwner(window))
        return;
    for (int before = someMs(3); before > 0; --before) {
        QProcess command;
        startCommand(command, someCommand());
        endCommand(command, chance(60) ? someMs(m_usual) : m_usual * 10);
    }
    QProcess command;
    startCommand(command, someCommand());
    command.waitForFinished(someMs(m_usual * 3 / 2));
    killWindow(window);
    // It may be going on without the window, as the owner.
    endCommand(command, someMs(m_usual * 2));
}

void WindowArm::openOwner() {
    m_owner = std::make_unique<QProcess>();
    startWindow(*m_owner);
    waitUntilOwner(*m_owner);
}

bool WindowArm::hasEnded(int ms) {
    return m_owner->waitForFinished(ms);
}

void WindowArm::closeOwner() {
    killWindow(*m_owner);
    m_owner.reset();
}

WatchArm::WatchArm(const Place &place, const QUrl &service, const QString &name, const Plan &plan)
    : WindowArm(place, service, name, plan)
    , m_folder(place.dataDir(name + u" watched"_s))
    , m_toCome(plan.documents) {
    QDir().mkpath(m_folder);
    settings::Settings settings(dataDir(), environment());
    settings::Watch watch;
    watch.workflowId = u"5a4db0c1-0001-4c00-8000-000000000001"_s; // the sandbox's
    watch.workflowName = u"Invoices"_s;
    watch.folder = m_folder;
    watch.on = true;
    watch.since = QDateTime::currentMSecsSinceEpoch();
    settings.setWatch(settings::profileId(settings::Profile::Service, service), watch);
    settings.sync();
}

void WatchArm::deliver(const QString &document) {
    const QString path = m_folder + u'/' + document;
    if (chance(30)) {
        const QString beside = path + u".part"_s;
        if (!QFile::copy(place().path(document), beside) || !QFile::rename(beside, path))
            qFatal("%s cannot be moved in", qPrintable(path));
        return;
    }
    QFile from(place().path(document));
    QFile to(path);
    if (!from.open(QIODevice::ReadOnly) || !to.open(QIODevice::WriteOnly))
        qFatal("%s cannot be written", qPrintable(path));
    const QByteArray bytes = from.readAll();
    to.write(bytes.left(bytes.size() / 2));
    to.flush();
    to.write(bytes.mid(bytes.size() / 2));
}

void WatchArm::cycle() {
    const auto deliverSome = [this](int most) {
        for (int some = someMs(most); some > 0 && !m_toCome.isEmpty(); --some)
            deliver(m_toCome.takeLast());
    };
    deliverSome(4);
    QProcess window;
    startWindow(window);
    if (chance(10)) {
        window.waitForFinished(someMs(m_usual));
        return killWindow(window);
    }
    if (!waitUntilOwner(window))
        return;
    // What is there already is taken about now, and sent.
    window.waitForFinished(rest - someMs(m_usual));
    deliverSome(8);
    window.waitForFinished(someMs(4 * m_usual));
    killWindow(window);
}

void WatchArm::openOwner() {
    WindowArm::openOwner();
    while (!m_toCome.isEmpty())
        deliver(m_toCome.takeLast());
    const QDeadlineTimer deadline(2 * patience);
    do {
        const QSet<QString> known = entriesOf(dataDir()).all;
        if (std::all_of(documents().cbegin(), documents().cend(),
                [&known](const QString &document) { return known.contains(document); }))
            return;
    } while (!hasEnded(200) && !deadline.hasExpired());
    m_tally.defects << u"the watched folder was not submitted to its end"_s;
}

} // namespace campaign
