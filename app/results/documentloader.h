// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"

#include <QObject>

#include <functional>
#include <memory>

namespace results {

/// Reads received bytes into documents off the calling thread, so that a large result never stalls the
/// window. Only the newest request is answered: a late document of an older one dies quietly.
class DocumentLoader : public QObject {
    Q_OBJECT

public:
    explicit DocumentLoader(QObject *parent = nullptr);
    ~DocumentLoader() override;

    /// `id` is handed back with the document. `read` is called by another thread; where it gives nullptr, the
    /// document is empty.
    void load(qint64 id, std::function<ByteSourcePtr()> read);
    /// No answer to what was asked before.
    void cancel();

signals:
    /// Twice for a large one that nobody has checked: as it seems to be, then checked.
    void loaded(qint64 id, const results::ResultDocumentPtr &document);

private:
    using Flag = std::shared_ptr<std::atomic_bool>;

    Flag m_cancelled; ///< of the newest request
};

} // namespace results
