// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTemporaryDir>

class TestUpload : public QObject {
    Q_OBJECT

private slots:
    void sendsTheFileAsItIs_data();
    void sendsTheFileAsItIs();
    void sendsText_data();
    void sendsText();
    void tellsProgress();
    void localFileFails_data();
    void localFileFails();
    void neverSendsTwice_data();
    void neverSendsTwice();
    void endpointSetAnewKeepsWhatIsUnderWay();
    void questionsPassUploads();
    void answerThatIsHereBeatsCancel();
    void goesOverHttp1WhenEncrypted();
    void knowsWhetherAllWasHandedOver_data();
    void knowsWhetherAllWasHandedOver();
    void fileShrinksWhileSent();
    void refusesToRewind();

private:
    QString writeFile(const QString &name, const QByteArray &content);
    QTemporaryDir m_folder;
};
