// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace api {

/// What the service is known to take, by file name suffix (its documentation: "Accepted").
struct MediaType {
    QString suffix;    ///< lower case, no dot
    QString mediaType; ///< declared in the upload
    QString label;     ///< for people
    bool listed;       ///< false: sources disagree whether the service takes it
};

/// nullptr when the suffix is not known at all. `fileName` may be a path.
const MediaType *mediaTypeOf(const QString &fileName);

/// "*.pdf", "*.doc" … for a file dialog; listed ones only.
QStringList listedPatterns();

} // namespace api
