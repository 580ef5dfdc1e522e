// SPDX-License-Identifier: MIT
#include "app/sandbox/routes.h"

#include <QStringList>

namespace sandbox {

namespace {

struct Pattern {
    const char *path; ///< {w}: a workflow's id, {c}: a collection's
    Endpoint endpoint;
    const char *method;
};

constexpr Pattern Patterns[] = {
    {"health", Endpoint::Health, "GET"},
    {"v2/workflows", Endpoint::Workflows, "GET"},
    {"v2/workflows/{w}", Endpoint::Workflow, "GET"},
    {"v2/workflows/{w}/run", Endpoint::Run, "POST"},
    {"v2/workflows/{w}/runs", Endpoint::Runs, "GET"},
    {"v2/workflows/{w}/files", Endpoint::Files, "GET"},
    {"v2/workflows/{w}/files/{c}/results", Endpoint::Results, "GET"},
    {"v2/files/{c}", Endpoint::DeleteFile, "DELETE"},
};

std::optional<Route> match(const Pattern &pattern, const QByteArrayList &segments) {
    const QByteArrayList wanted = QByteArray(pattern.path).split('/');
    if (wanted.size() != segments.size())
        return {};
    Route route{pattern.endpoint, pattern.method, true, {}, {}};
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        const QString id = QString::fromUtf8(segments[i]).toLower();
        if (wanted[i] == "{w}")
            route.workflowId = id;
        else if (wanted[i] == "{c}")
            route.collectionId = id;
        else if (wanted[i] != segments[i])
            return {};
        if (segments[i].isEmpty())
            return {};
    }
    return route;
}

} // namespace

std::optional<Route> matchRoute(const QByteArray &path) {
    if (!path.startsWith('/'))
        return {};
    const bool slashed = path.endsWith('/') && path.size() > 1;
    QByteArrayList segments = path.sliced(1).split('/');
    if (slashed)
        segments.removeLast();
    for (QByteArray &segment : segments)
        segment = QByteArray::fromPercentEncoding(segment);
    for (const Pattern &pattern : Patterns) {
        if (std::optional<Route> route = match(pattern, segments)) {
            route->slashed = slashed;
            return route;
        }
    }
    return {};
}

} // namespace sandbox
