// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace commands {

enum class Verb {
    Run,
    Status,
    Results,
    Adopt,
    Again,
    Stop,
    Remove,
    Workflows,
    KeySet,
    KeyTest,
    KeyRemove,
    // Never typed, only sent from one process to another:
    OpenWindow, ///< a second start hands its files over
    ReadKey,    ///< the key in the keychain was changed
};

/// How results are written.
enum class Output {
    Lines,  ///< one line a document, no result
    Json,   ///< the bytes as received; of several documents one object a line
    Fields, ///< name, value, confidence
    Files,  ///< one file a document
};

/// One command as a person typed it. A plain value; holds no key.
struct Command {
    Verb verb = Verb::Status;
    QStringList files; ///< Run, OpenWindow: absolute, once the caller has made them so
    QString text;      ///< Run, instead of files
    bool isText = false;
    bool textFromInput = false; ///< `-`: the caller reads it, and clears this
    QString workflow;           ///< id, name, or the beginning of a name
    /// Status, Results, Again, Stop, Remove: local ids or collection ids; Adopt: a run, and perhaps the
    /// collection that it is; Run and Again of goesOn: local ids.
    QStringList ids;
    Output output = Output::Lines;
    QString folder; ///< of Output::Files; stays with the caller
    bool wait = false;
    bool skipRefused = false;
    bool again = false; ///< Run: also what was submitted before
    bool yes = false;   ///< Again, Remove: the person knows what it can cost
    bool quiet = false;
    bool sandbox = false;
    bool stageSample = false; ///< OpenWindow
    int timeout = 0;          ///< seconds; 0: none
    QString baseUrl;          ///< --base-url
    QString dataDir;          ///< --data-dir

    // Filled in by the program.
    QString service; ///< the origin that the caller means
    /// Run, Again: goes on with these runs instead of submitting; how their output looks was decided before.
    bool goesOn = false;
    bool several = false; ///< of goesOn: there were several documents
    QByteArray keyProof;  ///< see provesKey(); empty when the caller has no key of its own
};

/// It makes new runs: to give it a second time can mean paying twice.
inline bool submits(const Command &command) {
    return command.verb == Verb::Run || command.verb == Verb::Again;
}

} // namespace commands
