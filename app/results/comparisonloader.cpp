// SPDX-License-Identifier: MIT
#include "app/results/comparisonloader.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPointer>
#include <QThreadPool>

#include <utility>

namespace results {

ComparisonLoader::ComparisonLoader(QObject *parent)
    : QObject(parent) {}

ComparisonLoader::Side ComparisonLoader::read(const Read &read) {
    ByteSourcePtr source = read();
    if (!source)
        return {{}, tr("its result is not in the ledger any more")};
    const std::atomic_bool goOn = false;
    const ResultDocumentPtr document = ResultDocument::fromSource(std::move(source))->checked(goOn);
    Side side{readFields(*document), {}};
    if (const std::optional<JsonFault> &fault = document->fault()) {
        side.fault =
            tr("its body is not complete JSON: %1 at byte %2, line %3")
                .arg(fault->message, QLocale().toString(fault->offset), QLocale().toString(fault->line));
        if (!side.fields.isEmpty())
            side.fault += tr("; the fields before it are compared");
    } else if (side.fields.isEmpty()) {
        side.fault = tr("its result has no fields");
    }
    return side;
}

void ComparisonLoader::load(Read left, Read right) {
    m_sides.reset();
    const int reading = ++m_reading;
    ++m_comparing; // of what was read before, none is awaited
    QThreadPool::globalInstance()->start(
        [self = QPointer(this), reading, left = std::move(left), right = std::move(right)] {
            const auto sides = std::make_shared<const Sides>(Sides{read(left), read(right)});
            // The application object outlives the pool's work; who asked may not.
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [self, reading, sides] {
                    if (!self || self->m_reading != reading)
                        return;
                    self->m_sides = sides;
                    self->start();
                },
                Qt::QueuedConnection);
        });
}

void ComparisonLoader::setOptions(const ComparisonOptions &options) {
    m_options = options;
    start();
}

void ComparisonLoader::swap() {
    m_swapped = !m_swapped;
    start();
}

void ComparisonLoader::start() {
    if (!m_sides)
        return; // it begins when they are read
    const int comparing = ++m_comparing;
    QThreadPool::globalInstance()->start(
        [self = QPointer(this), comparing, sides = m_sides, options = m_options, swapped = m_swapped] {
            const Side &left = swapped ? sides->right : sides->left;
            const Side &right = swapped ? sides->left : sides->right;
            const ComparisonPtr comparison = compare(left.fields, right.fields, options);
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [self, comparing, comparison, faults = std::pair(left.fault, right.fault)] {
                    if (self && self->m_comparing == comparing)
                        emit self->compared(comparison, faults.first, faults.second);
                },
                Qt::QueuedConnection);
        });
}

} // namespace results
