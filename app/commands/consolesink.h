// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/consolewriter.h"
#include "app/commands/outputfile.h"
#include "app/commands/sink.h"

#include <optional>

namespace api {
class Redactor;
}

namespace commands {

/// This process's own terminal (or where its output was sent). Errors are one line each, with the program's
/// name; whatever a service said, nothing in them steers the terminal.
class ConsoleSink : public Sink {
    Q_OBJECT

public:
    /// `redactor` is not owned. Progress is shown when stderr is a terminal and not `quiet`.
    ConsoleSink(const api::Redactor *redactor, QString folder, bool quiet, bool isTerminal,
        QObject *parent = nullptr);

    void out(const QByteArray &data) override;
    void beginFile(const QString &name) override;
    void fileData(const QByteArray &data) override;
    void endFile() override;
    void error(const QString &line) override;
    void note(const QString &line) override;
    void progress(const QString &line) override;
    void following(const QList<qint64> &ids) override;
    void told(qint64 id, int exitCode) override;
    void end(int exitCode) override;
    bool isBusy() const override { return m_writer.pending() > 262'144; }

    /// The runs of which not everything has been said.
    std::optional<QList<qint64>> untold() const { return m_untold; }
    /// There were several from the start.
    bool isAboutSeveral() const { return m_several; }
    /// The worst of those that were told.
    int toldCode() const { return m_toldCode; }
    /// Standard output ends in the middle of what belongs to one run.
    bool isCut() const { return m_cut; }
    /// See ConsoleWriter.
    bool abandon();

signals:
    /// end() was called and everything is written.
    void ended(int exitCode);
    /// The output cannot be written: nobody reads it any more, or a file failed (which has been said).
    void failed(int exitCode);

private:
    void say(const QString &line);
    void clearProgress();
    void fail(int exitCode, const QString &line);
    void onDrained();

    const api::Redactor *m_redactor;
    QString m_folder;
    bool m_quiet;
    bool m_isTerminal;
    bool m_progressShown = false;
    bool m_failed = false;
    bool m_cut = false;
    bool m_several = false;
    int m_toldCode = 0;
    std::optional<QList<qint64>> m_untold;
    std::optional<int> m_exitCode;
    std::optional<OutputFile> m_file;
    ConsoleWriter m_writer;
};

} // namespace commands
