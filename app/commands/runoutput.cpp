// SPDX-License-Identifier: MIT
#include "app/commands/runoutput.h"

#include "app/commands/exitcode.h"
#include "app/results/displaytext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;

namespace commands {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("RunOutput", text);
}

QString cell(const QString &text) {
    return results::displayLine(text, text.size() + 1);
}

QByteArray line(const QStringList &cells) {
    return cells.join(u'\t').toUtf8() + '\n';
}

QStringList cellsOf(const Run &run) {
    return {QString::number(run.id), stateWord(run.state),
        run.collectionId.isEmpty() ? u"-"_s : cell(run.collectionId), cell(run.name)};
}

QJsonObject objectOf(const Run &run) {
    const auto text = [](const QString &value) {
        return value.isEmpty() ? QJsonValue() : QJsonValue(value);
    };
    return {{"run"_L1, run.id}, {"collection"_L1, text(run.collectionId)}, {"file"_L1, run.name},
        {"workflow"_L1, run.workflowId}, {"state"_L1, stateWord(run.state)},
        {"message"_L1, text(wordsOf(run))}};
}

} // namespace

QString stateWord(RunState state) {
    switch (state) {
    case RunState::Queued:
        return u"queued"_s;
    case RunState::Uploading:
        return u"sending"_s;
    case RunState::Waiting:
        return u"waiting"_s;
    case RunState::Ready:
        return u"ready"_s;
    case RunState::Failed:
        return u"failed"_s;
    case RunState::Cancelled:
        return u"cancelled"_s;
    case RunState::Stopped:
        return u"stopped"_s;
    case RunState::Unconfirmed:
        return u"unconfirmed"_s;
    }
    return u"unknown"_s;
}

QString wordsOf(const Run &run) {
    if (run.state == RunState::Ready)
        return {};
    QString detail = run.detail;
    if (run.message.contains(detail))
        detail.clear();
    QString wayOn;
    if (run.state == RunState::Unconfirmed)
        wayOn = tr("To see what it can be: anyformat-desktop adopt %1%2")
                    .arg(run.id)
                    .arg(run.profile == "sandbox"_L1 ? u" --sandbox"_s : QString());
    return QStringList{run.message, detail, run.remedy, wayOn}.join(u' ').simplified();
}

int exitCodeOf(const Run &run) {
    const bool isKeyRefused = run.httpStatus == 401 || run.httpStatus == 403;
    switch (run.state) {
    case RunState::Ready:
        return Ready;
    case RunState::Unconfirmed:
        return Unconfirmed;
    case RunState::Failed:
        return isKeyRefused ? Authentication : Failed;
    case RunState::Cancelled:
        return Failed;
    case RunState::Stopped: // by a person or the deadline, or because a question was refused
        return isKeyRefused                                                             ? Authentication
               : run.httpStatus >= 400 && run.httpStatus < 500 && run.httpStatus != 412 ? Failed
                                                                                        : Unfinished;
    case RunState::Queued:
    case RunState::Uploading:
    case RunState::Waiting:
        return Unfinished;
    }
    return Failed;
}

QByteArray runLine(const Run &run) {
    return line(cellsOf(run));
}

QByteArray statusLine(const Run &run) {
    return line(cellsOf(run) << cell(run.workflowName) << cell(wordsOf(run)));
}

QByteArray jsonLine(const Run &run) {
    return QJsonDocument(objectOf(run)).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray candidateLine(const runs::Candidate &candidate, const Run &run, Output output) {
    const bool isDated = candidate.createdAt > 0;
    const double after = double(candidate.createdAt - run.uploadStartedAt) / 1000;
    const QString created =
        QDateTime::fromMSecsSinceEpoch(candidate.createdAt).toUTC().toString(Qt::ISODateWithMs);
    if (output == Output::Json) {
        const QJsonObject object{{"run"_L1, run.id}, {"collection"_L1, candidate.collectionId},
            {"created"_L1, isDated ? QJsonValue(created) : QJsonValue()},
            {"seconds_after"_L1, isDated ? QJsonValue(after) : QJsonValue()}, {"status"_L1, candidate.status},
            {"file"_L1, candidate.name.isEmpty() ? QJsonValue() : QJsonValue(candidate.name)}};
        return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    }
    return line({cell(candidate.collectionId), isDated ? created : u"-"_s,
        isDated ? u"%1%2 s"_s.arg(after < 0 ? u""_s : u"+"_s, QString::number(after, 'f', 1)) : u"-"_s,
        candidate.name.isEmpty() ? u"-"_s : cell(candidate.name)});
}

} // namespace commands
