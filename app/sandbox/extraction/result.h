// SPDX-License-Identifier: MIT
#pragma once

#include "app/documents/pagetext.h"
#include "app/sandbox/workflows.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <atomic>

namespace sandbox {

struct ReadDocument {
    QString collectionId;
    QString fileName; ///< empty for a text
    QList<documents::Page> pages;
};

/// The results envelope of the API, in its order of keys. Empty when `giveUp` became true: it is looked at
/// between the steps.
QByteArray resultJson(
    const Workflow &workflow, const ReadDocument &document, const std::atomic_bool *giveUp = nullptr);

} // namespace sandbox
