// SPDX-License-Identifier: MIT
#include "app/sandbox/multipart.h"

#include "app/sandbox/formparameters.h"

#include <Poco/Exception.h>
#include <Poco/Net/MediaType.h>
#include <Poco/Net/MessageHeader.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/QuotedPrintableDecoder.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <sstream>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

using Poco::Net::MessageHeader;

/// Never null.
QString utf8OrLatin1(const QByteArray &text) {
    const QString utf8 = QString::fromUtf8(text);
    const QString read = utf8.contains(QChar::ReplacementCharacter) ? QString::fromLatin1(text) : utf8;
    return read.isNull() ? u""_s : read;
}

/// RFC 5987: charset'language'percent-encoded
QString extendedValue(const QByteArray &text) {
    const qsizetype first = text.indexOf('\'');
    const qsizetype second = first < 0 ? -1 : text.indexOf('\'', first + 1);
    if (second < 0)
        return {};
    const QByteArray decoded = QByteArray::fromPercentEncoding(text.sliced(second + 1));
    return text.first(first).toLower() == "iso-8859-1" ? QString::fromLatin1(decoded)
                                                       : QString::fromUtf8(decoded);
}

/// Browsers and their like escape three characters and nothing else.
QString unescaped(QString name) {
    return name.replace("%22"_L1, "\""_L1).replace("%0D"_L1, "\r"_L1).replace("%0A"_L1, "\n"_L1);
}

QString fileNameOf(const QHash<QByteArray, QByteArray> &parameters) {
    if (const QString name = extendedValue(parameters.value("filename*")); !name.isEmpty())
        return baseName(name);
    return baseName(unescaped(utf8OrLatin1(parameters.value("filename"))));
}

QByteArray decoded(const QByteArray &bytes, const QString &encoding) {
    if (encoding == "base64"_L1)
        return QByteArray::fromBase64(bytes);
    if (encoding != "quoted-printable"_L1)
        return bytes;
    std::istringstream source(bytes.toStdString());
    Poco::Net::QuotedPrintableDecoder decoder(source);
    return QByteArray::fromStdString(std::string(std::istreambuf_iterator<char>(decoder), {}));
}

/// Where the next delimiter line begins, with the line end before it, and where what follows it begins.
struct Delimiter {
    qsizetype begin = -1;
    qsizetype end = -1;
    bool last = false;
};

Delimiter nextDelimiter(const QByteArray &body, const QByteArray &boundary, qsizetype from) {
    const QByteArray dashes = "--" + boundary;
    for (qsizetype at = body.indexOf(dashes, from); at >= 0; at = body.indexOf(dashes, at + 1)) {
        const bool atLineStart = at == 0 || (at >= 2 && body[at - 1] == '\n' && body[at - 2] == '\r');
        if (!atLineStart)
            continue;
        const qsizetype begin = std::max<qsizetype>(0, at - 2);
        qsizetype end = at + dashes.size();
        if (body.sliced(end).startsWith("--"))
            return {begin, end + 2, true};
        while (end < body.size() && (body[end] == ' ' || body[end] == '\t'))
            ++end;
        if (end + 1 < body.size() && body[end] == '\r' && body[end + 1] == '\n')
            return {begin, end, false};
    }
    return {};
}

/// What stands between the delimiters, each with the line end before its headers. Nothing when the last one
/// is missing. Poco's MultipartReader is not used for this: it adds a byte to content that ends like the
/// start of a delimiter ("--").
std::optional<QList<QByteArray>> entitiesOf(const QByteArray &body, const QByteArray &boundary) {
    QList<QByteArray> entities;
    Delimiter delimiter = nextDelimiter(body, boundary, 0);
    while (delimiter.begin >= 0 && !delimiter.last) {
        const Delimiter next = nextDelimiter(body, boundary, delimiter.end);
        if (next.begin >= 0)
            entities.append(body.sliced(delimiter.end, std::max<qsizetype>(0, next.begin - delimiter.end)));
        delimiter = next;
    }
    return delimiter.last ? std::optional(entities) : std::nullopt;
}

/// A null name when it has none.
Part partOf(const QByteArray &entity) {
    const qsizetype blank = entity.indexOf("\r\n\r\n");
    if (blank < 0)
        throw Poco::Net::MultipartException("a part has no end of its headers");
    std::istringstream lines(entity.first(blank + 4).sliced(2).toStdString());
    MessageHeader header;
    header.read(lines);
    const QHash<QByteArray, QByteArray> parameters =
        formParameters(QByteArray::fromStdString(header.get("Content-Disposition", {})));
    Part part;
    if (parameters.contains("name"))
        part.name = utf8OrLatin1(parameters.value("name"));
    part.fileName = fileNameOf(parameters);
    part.mediaType = QString::fromStdString(header.get("Content-Type", {}));
    part.bytes = decoded(entity.sliced(blank + 4),
        QString::fromStdString(header.get("Content-Transfer-Encoding", {})).trimmed().toLower());
    return part;
}

} // namespace

QString baseName(const QString &fileName) {
    const qsizetype slash = std::max(fileName.lastIndexOf(u'/'), fileName.lastIndexOf(u'\\'));
    QString name = fileName.sliced(slash + 1);
    name.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
    return name.trimmed();
}

bool isMultipartForm(const QByteArray &contentType) {
    return contentType.trimmed().toLower().startsWith("multipart/form-data");
}

Form parseForm(const QByteArray &contentType, const QByteArray &body) {
    Form form;
    try {
        const std::string boundary = Poco::Net::MediaType(contentType.toStdString()).getParameter("boundary");
        const std::optional<QList<QByteArray>> entities =
            entitiesOf(body, QByteArray::fromStdString(boundary));
        if (!entities) {
            form.error = u"The multipart body has no closing boundary."_s;
            return form;
        }
        for (const QByteArray &entity : *entities) {
            const Part part = partOf(entity);
            if (!part.name.isNull())
                form.parts.append(part);
        }
    } catch (const Poco::Exception &e) {
        form.error = u"The multipart body cannot be read: %1"_s.arg(QString::fromStdString(e.displayText()));
    }
    return form;
}

bool isUrlEncodedForm(const QByteArray &contentType) {
    return contentType.trimmed().toLower().startsWith("application/x-www-form-urlencoded");
}

Form parseUrlEncodedForm(QByteArray body) {
    Form form;
    body.replace('+', ' ');
    for (const QByteArray &pair : body.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name = QByteArray::fromPercentEncoding(equals < 0 ? pair : pair.first(equals));
        const QByteArray value =
            equals < 0 ? QByteArray() : QByteArray::fromPercentEncoding(pair.mid(equals + 1));
        if (!name.isEmpty())
            form.parts.append({QString::fromUtf8(name), {}, {}, value});
    }
    return form;
}

} // namespace sandbox
