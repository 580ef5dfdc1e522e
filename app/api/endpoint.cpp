// SPDX-License-Identifier: MIT
#include "app/api/endpoint.h"

#include <QCoreApplication>
#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace api {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("Endpoint", text);
}

} // namespace

QUrl defaultBaseUrl() {
    return QUrl(u"https://api.anyformat.ai"_s);
}

bool isLoopback(const QUrl &url) {
    const QString host = url.host();
    if (host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0)
        return true;
    const QHostAddress address(host);
    return !address.isNull() && address.isLoopback();
}

QString refuseBaseUrl(const QUrl &url) {
    if (!url.isValid() || url.isRelative() || url.host().isEmpty())
        return tr("Not an address. It looks like https://api.anyformat.ai");
    const QString scheme = url.scheme();
    if (scheme == u"http"_s) {
        if (!isLoopback(url))
            return tr("http sends the API key readable for everybody on the way. Use https (http is for this "
                      "computer only).");
    } else if (scheme != u"https"_s) {
        return tr("Only https addresses (or http on this computer) are possible.");
    }
    if (!url.userInfo().isEmpty())
        return tr("Leave out the user name and password: the API key is what identifies you.");
    if (url.hasQuery() || url.hasFragment())
        return tr("Leave out everything from “?” or “#” on.");
    return {};
}

QUrl apiUrl(const QUrl &base, const QStringList &segments, const QUrlQuery &query) {
    QString path = base.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    for (const QString &segment : segments) {
        QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(segment));
        // "." and ".." would be resolved away by every URL library on the way, also as %2E. No id looks like
        // that; the service shall say so, rather than be asked for something else.
        if (segment == u"."_s || segment == u".."_s)
            encoded.replace(u'.', u"%252E"_s);
        path += u'/' + encoded;
    }
    path += u'/';
    QUrl url = base;
    url.setPath(path, QUrl::TolerantMode);
    url.setQuery(query);
    url.setFragment({});
    return url;
}

} // namespace api
