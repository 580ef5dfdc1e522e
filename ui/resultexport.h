// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/bytesource.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <atomic>
#include <functional>
#include <memory>

namespace ui {

struct ExportItem {
    QString name;                                 ///< of the document; the file is called after it
    std::function<results::ByteSourcePtr()> read; ///< for another thread
};

/// A name for a file that every system takes, without an ending: what a document's name has in front of its
/// own.
QString fileNameFor(const QString &documentName);

/// Writes results into a folder on another thread, one JSON file each. A file that is there is never touched:
/// the new one gets a number.
class ResultExport : public QObject {
    Q_OBJECT

public:
    ResultExport(const QString &folder, QList<ExportItem> items, QObject *parent = nullptr);
    /// What has not been written by then is not.
    ~ResultExport() override;
    Q_DISABLE_COPY_MOVE(ResultExport)

    void start();

signals:
    void progressed(int done, int all);
    /// `errors`: a line for each that was not written.
    void finished(int written, const QStringList &errors);

private:
    QString m_folder;
    QList<ExportItem> m_items;
    std::shared_ptr<std::atomic_bool> m_cancelled = std::make_shared<std::atomic_bool>(false);
};

} // namespace ui
