// SPDX-License-Identifier: MIT
#include "app/commands/helptext.h"

#include "app/version.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace commands {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("CommandHelp", text);
}

QString commonOptions() {
    return tr("  --sandbox         the sandbox: plain rules on this computer, no key\n"
              "  --base-url URL    another address of the service, for this call only\n"
              "  --data-dir DIR    the folder with the ledger and the settings\n"
              "  -q, --quiet       errors and data only\n"
              "  -h, --help        this help\n");
}

QString exitCodes() {
    return tr("Exit codes: 0 ready, 1 failed, 2 wrong usage, 3 no key or not accepted, 4 unconfirmed (it may "
              "have\narrived and is not sent again by itself), 5 not ready in time, 130 interrupted. Of "
              "several documents\nthe worst counts: 3, 4, 1, 5, 0.\n");
}

QString helpForRun() {
    return tr(
        "Usage: anyformat-desktop run FILE… --workflow ID|NAME [option]…\n"
        "       anyformat-desktop run --text TEXT | - --workflow ID|NAME [option]…\n"
        "\n"
        "Submits documents, or a text (- reads it from standard input). Without --wait it ends when "
        "the service\nhas accepted them, and prints for each: run, state, collection, name. When a file "
        "cannot be taken,\nnothing is sent. What was submitted to this workflow before, the same bytes, is "
        "not "
        "sent and paid again: its\nrun is used, ready or under way. When the answer to that was lost, it "
        "may be at the service: the exit code is\n4, and adopt looks for it.\n"
        "\n"
        "  -w, --workflow W  id, name, or the beginning of a name; may be left out where there is only one\n"
        "  --wait            wait for the results\n"
        "  --timeout SECONDS wait no longer than this; the runs go on\n"
        "  --json            with --wait the result as it was received; of several documents an object a "
        "line:\n"
        "                    run, collection, file, workflow, state, message, result\n"
        "  --fields          wait, and print name, value and confidence, separated by tabs\n"
        "  --out DIR         wait, and write each result to a file there, never over another one\n"
        "  --skip-refused    go on without the files that cannot be taken\n"
        "  --again           also what was submitted before, as a new run that is linked to the old one\n");
}

QString helpForStatus() {
    return tr("Usage: anyformat-desktop status [ID]… [--wait] [option]…\n"
              "\n"
              "Prints runs by their ids or their collections' ids, else all that are unfinished or "
              "unconfirmed:\nrun, state, collection, name, workflow and what there is to say.\n"
              "\n"
              "  --wait            go on with everything unfinished, and wait for it\n"
              "  --timeout SECONDS wait no longer than this; the runs go on\n"
              "  --json            an object a line\n");
}

QString helpForResults() {
    return tr("Usage: anyformat-desktop results ID [option]…\n"
              "\n"
              "Prints the result of a run (by its id or its collection's) as it was received.\n"
              "\n"
              "  --json            the same\n"
              "  --fields          name, value and confidence, separated by tabs\n"
              "  --out DIR         write it to a file there, never over another one\n");
}

QString helpForAdopt() {
    return tr(
        "Usage: anyformat-desktop adopt RUN [COLLECTION] [option]…\n"
        "\n"
        "Settles an unconfirmed run: its answer was lost, and the service may have it. Without COLLECTION "
        "the service\nis asked what it has since that no run here claims and that can be this one, and "
        "each is printed: collection,\ncreated, how long after the upload began, name. Exits with 4 then. "
        "When it can be only one, that is taken at\nonce. With COLLECTION the run becomes that one; "
        "nothing is sent again.\n"
        "\n"
        "  --wait            with COLLECTION: wait for its result\n"
        "  --timeout SECONDS wait no longer than this; the run goes on\n"
        "  --json            an object a line\n");
}

QString helpForAgain() {
    return tr(
        "Usage: anyformat-desktop again RUN… [option]…\n"
        "\n"
        "Submits the documents of runs once more, each as a new run that is linked to the old one and is "
        "billed as\none. What may be running at the service already (unconfirmed, stopped) is sent only "
        "with --yes: you may\npay twice. Without --wait it ends when the service has accepted them.\n"
        "\n"
        "  --yes             also those that the service may have\n"
        "  --wait            wait for the results\n"
        "  --timeout SECONDS wait no longer than this; the runs go on\n"
        "  --json, --fields, --out DIR  as with “run”\n");
}

QString helpForStop() {
    return tr(
        "Usage: anyformat-desktop stop RUN… [option]…\n"
        "\n"
        "What is not sent yet is cancelled; what the service has is not waited for any more, and goes on "
        "there\n(status --wait ID asks again). Prints where they stand.\n"
        "\n");
}

QString helpForRemove() {
    return tr(
        "Usage: anyformat-desktop remove RUN… [option]…\n"
        "\n"
        "Removes runs and their results from the ledger on this computer. At the service nothing changes, "
        "but this\nprogram forgets how to ask for them.\n"
        "\n"
        "  --yes             also those of which nobody knows yet how they ended (unconfirmed, stopped)\n");
}

QString helpForWorkflows() {
    return tr("Usage: anyformat-desktop workflows [option]…\n"
              "\n"
              "Prints id and name of each workflow.\n"
              "\n"
              "  --json            an object a line, with the description\n");
}

QString helpForKey() {
    return tr("Usage: anyformat-desktop key set|test|remove [option]…\n"
              "\n"
              "set reads the API key (from the terminal without showing it, else the first line of standard "
              "input)\nand keeps it in the system's keychain; test asks the service with it; remove takes it "
              "out.\nANYFORMAT_API_KEY wins over the keychain.\n"
              "\n");
}

} // namespace

QString versionText() {
    return u"anyformat-desktop " ANYFORMAT_VERSION "\n"_s;
}

QString helpFor(Verb verb) {
    QString text;
    switch (verb) {
    case Verb::Run:
        text = helpForRun();
        break;
    case Verb::Status:
        text = helpForStatus();
        break;
    case Verb::Results:
        text = helpForResults();
        break;
    case Verb::Adopt:
        text = helpForAdopt();
        break;
    case Verb::Again:
        text = helpForAgain();
        break;
    case Verb::Stop:
        text = helpForStop();
        break;
    case Verb::Remove:
        text = helpForRemove();
        break;
    case Verb::Workflows:
        text = helpForWorkflows();
        break;
    default:
        text = helpForKey();
    }
    QString common = commonOptions();
    if (verb == Verb::KeySet || verb == Verb::KeyTest || verb == Verb::KeyRemove)
        common = common.section(u'\n', 1);
    return text + common + u'\n' + exitCodes();
}

QString helpText() {
    return tr("Usage: anyformat-desktop [option]… [FILE]…     opens the window with the files staged\n"
              "       anyformat-desktop run FILE… -w WORKFLOW submits documents\n"
              "       anyformat-desktop status [ID]…          what became of them\n"
              "       anyformat-desktop results ID            prints a result\n"
              "       anyformat-desktop adopt RUN             what an unconfirmed run can be at the service\n"
              "       anyformat-desktop again RUN…            submits once more, as a new run\n"
              "       anyformat-desktop stop|remove RUN…      waits no longer, or forgets them\n"
              "       anyformat-desktop workflows             lists the workflows\n"
              "       anyformat-desktop key set|test|remove   the API key\n"
              "\n"
              "Submit documents to AnyFormat workflows and check what comes back. The commands need no "
              "display; "
              "each has\na --help of its own. They share the ledger with the window, and go through it while "
              "it "
              "is open. A file\nwhose name is that of a command is given as ./run.\n"
              "\n"
              "Options of the window:\n"
              "  --sandbox         the sandbox: plain rules on this computer, no key\n"
              "  --stage-sample    stage a sample invoice\n"
              "  --demo PNG        submit a sample to the sandbox through the window, print its fields, save "
              "a "
              "picture, end\n"
              "  --data-dir DIR    keep everything (but the key) in this folder\n"
              "  -h, --help        this help\n"
              "  -v, --version     the version\n"
              "\n"
              "ANYFORMAT_API_KEY and ANYFORMAT_BASE_URL are honoured.\n") +
           exitCodes();
}

} // namespace commands
