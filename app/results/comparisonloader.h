// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/bytesource.h"
#include "app/results/comparison.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace results {

/// Reads two results and compares them off the calling thread. Each is read once; a late comparison with
/// options that do not hold any more dies quietly.
class ComparisonLoader : public QObject {
    Q_OBJECT

public:
    /// For another thread; nothing when the result is not there (any more).
    using Read = std::function<ByteSourcePtr()>;

    explicit ComparisonLoader(QObject *parent = nullptr);
    ~ComparisonLoader() override; ///< what it reads is not read on

    void load(Read left, Read right);
    void setOptions(const ComparisonOptions &options);
    void swap(); ///< the sides, from the next comparison on

signals:
    /// Faults: why there is nothing, or not all, of a side; empty when all is well.
    void compared(
        const results::ComparisonPtr &comparison, const QString &leftFault, const QString &rightFault);

private:
    struct Side {
        QList<Field> fields;
        QString fault;
    };
    struct Sides {
        Side left;
        Side right;
    };
    static Side read(const Read &read, const std::atomic_bool &unwanted);
    void start();

    std::shared_ptr<const Sides> m_sides; ///< nullptr until both were read
    ComparisonOptions m_options;
    bool m_swapped = false;
    std::shared_ptr<std::atomic_bool> m_unwanted; ///< what is being read
    int m_comparing = 0;
};

} // namespace results
