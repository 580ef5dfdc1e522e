// SPDX-License-Identifier: MIT
#include "app/api/redactor.h"

#include <QMutexLocker>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <atomic>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace api {

namespace {

// Qt's message handler is a plain function without a context; this is the one place where that needs a
// global.
std::atomic<const Redactor *> logRedactor = nullptr;

void handleMessage(QtMsgType type, const QMessageLogContext &context, const QString &message) {
    QString line = qFormatLogMessage(type, context, message);
    if (const Redactor *redactor = logRedactor)
        line = redactor->clean(line);
    std::fprintf(stderr, "%s\n", qUtf8Printable(line));
}

} // namespace

void Redactor::addSecret(const QString &secret) {
    // Very short "secrets" would tear holes into every text; no real key is that short.
    if (secret.size() < 4)
        return;
    const QMutexLocker lock(&m_mutex);
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(secret));
    for (const QString &form : {secret, encoded}) {
        if (!m_secrets.contains(form))
            m_secrets << form;
    }
    // The longest first: one may be the beginning of another.
    std::sort(m_secrets.begin(), m_secrets.end(),
        [](const QString &a, const QString &b) { return a.size() > b.size(); });
}

QString Redactor::clean(const QString &text) const {
    if (text.isEmpty())
        return text;
    static const QRegularExpression bearer(uR"((?i)\bbearer\s+(?!\[)[^\s"'<>]+)"_s);
    static const QRegularExpression keyLike(uR"(\baf_[A-Za-z0-9_\-]{8,})"_s);
    const QString removed = u"[key removed]"_s;
    QString cleaned = text;
    {
        const QMutexLocker lock(&m_mutex);
        for (const QString &secret : m_secrets)
            cleaned.replace(secret, removed);
    }
    cleaned.replace(bearer, u"Bearer "_s + removed);
    cleaned.replace(keyLike, removed);
    return cleaned;
}

ApiError Redactor::clean(ApiError error) const {
    for (QString *text : {&error.errorCode, &error.summary, &error.detail, &error.requestId})
        *text = clean(*text);
    return error;
}

Accepted Redactor::clean(Accepted accepted) const {
    accepted.status = clean(accepted.status);
    accepted.versionId = clean(accepted.versionId);
    return accepted;
}

ResultsAnswer Redactor::clean(ResultsAnswer answer) const {
    answer.words = clean(answer.words);
    answer.requestId = clean(answer.requestId);
    return answer;
}

Workflow Redactor::clean(Workflow workflow) const {
    workflow.name = clean(workflow.name);
    workflow.description = clean(workflow.description);
    return workflow;
}

Page<Collection> Redactor::clean(Page<Collection> page) const {
    // A name stays as it came too: an unconfirmed run is found again by it.
    for (Collection &collection : page.items)
        collection.status = clean(collection.status);
    return page;
}

Page<Workflow> Redactor::clean(Page<Workflow> page) const {
    for (Workflow &workflow : page.items)
        workflow = clean(workflow);
    return page;
}

void Redactor::installLogHandler(const Redactor *redactor) {
    logRedactor = redactor;
    qInstallMessageHandler(redactor ? handleMessage : nullptr);
}

} // namespace api
