// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>

namespace runs {

/// Where a run stands. The order is stored in the ledger: append only.
enum class RunState {
    Queued,      ///< here; nothing has been sent
    Uploading,   ///< recorded before the first byte leaves
    Waiting,     ///< the service accepted it and works on it; asked from time to time
    Ready,       ///< the result is here
    Failed,      ///< the service said so, or refused the document
    Cancelled,   ///< cancelled at the service, or here before anything was accepted
    Stopped,     ///< a person, the deadline or a refused question stopped the waiting; the service may go on
    Unconfirmed, ///< the document may have arrived but no answer was seen: never sent again by itself
};

enum class InputKind { File, Text };

/// One document on its way through one workflow. A plain value; times are milliseconds since the epoch (UTC),
/// 0 when not (yet) known. Only RunService changes the state, through runs::next().
struct Run {
    qint64 id = 0;   ///< local id in the ledger, 0 before it is stored
    QString profile; ///< settings::profileId(): which service it belongs to
    QString workflowId;
    QString workflowName;
    InputKind kind = InputKind::File;
    QString name;         ///< file name as sent, or a title made from the text
    QString path;         ///< absolute path of the file; empty for text
    qint64 size = 0;      ///< bytes
    QString contentHash;  ///< SHA-256 of the bytes as submitted, hex; empty when unknown. Before they are
                          ///< sent: of the bytes that were looked at
    qint64 linkedRun = 0; ///< the run whose document this one submits again; 0 when it is the first
    RunState state = RunState::Queued;

    QString collectionId; ///< from the 202; what results are asked for with
    QString versionId;    ///< workflow version; may stay empty
    QString statusWord;   ///< the service's last word for it ("in_progress"), as it is

    qint64 createdAt = 0;
    qint64 uploadStartedAt = 0;
    qint64 acceptedAt = 0;
    qint64 endedAt = 0;
    qint64 deadlineAt = 0; ///< waiting stops here (Stopped, can be asked again); set when accepted
    qint64 lastAskedAt = 0;
    qint64 nextAskAt = 0; ///< 0 when no question is planned
    int attempts = 0;     ///< questions asked about the result

    QString message;   ///< why it is where it is: what happened, whose side; empty when all is well
    QString detail;    ///< the service's own words
    QString remedy;    ///< what a person can do now
    QString requestId; ///< of the last answer that mattered
    int httpStatus = 0;
    qint64 resultSize = 0; ///< bytes received

    // Not stored: how far the upload is, and when the file that `contentHash` is of had changed last (0 when
    // that is not known any more).
    qint64 bytesSent = 0;
    qint64 bytesTotal = 0;
    qint64 fileChangedAt = 0;

    bool isActive() const {
        return state == RunState::Queued || state == RunState::Uploading || state == RunState::Waiting;
    }
};

} // namespace runs

Q_DECLARE_METATYPE(runs::Run)
