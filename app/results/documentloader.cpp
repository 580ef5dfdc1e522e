// SPDX-License-Identifier: MIT
#include "app/results/documentloader.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace results {

DocumentLoader::DocumentLoader(QObject *parent)
    : QObject(parent) {}

void DocumentLoader::load(qint64 id, const QByteArray &bytes) {
    const int generation = ++m_generation;
    QThreadPool::globalInstance()->start([self = QPointer<DocumentLoader>(this), id, bytes, generation] {
        const ResultDocumentPtr document = ResultDocument::fromBytes(bytes);
        // The application object outlives the pool's work; the receiver may not.
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, id, document, generation] {
                if (self && self->m_generation == generation)
                    emit self->loaded(id, document);
            },
            Qt::QueuedConnection);
    });
}

} // namespace results
