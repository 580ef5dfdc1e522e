// SPDX-License-Identifier: MIT
#pragma once

#include "tests/campaign/ledgerview.h"
#include "tests/campaign/place.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QRandomGenerator>

#include <memory>

namespace campaign {

/// How much there is to do.
struct Plan {
    int kills = 0;         ///< then it is enough
    int least = 0;         ///< a slow machine gets twice the time for these
    int seconds = 0;       ///< it ends after this time all the same
    QStringList documents; ///< file names, all of them to be submitted
    quint32 seed = 0;
};

/// What happened.
struct Tally {
    int commands = 0;
    int commandKills = 0;
    int windows = 0;
    int windowKills = 0;
    QStringList defects; ///< a process that ended as none may

    int kills() const { return commandKills + windowKills; }
};

/// One data folder with its documents, and the person who submits them: as carefully as one can whose
/// programs are killed all the time. What the ledger has is never submitted again, unless it says that it
/// was not sent; what it has not, is. Blocks: for a thread of its own.
class Arm {
public:
    Arm(const Place &place, const QUrl &service, const QString &name, Plan plan);
    virtual ~Arm() = default;
    Q_DISABLE_COPY_MOVE(Arm)

    /// Kills and submits until the plan is fulfilled.
    void fight();
    /// Without another kill: submits what is left, and waits until nothing moves any more.
    void settle();

    const Tally &tally() const { return m_tally; }
    const QStringList &documents() const { return m_plan.documents; }
    const QString &dataDir() const { return m_dataDir; }

protected:
    /// At least one process is started and killed. Afterwards none is left.
    virtual void cycle() = 0;
    /// An owner of the data folder for settle(), where there shall be one.
    virtual void openOwner() {}
    virtual void closeOwner() {}

    /// Up to `most` documents that are not submitted yet, by chance; none of them is given out again before
    /// the ledger was read again.
    QStringList draw(int most);
    /// Reads it; for a moment when nobody writes it.
    void readLedger();

    /// Submits some of what is left; where nothing is, waits for what is under way.
    QStringList someCommand();
    void start(QProcess &process, const QStringList &arguments);
    void startCommand(QProcess &process, const QStringList &arguments);
    /// It has the time to end by itself, and is killed otherwise. True when it was.
    bool killAfter(QProcess &process, int ms);
    /// As killAfter(), of a command: counts, and looks at what it said when it ended by itself.
    void endCommand(QProcess &process, int ms);
    /// Of a process that ended by itself.
    void judge(QProcess &process, const QString &what);
    int someMs(int most) { return most > 0 ? int(m_random.bounded(most)) : 0; }
    bool chance(int percent) { return int(m_random.bounded(100)) < percent; }
    const Place &place() const { return m_place; }
    const QProcessEnvironment &environment() const { return m_environment; }

    Tally m_tally;
    int m_usual = 300; ///< milliseconds from the start of a command until its documents are accepted, about

private:
    void runToEnd(const QStringList &arguments);
    QStringList runArguments(const QStringList &documents, bool wait);

    const Place &m_place;
    QProcessEnvironment m_environment;
    QString m_dataDir;
    Plan m_plan;
    QRandomGenerator m_random;
    QStringList m_left; ///< not submitted
    int m_active = 0;
};

/// Commands alone, sometimes two at a time.
class CommandArm : public Arm {
public:
    using Arm::Arm;

protected:
    void cycle() override;
};

/// The window owns the data folder, and commands go through it; either is killed.
class WindowArm : public Arm {
public:
    using Arm::Arm;

protected:
    void cycle() override;
    void openOwner() override;
    void closeOwner() override;
    void startWindow(QProcess &window);
    /// False when it has ended.
    bool waitUntilOwner(QProcess &window);
    void killWindow(QProcess &window);
    /// The owner, within this time.
    bool hasEnded(int ms);

private:
    std::unique_ptr<QProcess> m_owner;
};

/// The window alone, with a watched folder: its documents come there one after the other, and nobody else
/// submits them. Only what the ledger says was not sent is sent again by a person, in the end.
class WatchArm : public WindowArm {
public:
    WatchArm(const Place &place, const QUrl &service, const QString &name, const Plan &plan);

protected:
    void cycle() override;
    void openOwner() override;

private:
    /// Into the folder, as other programs put it there: written in two steps, or moved in.
    void deliver(const QString &document);

    QString m_folder;
    QStringList m_toCome;
};

} // namespace campaign
