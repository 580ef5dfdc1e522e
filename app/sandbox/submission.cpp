// SPDX-License-Identifier: MIT
#include "app/sandbox/submission.h"

#include "app/sandbox/multipart.h"
#include "app/sandbox/replies.h"

#include <QFileInfo>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

constexpr qsizetype MostFileBytes = 20 << 20;
constexpr qsizetype LongestSuffix = 5;
constexpr qsizetype MostFramingBytes = 1 << 20; // headers of parts, other small parts

ReceivedSubmission refuse(Reply reply) {
    return {{}, std::move(reply)};
}

ReceivedSubmission invalid(const QString &part, const QString &message, const QString &type,
    const Json &input = {}, const Json &context = {}) {
    return refuse(validationReply({JsonArray{u"body"_s, part}, message, type, input, context}));
}

ReceivedSubmission tooLarge() {
    return refuse(
        errorReply(413, u"PAYLOAD_TOO_LARGE"_s, u"File too large"_s, u"A file may have at most 20 MB."_s));
}

/// What stands behind the last point is a type only if it looks like one: not in "Invoice 12.03.2024".
bool isAccepted(const Part &part) {
    static const QSet<QString> suffixes{u"pdf"_s, u"doc"_s, u"docx"_s, u"txt"_s, u"html"_s, u"htm"_s,
        u"rtf"_s, u"odt"_s, u"ppt"_s, u"pptx"_s, u"epub"_s, u"xlsx"_s, u"xls"_s, u"csv"_s, u"md"_s,
        u"markdown"_s, u"png"_s, u"jpg"_s, u"jpeg"_s, u"gif"_s, u"bmp"_s, u"tif"_s, u"tiff"_s, u"webp"_s,
        u"heic"_s, u"eml"_s, u"msg"_s, u"mp3"_s, u"wav"_s};
    const QString suffix = QFileInfo(part.fileName).suffix().toLower();
    const bool letters = std::any_of(suffix.cbegin(), suffix.cend(), [](QChar c) { return c.isLetter(); });
    const bool type = letters && suffix.size() <= LongestSuffix;
    return !type || suffixes.contains(suffix) || part.bytes.startsWith("%PDF-"); // else judged by its bytes
}

ReceivedSubmission fileSubmission(const Part &part) {
    if (part.bytes.isEmpty())
        return invalid(u"file"_s, u"Value error, the file is empty"_s, u"value_error"_s, part.fileName);
    if (part.bytes.size() > MostFileBytes)
        return tooLarge();
    if (!isAccepted(part)) {
        return refuse(errorReply(400, u"VALIDATION_ERROR"_s, u"Unsupported file type"_s,
            u"Files of type .%1 are not accepted."_s.arg(QFileInfo(part.fileName).suffix())));
    }
    const QString name = part.fileName.isEmpty() ? u"file"_s : part.fileName;
    return {Submission{name, true, part.mediaType, part.bytes}, {}};
}

ReceivedSubmission textSubmission(const Part &part) {
    if (QString::fromUtf8(part.bytes).trimmed().isEmpty()) {
        return invalid(u"text"_s, u"String should have at least 1 character"_s, u"string_too_short"_s,
            QString::fromUtf8(part.bytes), JsonObject{{u"min_length"_s, 1}});
    }
    if (part.bytes.size() > MostFileBytes)
        return tooLarge();
    return {Submission{{}, false, u"text/plain"_s, part.bytes}, {}};
}

/// Browsers send every field of a form, empty ones too.
bool isBlank(const Part &part) {
    return part.bytes.trimmed().isEmpty();
}

const Part *partNamed(const QList<Part> &parts, QLatin1StringView name) {
    const auto part =
        std::find_if(parts.cbegin(), parts.cend(), [name](const Part &p) { return p.name == name; });
    return part == parts.cend() ? nullptr : &*part;
}

} // namespace

ReceivedSubmission receiveSubmission(const Request &request) {
    const bool urlEncoded = isUrlEncodedForm(request.contentType);
    if (!urlEncoded && !isMultipartForm(request.contentType)) {
        return invalid(u"file"_s,
            u"Field required: the body must be multipart/form-data with a part 'file' or 'text'"_s,
            u"missing"_s);
    }
    const Body body = request.readBody(MostFileBytes + MostFramingBytes);
    if (body.state == Body::TooLarge)
        return tooLarge();
    if (body.state == Body::CutOff)
        return refuse(errorReply(400, u"VALIDATION_ERROR"_s, u"Bad request"_s, u"The body ended early."_s));
    const Form form =
        urlEncoded ? parseUrlEncodedForm(body.bytes) : parseForm(request.contentType, body.bytes);
    if (!form.error.isEmpty())
        return refuse(errorReply(400, u"VALIDATION_ERROR"_s, u"Bad request"_s, form.error));
    const Part *file = urlEncoded ? nullptr : partNamed(form.parts, "file"_L1); // text is no file
    const Part *text = partNamed(form.parts, "text"_L1);
    if (file && text && !isBlank(*file) && isBlank(*text))
        text = nullptr;
    else if (file && text && !isBlank(*text) && file->fileName.isEmpty() && file->bytes.isEmpty())
        file = nullptr;
    if (file && text) {
        return refuse(validationReply({JsonArray{u"body"_s},
            u"Value error, send either 'file' or 'text', not both"_s, u"value_error"_s, {}, {}}));
    }
    if (file)
        return fileSubmission(*file);
    if (text)
        return textSubmission(*text);
    return invalid(u"file"_s, u"Field required: a part 'file' or 'text'"_s, u"missing"_s);
}

} // namespace sandbox
