// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

class TestFileInspector : public QObject {
    Q_OBJECT

private slots:
    void init();
    void readsEachKind_data();
    void readsEachKind();
    void replacedWhileItIsRead();
    void goneBeforeItIsRead();
    void waitsForWhatIsStillWritten();
    void emptyFileMayBeABeginning();
    void forgottenOnesAreNotWaitedFor();
    void clearedOnesAreNotHeardOf();
    void looksAgainByItself();
    void tenThousandNeverBlock();

private:
    QString write(const QString &name, const QByteArray &content);
    std::unique_ptr<QTemporaryDir> m_folder;
};
