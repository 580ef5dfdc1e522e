// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QTemporaryFile>

#include <memory>

namespace commands {

/// A file name made from what a document is called: no folders, control characters or leading dots, not too
/// long for a file system. Ends with ".json".
QString safeFileName(const QString &name);

/// Makes the folder where it is missing, and sees whether a file can be made in it. Empty when it can.
QString refuseFolder(const QString &folder);

/// A new file in a folder, all or nothing, and never over another one: where the name is taken, a number is
/// added.
class OutputFile {
public:
    OutputFile(QString folder, const QString &name);

    // Each says what went wrong in words; empty when it worked.
    QString open();
    QString write(const QByteArray &data);
    QString finish();

    /// Where it is, after finish().
    QString path() const { return m_path; }

private:
    QString failure() const;

    QString m_folder;
    QString m_name;
    QString m_path;
    QTemporaryFile m_file;
};

} // namespace commands
