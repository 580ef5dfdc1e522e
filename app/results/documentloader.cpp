// SPDX-License-Identifier: MIT
#include "app/results/documentloader.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace results {

DocumentLoader::DocumentLoader(QObject *parent)
    : QObject(parent) {}

void DocumentLoader::load(qint64 id, std::function<std::optional<QByteArray>()> read) {
    const int generation = ++m_generation;
    QThreadPool::globalInstance()->start(
        [self = QPointer<DocumentLoader>(this), id, read = std::move(read), generation] {
            const ResultDocumentPtr document = ResultDocument::fromBytes(read().value_or(QByteArray()));
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
