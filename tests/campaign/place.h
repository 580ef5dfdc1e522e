// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QProcessEnvironment>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

namespace campaign {

/// Where a campaign happens: its documents, and an environment that knows nothing of the person who runs it.
class Place {
public:
    /// `documents` files of different names and contents; one in ten is large enough to be on its way for a
    /// while.
    Place(int documents, quint32 seed);

    const QStringList &documents() const { return m_documents; } ///< file names
    QString path(const QString &document) const { return m_folder.filePath(document); }
    /// What stands in each document and in no other.
    const QHash<QString, QByteArray> &marks() const { return m_marks; }
    QString dataDir(const QString &name) const { return m_folder.filePath(name); }
    QProcessEnvironment environment(const QUrl &service) const;

private:
    QTemporaryDir m_folder;
    QStringList m_documents;
    QHash<QString, QByteArray> m_marks;
};

} // namespace campaign
