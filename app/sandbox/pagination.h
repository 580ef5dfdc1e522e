// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/httpmessages.h"
#include "app/sandbox/json.h"

#include <QByteArray>

#include <functional>

namespace sandbox {

/// The reply to a request for one page of a list: `{count, page, page_size, results}`, or 422 for a page that
/// is none. `query` as sent; `jsonOf` is asked only for the items on that page.
Reply pageReply(const QByteArray &query, qsizetype count, const std::function<Json(qsizetype)> &jsonOf);

} // namespace sandbox
