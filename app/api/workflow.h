// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

namespace api {

/// One workflow as `GET /v2/workflows/` lists it; only `id` is sure to be there.
struct Workflow {
    QString id;
    QString name;        ///< falls back to the id when the service sends none
    QString description; ///< may be empty
    QStringList fields;  ///< names of the fields it extracts, in the service's order; may be empty
};

/// What became of one submission, as `GET …/files/` and `GET …/runs/` list it; only `id` is sure to be there.
struct Collection {
    QString id;
    QString name;         ///< of the file; null for a text, and in the list of runs
    QString status;       ///< the service's word
    qint64 createdAt = 0; ///< milliseconds since the epoch by the service's clock; 0 when unknown
};

/// One page of a list: `{count, page, page_size, results}` (1-based).
template<typename T>
struct Page {
    QList<T> items;
    int count = 0; ///< over all pages, as the service says; the number of items here when it does not
    int page = 1;
    int pageSize = 20;
    qint64 serverTime = 0; ///< the service's clock when it answered, milliseconds since the epoch; 0 unknown
};

} // namespace api
