// SPDX-License-Identifier: MIT
#include "ui/valuecopy.h"

#include "ui/runtext.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QPointer>
#include <QThreadPool>

namespace ui {

namespace {

QString textOf(const results::ResultDocument &document, const results::JsonNode &node, ValueCopy::Form form) {
    return form == ValueCopy::Form::Text ? document.text(node) : QString::fromUtf8(document.raw(node));
}

} // namespace

ValueCopy::~ValueCopy() {
    giveUp();
}

void ValueCopy::giveUp() {
    if (m_cancelled)
        *m_cancelled = true;
}

/// Nothing to say does not take away what others have said.
void ValueCopy::say(const QString &words) {
    if (m_hasSaid || !words.isEmpty())
        emit said(words);
    m_hasSaid = !words.isEmpty();
}

void ValueCopy::copyText(const QString &text) {
    if (text.isEmpty())
        return;
    giveUp();
    QGuiApplication::clipboard()->setText(text);
    say({});
}

void ValueCopy::copy(const results::ResultDocumentPtr &document, const results::JsonNode &node, Form form) {
    if (!document || !node.isValid())
        return;
    giveUp();
    const qint64 size = node.end - node.begin;
    if (size > copyLimit) {
        say(tr("Not copied: this is %1, and no more than %2 are copied. The whole result can be saved.")
                .arg(bytesText(size), bytesText(copyLimit)));
        return;
    }
    if (size <= atOnce) {
        QGuiApplication::clipboard()->setText(textOf(*document, node, form));
        say({});
        return;
    }
    say(tr("Copying %1…").arg(bytesText(size)));
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    QThreadPool::globalInstance()->start(
        [self = QPointer(this), cancelled = m_cancelled, document, node, form, size] {
            if (*cancelled)
                return;
            const QString text = textOf(*document, node, form);
            // The application object outlives the pool's work; who asked may not.
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [self, cancelled, text, size] {
                    if (!self || *cancelled)
                        return;
                    QGuiApplication::clipboard()->setText(text);
                    self->say(tr("Copied: %1.").arg(bytesText(size)));
                },
                Qt::QueuedConnection);
        });
}

} // namespace ui
