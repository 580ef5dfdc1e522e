// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

namespace sandbox {

struct FoundText {
    qsizetype begin = 0;
    qsizetype length = 0;
    QString text;
};

QList<FoundText> findEmails(const QString &text);
/// With http://, https:// or www. in front.
QList<FoundText> findUrls(const QString &text);
/// Numbers written so that they can hardly be anything else: +49 30 1234567, (555) 010-0199, 555-010-0199.
QList<FoundText> findPhones(const QString &text);

} // namespace sandbox
