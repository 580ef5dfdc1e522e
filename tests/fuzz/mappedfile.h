// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"

#include <QTemporaryDir>

namespace fuzz {

/// A file that is mapped as large ones are: blanks, then the body, which ends with a page of memory.
class MappedFile {
public:
    MappedFile();

    /// Returns all of it. Documents of what was there before must be gone.
    QByteArray write(const QByteArray &body);
    /// As results are opened; by the map beside the file, where there is one.
    results::ResultDocumentPtr document() const;

private:
    QTemporaryDir m_folder;
    QString m_path;
};

} // namespace fuzz
