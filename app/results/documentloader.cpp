// SPDX-License-Identifier: MIT
#include "app/results/documentloader.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <utility>

namespace results {

DocumentLoader::DocumentLoader(QObject *parent)
    : QObject(parent) {}

DocumentLoader::~DocumentLoader() {
    cancel();
}

void DocumentLoader::cancel() {
    if (m_cancelled)
        *m_cancelled = true;
    m_cancelled.reset();
}

void DocumentLoader::load(qint64 id, std::function<ByteSourcePtr()> read) {
    cancel();
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    QThreadPool::globalInstance()->start(
        [self = QPointer<DocumentLoader>(this), id, read = std::move(read), cancelled = m_cancelled] {
            const auto tell = [&self, &cancelled, id](const ResultDocumentPtr &document) {
                // The application object outlives the pool's work; the receiver may not.
                QMetaObject::invokeMethod(
                    QCoreApplication::instance(),
                    [self, cancelled, id, document] {
                        if (self && !*cancelled)
                            emit self->loaded(id, document);
                    },
                    Qt::QueuedConnection);
            };
            ByteSourcePtr source = *cancelled ? nullptr : read();
            if (*cancelled)
                return;
            const ResultDocumentPtr document =
                ResultDocument::fromSource(source ? std::move(source) : ByteSource::fromBytes({}));
            tell(document);
            if (document->isChecked())
                return;
            if (const ResultDocumentPtr checked = document->checked(*cancelled))
                tell(checked);
        });
}

} // namespace results
