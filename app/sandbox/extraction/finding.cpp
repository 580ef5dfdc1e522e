// SPDX-License-Identifier: MIT
#include "app/sandbox/extraction/finding.h"

using namespace Qt::StringLiterals;

namespace sandbox {

Json fieldJson(const std::optional<Finding> &finding) {
    JsonArray evidence;
    if (finding) {
        for (const Quote &quote : finding->quotes)
            evidence.add(JsonObject{{u"text"_s, quote.text}, {u"page_number"_s, quote.page}});
    }
    return JsonObject{{u"value"_s, finding ? finding->value : Json()}, {u"value_override"_s, nullptr},
        {u"verification_status"_s, u"not_verified"_s},
        {u"confidence"_s, finding ? Json(finding->confidence) : Json()}, {u"evidence"_s, evidence}};
}

} // namespace sandbox
