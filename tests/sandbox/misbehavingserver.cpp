// SPDX-License-Identifier: MIT
#include "tests/sandbox/misbehavingserver.h"

using namespace Qt::StringLiterals;

namespace support {

namespace {

sandbox::Misbehaviour parsed(const QString &list) {
    const sandbox::ParsedMisbehaviour misbehaviour = sandbox::parseMisbehaviour(list);
    if (!misbehaviour.error.isEmpty())
        qFatal("%s", qPrintable(misbehaviour.error));
    return misbehaviour.misbehaviour;
}

} // namespace

MisbehavingServer::MisbehavingServer(const QString &list, sandbox::SandboxOptions options)
    : SandboxServer([&] {
        options.misbehaviour = parsed(list);
        return std::move(options);
    }()) {
    const QString error = start();
    if (!error.isEmpty())
        qFatal("%s", qPrintable(error));
}

sandbox::SandboxOptions MisbehavingServer::ordinary() {
    sandbox::SandboxOptions options;
    options.key = QString::fromLatin1(Key);
    options.processing = std::chrono::milliseconds(0);
    options.submissionsPerMinute = 1'000'000;
    options.requestsPerMinute = 1'000'000;
    options.seed = 7;
    return options;
}

void MisbehavingServer::misbehave(const QString &list) {
    setMisbehaviour(parsed(list));
}

Answer MisbehavingServer::get(const QByteArray &path) {
    return ask(port(), "GET", path);
}

Answer MisbehavingServer::submitText(const QByteArray &text) {
    HttpProbe probe(port());
    probe.send(runRequest(Invoices, "form-data; name=text", text));
    return probe.receive();
}

Answer MisbehavingServer::results(const QByteArray &id) {
    return get("/v2/workflows/" + Invoices + "/files/" + id + "/results/");
}

QJsonArray MisbehavingServer::runs() {
    return get(RunsPath).json()["results"_L1].toArray();
}

QJsonArray MisbehavingServer::received() {
    return get("/sandbox/received/").json()["results"_L1].toArray();
}

} // namespace support
