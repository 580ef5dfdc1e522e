// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apierror.h"

#include <QHttpMultiPart>

#include <memory>

namespace api {

class SendOnceDevice;
struct Submission;

struct MultipartBody {
    std::unique_ptr<QHttpMultiPart> parts; ///< null when there is an error
    SendOnceDevice *document = nullptr;    ///< the one part's body; owned by `parts`
    ApiError error;
};

/// multipart/form-data with the one part `file` or `text`. A file is streamed from disk.
MultipartBody makeMultipartBody(const Submission &submission);

/// A file name as browsers write it into a form (WHATWG): UTF-8, with ", CR and LF percent-encoded, and no
/// folder.
QString formFileName(const QString &name);

} // namespace api
