// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace results {

/// Whether what stands between the quotes of a string is a file in base64 (plain, URL-safe, with line breaks,
/// or as data: URL): more than a thousand characters of that alphabet and no other. Looks only as far as that
/// is so.
bool isLongBase64(QByteArrayView inner);

} // namespace results
