// SPDX-License-Identifier: MIT
#pragma once

#include "app/documents/pagetext.h"
#include "app/sandbox/workflows.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace sandbox {

struct ReadDocument {
    QString collectionId;
    QString fileName; ///< empty for a text
    QList<documents::Page> pages;
};

/// The results envelope of the API, in its order of keys.
QByteArray resultJson(const Workflow &workflow, const ReadDocument &document);

} // namespace sandbox
