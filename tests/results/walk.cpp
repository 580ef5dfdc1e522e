// SPDX-License-Identifier: MIT
#include "tests/results/walk.h"

#include <QFile>
#include <QtTest>

using results::JsonNode;

std::vector<JsonNode> allNodes(const results::ResultDocument &document) {
    std::vector<JsonNode> nodes;
    std::vector<JsonNode> toVisit;
    if (document.root().isValid())
        toVisit.push_back(document.root());
    while (!toVisit.empty()) {
        const JsonNode node = toVisit.back();
        toVisit.pop_back();
        nodes.push_back(node);
        const auto members = document.members(node);
        for (auto member = members.rbegin(); member != members.rend(); ++member)
            toVisit.push_back(member->value);
    }
    return nodes;
}

QByteArray testData(const char *name) {
    QFile file(QFINDTESTDATA(("data/" + QByteArray(name)).constData()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
