// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>
#include <QUrlQuery>

namespace api {

/// Where the service is when nobody said otherwise.
QUrl defaultBaseUrl();

/// Empty when a key may be sent to this address, else why not, in words: https anywhere, http on loopback
/// only, no user name, query or fragment in it.
QString refuseBaseUrl(const QUrl &url);

/// localhost, 127.0.0.0/8 or ::1.
bool isLoopback(const QUrl &url);

/// base + /segment/segment/ with the trailing slash that the API insists on (without it, it answers 301, and
/// a redirected POST can lose its body). Each segment is percent-encoded, so that an id can never climb out
/// of its place.
QUrl apiUrl(const QUrl &base, const QStringList &segments, const QUrlQuery &query = {});

} // namespace api
