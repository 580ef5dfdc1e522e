// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/json.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace sandbox {

struct FieldDefinition {
    QString name;
    QString description;
    QString dataType;
    QList<FieldDefinition> nested; ///< of an object
    QStringList options;           ///< of an enum
};

enum class Ruleset { Invoices, Contacts, AnyDocument };

struct Workflow {
    QString id; ///< lower case
    QString name;
    QString description;
    QString versionId;
    Ruleset ruleset;
    QList<FieldDefinition> fields;
};

/// The sandbox has these and no others.
const QList<Workflow> &workflows();
/// nullptr when there is none. `id` in lower case.
const Workflow *findWorkflow(const QString &id);

Json workflowJson(const Workflow &workflow);

} // namespace sandbox
