// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

#include <optional>

namespace sandbox {

enum class Endpoint { Health, Workflows, Workflow, Run, Runs, Files, Results, DeleteFile };

struct Route {
    Endpoint endpoint;
    QByteArray method;    ///< the one it takes; GET stands for HEAD too
    bool slashed = true;  ///< false: the path lacks its last slash
    QString workflowId;   ///< lower case; empty where the path has none
    QString collectionId; ///< lower case; empty where the path has none
};

/// What `path` (percent-encoded, without query) leads to; nothing for an unknown one.
std::optional<Route> matchRoute(const QByteArray &path);

} // namespace sandbox
