// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>

namespace sandbox {

/// The parameters of a header of a part, by name in lower case: `form-data; name="a"; filename=b`. In quotes
/// only \" and \\ are escapes: browsers of old send C:\folder\name as it is.
QHash<QByteArray, QByteArray> formParameters(const QByteArray &header);

} // namespace sandbox
