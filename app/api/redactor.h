// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apierror.h"
#include "app/api/apiresponses.h"

#include <QMutex>
#include <QString>
#include <QStringList>

namespace api {

/// Takes secrets out of text on its way out: log lines, errors, what is copied. Knows the keys in use, and
/// takes out what looks like one besides (`Bearer …`, `af_…`). Thread-safe.
class Redactor {
public:
    /// From now on this text never leaves. Kept until the program ends: an old key may still turn up in a
    /// late answer.
    void addSecret(const QString &secret);
    QString clean(const QString &text) const;
    ApiError clean(ApiError error) const;
    // A service (or whatever answers in its place) can echo what it was sent. Ids that are asked with, and
    // the body of a result, stay as they came.
    Accepted clean(Accepted accepted) const;
    ResultsAnswer clean(ResultsAnswer answer) const;
    Workflow clean(Workflow workflow) const;
    Page<Workflow> clean(Page<Workflow> page) const;
    Page<Collection> clean(Page<Collection> page) const;
    Deleted clean(Deleted deleted) const { return deleted; }

    /// Every line that Qt's logging writes goes through this redactor, to stderr. Not owned; nullptr
    /// uninstalls.
    static void installLogHandler(const Redactor *redactor);

private:
    mutable QMutex m_mutex;
    QStringList m_secrets;
};

} // namespace api
