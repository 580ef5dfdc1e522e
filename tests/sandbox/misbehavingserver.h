// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/sandboxserver.h"
#include "tests/sandbox/httpprobe.h"

#include <QJsonArray>

namespace support {

/// A sandbox with no limits worth speaking of, and what it knows.
class MisbehavingServer : public sandbox::SandboxServer {
public:
    /// `list` as it is written; fails the program when it cannot be.
    explicit MisbehavingServer(const QString &list = {}, sandbox::SandboxOptions options = ordinary());

    static sandbox::SandboxOptions ordinary();
    void misbehave(const QString &list);

    /// One call, on a connection of its own.
    Answer get(const QByteArray &path);
    Answer submitText(const QByteArray &text = "Total: 5.00");
    Answer results(const QByteArray &id);
    /// The collections of the first workflow; the server is to behave meanwhile.
    QJsonArray runs();
    QJsonArray received();
};

inline const QByteArray RunsPath = "/v2/workflows/" + Invoices + "/runs/";

} // namespace support
