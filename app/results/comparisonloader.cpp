// SPDX-License-Identifier: MIT
#include "app/results/comparisonloader.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPointer>
#include <QThreadPool>

#include <utility>

namespace results {

ComparisonLoader::ComparisonLoader(QObject *parent)
    : QObject(parent)
    , m_unwanted(std::make_shared<std::atomic_bool>(false)) {}

ComparisonLoader::~ComparisonLoader() {
    *m_unwanted = true;
}

/// Anything once it is unwanted.
ComparisonLoader::Side ComparisonLoader::read(const Read &read, const std::atomic_bool &unwanted) {
    if (unwanted)
        return {};
    ByteSourcePtr source = read();
    if (!source)
        return {{}, tr("its result is not in the ledger any more")};
    const ResultDocumentPtr document = ResultDocument::fromSource(std::move(source))->checked(unwanted);
    if (!document)
        return {};
    bool fractions = false;
    Side side{readFields(*document, fractions, &unwanted), {}};
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
    *m_unwanted = true;
    m_unwanted = std::make_shared<std::atomic_bool>(false);
    ++m_comparing; // of what was read before, none is awaited
    QThreadPool::globalInstance()->start(
        [self = QPointer(this), unwanted = m_unwanted, left = std::move(left), right = std::move(right)] {
            const auto sides =
                std::make_shared<const Sides>(Sides{read(left, *unwanted), read(right, *unwanted)});
            // The application object outlives the pool's work; who asked may not.
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [self, unwanted, sides] {
                    if (!self || *unwanted)
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
