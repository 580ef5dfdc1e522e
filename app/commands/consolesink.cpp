// SPDX-License-Identifier: MIT
#include "app/commands/consolesink.h"

#include "app/api/redactor.h"
#include "app/commands/exitcode.h"
#include "app/results/displaytext.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace commands {

namespace {

constexpr qsizetype longestLine = 2000;

} // namespace

ConsoleSink::ConsoleSink(
    const api::Redactor *redactor, QString folder, bool quiet, bool isTerminal, QObject *parent)
    : Sink(parent)
    , m_redactor(redactor)
    , m_folder(std::move(folder))
    , m_quiet(quiet)
    , m_isTerminal(isTerminal) {
    connect(&m_writer, &ConsoleWriter::drained, this, &ConsoleSink::onDrained);
    connect(&m_writer, &ConsoleWriter::outputFailed, this, [this](bool closed, const QString &why) {
        // That its reader has seen enough is no error.
        fail(closed ? BrokenPipe : Failed,
            closed ? QString() : tr("the output cannot be written: %1").arg(why));
    });
}

void ConsoleSink::out(const QByteArray &data) {
    clearProgress();
    m_writer.write(ConsoleWriter::Out, data);
    m_cut = true;
}

void ConsoleSink::following(const QList<qint64> &ids) {
    if (!m_untold)
        m_several = ids.size() > 1;
    m_untold = ids;
}

void ConsoleSink::told(qint64 id, int exitCode) {
    m_cut = false;
    m_toldCode = worst(m_toldCode, exitCode);
    if (m_untold)
        m_untold->removeAll(id);
}

void ConsoleSink::beginFile(const QString &name) {
    m_file.emplace(m_folder, name);
    if (const QString why = m_file->open(); !why.isEmpty())
        fail(Failed, why);
}

void ConsoleSink::fileData(const QByteArray &data) {
    if (!m_file || m_failed)
        return;
    if (const QString why = m_file->write(data); !why.isEmpty())
        fail(Failed, why);
}

void ConsoleSink::endFile() {
    if (!m_file || m_failed)
        return;
    const QString why = m_file->finish();
    if (why.isEmpty())
        out(results::displayLine(m_file->path(), 4096).toUtf8() + '\n');
    m_file.reset();
    if (!why.isEmpty())
        fail(Failed, why);
}

void ConsoleSink::error(const QString &line) {
    say(line);
}

void ConsoleSink::note(const QString &line) {
    if (!m_quiet)
        say(line);
}

void ConsoleSink::progress(const QString &line) {
    if (m_quiet || !m_isTerminal)
        return;
    // A longer line would wrap, and could not be taken back.
    m_writer.write(ConsoleWriter::Err, "\r\x1b[K" + results::displayLine(line, 76).toUtf8());
    m_progressShown = true;
}

void ConsoleSink::say(const QString &line) {
    clearProgress();
    const QString clean = results::displayLine(m_redactor->clean(line).trimmed(), longestLine);
    m_writer.write(ConsoleWriter::Err, "anyformat-desktop: " + clean.toUtf8() + '\n');
}

void ConsoleSink::clearProgress() {
    if (m_progressShown)
        m_writer.write(ConsoleWriter::Err, "\r\x1b[K");
    m_progressShown = false;
}

void ConsoleSink::end(int exitCode) {
    clearProgress();
    m_exitCode = exitCode;
    if (m_writer.pending() == 0)
        QMetaObject::invokeMethod(this, &ConsoleSink::onDrained, Qt::QueuedConnection);
}

void ConsoleSink::onDrained() {
    if (m_writer.pending() > 0)
        return;
    if (m_exitCode && !m_failed)
        emit ended(*std::exchange(m_exitCode, {}));
    else
        emit drained();
}

bool ConsoleSink::abandon() {
    clearProgress();
    return m_writer.abandon();
}

void ConsoleSink::fail(int exitCode, const QString &line) {
    if (m_failed)
        return;
    m_failed = true;
    m_file.reset();
    if (!line.isEmpty())
        say(line);
    // Not from inside the call that writes.
    QMetaObject::invokeMethod(
        this, [this, exitCode] { emit failed(exitCode); }, Qt::QueuedConnection);
}

} // namespace commands
