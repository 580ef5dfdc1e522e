// SPDX-License-Identifier: MIT
#include "app/api/multipartbody.h"

#include "app/api/apiclient.h"
#include "app/api/sendoncedevice.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace api {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("MultipartBody", text);
}

} // namespace

QString formFileName(const QString &name) {
    QString file = name.mid(name.lastIndexOf(u'/') + 1);
    file.replace(u'"', u"%22"_s);
    file.replace(u'\r', u"%0D"_s);
    file.replace(u'\n', u"%0A"_s);
    return file.isEmpty() ? u"document"_s : file;
}

MultipartBody makeMultipartBody(const Submission &submission) {
    MultipartBody body;
    std::shared_ptr<QIODevice> source = submission.file;
    qint64 size = submission.fileSize;
    QHttpPart part;
    if (submission.filePath.isEmpty()) {
        auto buffer = std::make_shared<QBuffer>();
        buffer->setData(submission.text.toUtf8());
        buffer->open(QIODevice::ReadOnly);
        size = buffer->size();
        source = std::move(buffer);
        part.setHeader(QNetworkRequest::ContentTypeHeader, u"text/plain; charset=utf-8"_s);
        part.setHeader(QNetworkRequest::ContentDispositionHeader, u"form-data; name=\"text\""_s);
    } else {
        if (!source) {
            auto file = std::make_shared<QFile>(submission.filePath);
            if (!file->open(QIODevice::ReadOnly)) {
                body.error.kind = ErrorKind::LocalFile;
                body.error.summary = tr("Nothing was sent: the file could not be opened.");
                body.error.detail = u"%1: %2"_s.arg(submission.filePath, file->errorString());
                return body;
            }
            size = file->size();
            source = std::move(file);
        }
        if (size == 0) { // it was looked at before: somebody has emptied it since
            body.error.kind = ErrorKind::LocalFile;
            body.error.summary = tr("Nothing was sent: the file is empty.");
            body.error.detail = submission.filePath;
            return body;
        }
        part.setHeader(QNetworkRequest::ContentTypeHeader,
            submission.mediaType.isEmpty() ? u"application/octet-stream"_s : submission.mediaType);
        part.setHeader(QNetworkRequest::ContentDispositionHeader,
            u"form-data; name=\"file\"; filename=\"%1\""_s.arg(formFileName(submission.fileName)));
    }
    body.parts = std::make_unique<QHttpMultiPart>(QHttpMultiPart::FormDataType);
    body.document = new SendOnceDevice(std::move(source), size, body.parts.get());
    part.setBodyDevice(body.document);
    body.parts->append(part);
    return body;
}

} // namespace api
