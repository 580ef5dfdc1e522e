// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace results {

/// How much of it a data: URI says before its base64 begins; 0 for anything else.
qsizetype dataUriPrefix(QByteArrayView text);

/// Whether what stands between the quotes of a string is a file in base64 (plain, URL-safe, with line breaks,
/// or as data: URL): more than a thousand characters of that alphabet and no other. Looks only as far as that
/// is so.
bool isLongBase64(QByteArrayView inner);

} // namespace results
