// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace sandbox {

struct Part {
    QString name;
    QString fileName;  ///< without folders; empty when none was given
    QString mediaType; ///< as sent, with parameters
    QByteArray bytes;  ///< with a Content-Transfer-Encoding undone
};

struct Form {
    QList<Part> parts; ///< those that have a name
    QString error;     ///< in words, when the body is not the form that its header promises
};

/// A name as sent in Content-Disposition, without the folders that some clients put before it.
QString baseName(const QString &fileName);

bool isMultipartForm(const QByteArray &contentType);

Form parseForm(const QByteArray &contentType, const QByteArray &body);

bool isUrlEncodedForm(const QByteArray &contentType);

Form parseUrlEncodedForm(QByteArray body);

} // namespace sandbox
