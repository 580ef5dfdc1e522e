// SPDX-License-Identifier: MIT
#include "app/api/errorbody.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace api {

namespace {

constexpr qsizetype longestWords = 2000;

QString tr(const char *text) {
    return QCoreApplication::translate("ErrorBody", text);
}

/// {"loc": ["body", "file"], "msg": "Field required"} → "body.file: Field required"
QString validationText(const QJsonArray &list) {
    QStringList lines;
    for (const QJsonValue &value : list) {
        const QJsonObject item = value.toObject();
        QStringList place;
        const QJsonArray loc = item.value("loc"_L1).toArray();
        for (const QJsonValue &part : loc)
            place << part.toVariant().toString();
        QString message = item.value("msg"_L1).toString();
        if (message.isEmpty())
            message = value.isString() ? value.toString() : item.value("type"_L1).toString();
        if (message.isEmpty())
            continue;
        lines << (place.isEmpty() ? message : u"%1: %2"_s.arg(place.join(u'.'), message));
    }
    return lines.join(u'\n');
}

} // namespace

bool looksLikeHtml(const QByteArray &body) {
    return body.left(1024).trimmed().startsWith('<');
}

QString htmlSummary(const QByteArray &body) {
    static const QRegularExpression title(uR"(<title[^>]*>\s*(.*?)\s*</title>)"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    const QString found =
        title.match(QString::fromUtf8(body.left(16'384))).captured(1).simplified().left(200);
    return found.isEmpty() ? tr("A web page, not the API's answer.")
                           : tr("A web page, not the API's answer: “%1”").arg(found);
}

ErrorBody readErrorBody(const QByteArray &body) {
    ErrorBody result;
    if (looksLikeHtml(body)) {
        result.words = htmlSummary(body);
        return result;
    }
    const QJsonDocument json = QJsonDocument::fromJson(body);
    if (!json.isObject()) {
        result.words = QString::fromUtf8(body.left(300)).simplified();
        return result;
    }
    const QJsonObject object = json.object();
    const QJsonValue error = object.value("error"_L1);
    const QJsonValue detail = object.value("detail"_L1);
    result.code = object.value("error_code"_L1).toString();
    result.requestId = object.value("request_id"_L1).toVariant().toString();
    result.status = object.value("status"_L1).toString();

    QStringList words;
    if (error.isString())
        words << error.toString();
    if (detail.isArray())
        words << validationText(detail.toArray());
    else if (detail.isString())
        words << detail.toString();
    else if (detail.isObject())
        words << QString::fromUtf8(QJsonDocument(detail.toObject()).toJson(QJsonDocument::Compact));
    if (words.isEmpty() && object.value("message"_L1).isString())
        words << object.value("message"_L1).toString();
    words.removeAll(QString());
    words.removeDuplicates();
    result.words = words.join(u'\n').left(longestWords);
    return result;
}

} // namespace api
